"""Of every text it is said whether it is data of a person: an untagged column fails here."""

from typing import Any

import pytest
from django.db.models import CharField, JSONField, TextField

from milepost.cli.house.explained import explained
from milepost.kernel.entity import Column, Entity, entities
from milepost.kernel.inputs import Address

EVERY = pytest.mark.parametrize("asked", entities(), ids=lambda one: one.name)


def is_free(asked: Entity, column: Column) -> bool:
    """Whether anything can be written into it: its field is text or JSON, and its input is no closed list."""
    field: Any = asked.model._meta.get_field(column.name)
    return isinstance(field, CharField | TextField | JSONField) and "enum" not in column.input.schema()


@EVERY
def test_every_free_text_is_said_to_be_personal_or_not(asked: Entity) -> None:
    untagged = [column.name for column in asked.columns if is_free(asked, column) and column.personal is None]
    assert not untagged, f"say personal=True or personal=False for {', '.join(untagged)} of {asked.name}"


@EVERY
def test_every_address_is_personal_and_so_is_what_is_hidden(asked: Entity) -> None:
    for column in asked.columns:
        if isinstance(column.input, Address) or column.sees:
            assert column.personal, column.name


@EVERY
def test_explain_tells_what_is_personal(asked: Entity) -> None:
    rows = [row for *_, rows in explained(asked) for row in rows]
    for column in asked.columns:
        words = {word for row in rows if row[0] == column.name for cell in row[1:] for word in cell.split(". ")[0].split(", ")}
        assert ("personal" in words) == bool(column.personal), words


def test_a_record_is_never_known_by_what_is_hidden() -> None:
    from milepost.apps.people.models import Leave
    from milepost.kernel.inputs import Text

    with pytest.raises(ValueError, match="cannot be hidden"):
        Entity(name="secret", model=Leave, columns=(Column(name="note", input=Text(), sees="secret.see"),), title="note")
