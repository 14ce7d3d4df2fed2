"""Questions and answers: whether a bid answers what is asked, and which facts its answers give.

A bidder answers one group of each criterion, and all of it. The rules are those that an e-procurement system checks
before it takes a bid; here each breach is a remark, since a bid is judged by the rulepack and not refused by its form.
"""

from sv_rules.questionnaire.answering import answered, answers
from sv_rules.questionnaire.checking import check

__all__ = ["answered", "answers", "check"]
