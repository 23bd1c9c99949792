"""The JSON Schema of a question's front matter, for editors: made from the table of fields."""

from __future__ import annotations

from typing import Any

from mmready.domain.question import KINDS
from mmready.loading.fields import FIELDS

__all__ = ["question_schema"]


def question_schema() -> dict[str, Any]:
    """A schema with one branch for each kind: the fields it has and those it needs."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A question of an mmready bank",
        "type": "object",
        "required": ["kind"],
        "oneOf": [_kind_schema(kind) for kind in KINDS],
    }


def _kind_schema(kind: str) -> dict[str, Any]:
    fields = [field for field in FIELDS if kind in field.kinds]
    properties = {field.name: {**field.reader.schema, "description": field.meaning} for field in fields}
    return {
        "properties": {**properties, "kind": {"const": kind}},
        "required": [field.name for field in fields if kind in field.needed],
        "additionalProperties": False,
    }
