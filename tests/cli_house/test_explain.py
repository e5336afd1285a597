"""`milepost explain` tells everything that is derived from a description."""

import pytest

from milepost.cli.house.explained import explained
from milepost.cli.main import main
from milepost.kernel.entity import entities
from milepost.kernel.operations import operations
from milepost.kernel.rows import fields_of


def test_every_field_and_operation_of_every_entity_is_told(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    for entity in entities():
        told = {title: rows for title, _, rows in explained(entity)}
        assert [row[0] for row in told["Fields"]] == list(fields_of(entity))
        done = next(rows for title, rows in told.items() if title.startswith("Operations"))
        assert {row[0] for row in done} == {operation.name for operation in operations(entity)}


def test_nothing_is_cut_off(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "organisation"]) == 0
    told = capsys.readouterr().out
    assert "milepost organisation close ID…" in told and "POST /api/v1/organisations/{key}/close/" in told and "active → closed" not in told
    assert "close → closed" in told


def test_an_unknown_word_is_told_with_the_nearest(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "organistion"]) == 2
    assert "Did you mean organisation?" in capsys.readouterr().err
