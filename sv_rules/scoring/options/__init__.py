"""Options of scoring methods: the forms they are written in, and their checking in an author's words."""

from sv_rules.scoring.options.amounts import divided, number_shown, points_word, said, size, unlike
from sv_rules.scoring.options.checking import Checked, check_options, check_scoring
from sv_rules.scoring.options.forms import Amount, Misplaced, Number, Options, Percentage, Several, Text

__all__ = [
    "Amount",
    "Checked",
    "Misplaced",
    "Number",
    "Options",
    "Percentage",
    "Several",
    "Text",
    "check_options",
    "check_scoring",
    "divided",
    "number_shown",
    "points_word",
    "said",
    "size",
    "unlike",
]
