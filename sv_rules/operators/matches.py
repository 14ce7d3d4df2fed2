"""`matches`: a text of a given form."""

from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import FactType
from sv_rules.operators._pattern import Pattern, read_pattern


def matches(actual: str, value: Pattern) -> bool:
    r"""The whole text has this form, written as a regular expression.

        buyer.gss: {matches: 'E\d{8}'}

    The pattern must fit the text from its first to its last character, so `^` and `$` at its ends change nothing; to
    find words anywhere in a text use `mentions_any`. Capitals count. Quote the pattern in YAML with single quotes.

    | written | means |
    | --- | --- |
    | `.` | any one character, a line break too |
    | `\d` `\w` `\s` | a digit 0 to 9; an unaccented letter, digit or `_`; a space, tab or line break |
    | `\D` `\W` `\S` | any one character but those |
    | `\.` `\(` `\\` … | that sign itself |
    | `[a-z_]` `[^a-z]` | one character of these; one character but these |
    | `(…)` `(?:…)` | a part that is repeated or chosen as a whole |
    | `a\|b` | one or the other |
    | `*` `+` `?` | any number of times; once or more; once or not at all |
    | `{2}` `{2,}` `{2,4}` | twice; twice or more; two to four times |

    Nothing else is known: no references back to a group, no looking ahead or behind, no names, no flags, no lazy or
    possessive repeats. That is what lets every pattern be tested in time proportional to the length of the text. A
    pattern has at most 200 characters, and at most 2,000 once its counted repeats are written out.
    """
    return value.matches(actual)


OPERATOR = Operator(
    matches,
    takes=(FactType.TEXT,),
    value=Takes.PATTERN,
    prepare=read_pattern,
    holds="{fact} has the form {value}",
    fails="{fact} is {actual}, which does not have the form {value}",
    denies="{fact} does not have the form {value}",
)
