"""`milepost explain` tells everything that is derived from a description."""

import re
from collections.abc import Iterator, Sequence

import pytest
from django.urls import URLPattern, URLResolver

from milepost.api.urls import addresses
from milepost.cli.house.explained import explained
from milepost.cli.main import main
from milepost.kernel.entity import Entity, entities
from milepost.kernel.operations import operations
from milepost.kernel.questions import questions
from milepost.kernel.rows import fields_of, filters_of

EVERY = pytest.mark.parametrize("entity", entities(), ids=lambda one: one.name)


def every_address(found: Sequence[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str]]:
    """Their names and patterns."""
    for one in found:
        if isinstance(one, URLResolver):
            yield from every_address(one.url_patterns, before + str(one.pattern))
        else:
            yield one.name or "", before + str(one.pattern)


def told(entity: Entity) -> dict[str, Sequence[tuple[str, ...]]]:
    """Rows by title."""
    return {title: rows for title, _, _, rows in explained(entity)}


@EVERY
def test_every_field_and_filter_and_operation_is_told(entity: Entity) -> None:
    found = told(entity)
    assert [row[0] for row in found["Fields"]] == list(fields_of(entity))
    assert {row[0] for row in found.get("Operations", ())} == {operation.name for operation in operations(entity)}
    assert {row[0] for row in found.get("Questions", ())} == {question.name for question in questions(entity)}
    filters = {name + how.strip("=") for hows, names in found["Filters of lists"] for name in names.split(", ") for how in hows.split()}
    assert filters == set(filters_of(entity))


@EVERY
def test_every_address_of_the_api_is_told(entity: Entity) -> None:
    text = " ".join(cell for rows in told(entity).values() for row in rows for cell in row)
    shown = set(re.findall(r"/api/v1/(\S+)", text))
    known = {re.sub(r"<str:key>", "{key}", path) for name, path in every_address(addresses()) if name.startswith(f"{entity.name}.")}
    assert known == shown - {"openapi.json,"}


@EVERY
def test_every_hidden_field_and_scope_is_told(entity: Entity) -> None:
    found = told(entity)
    assert dict(found.get("Hidden fields", ())) == {column.name: column.sees for column in entity.columns if column.sees}
    reached = [row[0] for row in found["Who reaches it"]]
    assert reached == (["house", "another"] if entity.reach is not None else ["house", *entity.scopes])


def test_every_state_shows_what_may_be_done_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    from milepost.kernel.entity import entity

    rows = {row[0]: row[1:] for row in told(entity("leave"))["States"]}
    assert rows["edit"] == ("yes", "–", "–", "yes", "–")
    assert rows["request"] == ("→ requested", "–", "–", "→ requested", "–")
    assert main(["explain", "leave"]) == 0
    assert re.search(r"Operation +draft +requested +approved +refused +cancelled", capsys.readouterr().out)


@pytest.mark.parametrize("width", ["80", "140"])
def test_nothing_is_cut_off(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for entity in entities():
        assert main(["explain", entity.name]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert max(len(line) for line in lines) <= int(width)
        printed = " ".join(" ".join(lines).split())
        for name in (*fields_of(entity), *(operation.name for operation in operations(entity))):
            assert name in printed
    assert "POST /api/v1/working-patterns/delete/" in printed and "milepost working-pattern delete ID…" in printed


def test_without_a_name_every_entity_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    printed = capsys.readouterr().out
    assert all(f"  {entity.name} " in printed for entity in entities()) and "A team of people." in printed


def test_an_unknown_word_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "organistion"]) == 2
    assert "Did you mean organisation?" in capsys.readouterr().err
