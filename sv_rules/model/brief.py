"""Brief findings: what a form shows while somebody fills it in.

A brief finding says what a finding says, without the values that were found: whoever fills in the form has them before
their eyes. So it is the same for all values that come out alike, and costs next to nothing the second time.
"""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sv_rules.model.finding import Ask, Change, Citation, Waiver
from sv_rules.model.outcome import Kind, Level, Outcome, Stage, Standing
from sv_rules.model.procurement import Remark

BRIEF_VERSION: Literal["1"] = "1"


class _Part(BaseModel):
    # A reader of version 1 reads every later 1.x: what it does not know it passes over.
    model_config = ConfigDict(frozen=True, extra="ignore")


class BriefComparison(_Part):
    """One comparison that settled an outcome, of a fact or of a conclusion; the other of the two is empty."""

    sentence: str = Field(description="What is so, without the value that was found.")
    result: bool | None = Field(description="True, false, or null for cannot tell.")
    fact: str
    conclusion: str


class BriefFinding(_Part):
    """One check on the subject of a form."""

    check: str = Field(description="Full id: pack, slash, check.")
    title: str
    level: Level
    outcome: Outcome
    sentence: str
    comparisons: tuple[BriefComparison, ...] = Field(description="The smallest set that settled the outcome.")
    changes: tuple[Change, ...] = Field(description="Not met: the smallest change that would meet it.")
    asks: tuple[Ask, ...] = Field(description="Cannot tell: what to ask for, fewest facts first.")
    source: Citation
    standing: Standing
    waived: Waiver | None


class BriefFindings(_Part):
    """Everything the checks of a form came to: every check in force, as the rulepack has them in order."""

    form: Literal["1"] = BRIEF_VERSION
    as_of: date
    kind: Kind
    stage: Stage
    findings: tuple[BriefFinding, ...]
    remarks: tuple[Remark, ...] = Field(description="What was not read: values of facts that no rulepack declares.")

    def to_bytes(self) -> bytes:
        """Give the canonical bytes: JSON in UTF-8, keys in the order of the schema, no spaces, one line."""
        return self.model_dump_json().encode()
