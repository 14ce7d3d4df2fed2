"""What supports a value."""

from pydantic import BaseModel, ConfigDict, Field


class Evidence(BaseModel):
    """What supports a value: a document, where in it, and at most a dozen words of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str = Field(min_length=1, max_length=300)
    at: str = Field(default="", max_length=300, description="Page, section or paragraph, in words.")
    quote: str = Field(default="", max_length=200)
