"""No text of any column is a formula in a table that somebody opens in a spreadsheet."""

import csv
import io
from typing import Any

import pytest

from milepost.cli.house.reading import write_csv
from milepost.cli.main import main
from milepost.documents.csv_table import guarded
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity, entities
from milepost.kernel.inputs import Text
from milepost.kernel.models import Account
from tests.conformance_examples import made

STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
HARMFUL = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_of_any_list_begins_as_a_formula(start: str, anybody: Actor, staff: Any, capsys: Any, monkeypatch: Any) -> None:
    everything = [one.permission("view") for one in entities()] + [c.sees for one in entities() for c in one.columns if c.sees]
    staff("Reader", *sorted(set(everything)))
    monkeypatch.setenv("MILEPOST_AS", "reader@example.org")
    wrong, seen = [], 0
    chosen = [one for number, one in enumerate(entities()) if one.name != "publication" and number % len(STARTS) <= STARTS.index(start)]
    for one in chosen[-6:]:
        record = made(one, anybody)
        put = {column.name: f"{start}1{'' if column.input.most < 4 else '+2'}"[: column.input.most] for column in texts(one)}
        one.model._default_manager.filter(pk=record.pk).update(**put)
        capsys.readouterr()
        assert main([one.name, "list", "--format", "csv", "--limit", "1000"]) == 0
        for row in csv.DictReader(io.StringIO(capsys.readouterr().out)):
            seen += sum(cell.startswith("'") for cell in row.values())
            wrong += [(one.name, name, cell) for name, cell in row.items() if cell.startswith(HARMFUL) and not cell.lstrip("-").isdigit()]
    assert not wrong and (seen or start in "\t\r")  # those two go: a cell is one line


def texts(one: Entity) -> list[Any]:
    return [column for column in one.columns if isinstance(column.input, Text)]


@pytest.mark.parametrize("start", STARTS)
def test_titles_of_other_records_and_values_in_json_are_no_formulas_either(start: str, capsys: Any) -> None:
    text = f"{start}HYPERLINK(1)"
    write_csv(["a", "b", "c"], [{"a": {"id": 1, "title": text}, "b": {"title": text}, "c": [text]}])
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert not [cell for cell in rows[1] if cell.startswith(HARMFUL)]


def test_amounts_below_zero_stay_numbers(capsys: Any) -> None:
    write_csv(["a", "b"], [{"a": "-12.50", "b": -3}])
    assert capsys.readouterr().out.splitlines() == ["a,b", "-12.50,-3"]
    assert guarded("-12.50+1").startswith("'")


def test_references_are_shown_by_titles_that_are_guarded(anybody: Actor, staff: Any, capsys: Any) -> None:
    staff("Reader", "site.view", "organisation.view")
    site = made(next(one for one in entities() if one.name == "site"), anybody)
    type(site.organisation).objects.update(name="=cmd|' /C calc'!A0")  # type: ignore[attr-defined]
    main(["site", "list", "--format", "csv", "--as", Account.objects.get(name="Reader").email])
    assert ",'=cmd|" in capsys.readouterr().out
