"""Options of scoring methods: the forms they are written in, and their checking in an author's words."""

from sv_rules.scoring.options.amounts import along, divided, money_shown, number_shown, points_word, said, size, unlike
from sv_rules.scoring.options.checking import Checked, check_options, check_scoring
from sv_rules.scoring.options.columns import Column, MoneyColumn, YearColumn
from sv_rules.scoring.options.comparing import Better, Outside, bare, incomparable, looked_at, meaningless, noun_for
from sv_rules.scoring.options.forms import (
    Amount,
    Misplaced,
    MoneyAmount,
    Number,
    Options,
    Percent,
    Percentage,
    Several,
    Text,
)

__all__ = [
    "Amount",
    "Better",
    "Checked",
    "Column",
    "Misplaced",
    "MoneyAmount",
    "MoneyColumn",
    "Number",
    "Options",
    "Outside",
    "Percent",
    "Percentage",
    "Several",
    "Text",
    "YearColumn",
    "along",
    "bare",
    "check_options",
    "check_scoring",
    "divided",
    "incomparable",
    "looked_at",
    "meaningless",
    "money_shown",
    "noun_for",
    "number_shown",
    "points_word",
    "said",
    "size",
    "unlike",
]
