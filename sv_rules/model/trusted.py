"""Models made from parts that are known to be right: as pydantic makes them, without asking again."""

from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)


def trusted(model: type[Model], fields: dict[str, Any]) -> Model:
    """Make a model of values that are of its fields' types already.

    An evaluation makes thousands of findings out of parts that were checked when the rulepack was loaded; to check
    them again takes longer than to make them.

    Args:
        model: a frozen model without private attributes.
        fields: the value of every field, in the order of the model, which is the order of its JSON. It is kept.
    """
    made = model.__new__(model)
    for name, value in (("__dict__", fields), *_rest(model)):
        object.__setattr__(made, name, value)
    return made


@cache
def _rest(model: type[BaseModel]) -> tuple[tuple[str, Any], ...]:
    # Nobody changes a frozen model, so all share the names of the fields that were set.
    return (
        ("__pydantic_fields_set__", set(model.model_fields)),
        ("__pydantic_extra__", None),
        ("__pydantic_private__", None),
    )
