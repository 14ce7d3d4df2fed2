"""Advice on a draft: an Evaluation -> what to do first, what bidders are asked, and whether that is in proportion."""

from sv_rules.advising.advising import advise

__all__ = ["advise"]
