"""The schema for editors takes what the loader takes."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml

from mmready.loading.schema import question_schema

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures" / "questions").glob("*.md"))


def front_matter(path):
    return yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_schema_takes_the_fixtures(path):
    jsonschema.validate(front_matter(path), question_schema())


@pytest.mark.parametrize("change", [{"difficulty": 6}, {"answr": 1}, {"kind": "output"}, {"mark": {"up_to": "luck"}}])
def test_schema_refuses_what_the_loader_refuses(change):
    fields = {**front_matter(FIXTURES[0].with_stem("number")), **change}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(fields, question_schema())
