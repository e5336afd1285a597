"""Files from the terminal: lists written, rows brought in, everything searched."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client

from milepost.cli.main import main
from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.entity import entity
from milepost.kernel.journal.seal import seal
from milepost.kernel.models import Account
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.search import follow

ORGANISATION = entity("organisation")


@pytest.fixture(autouse=True)
def ann(anybody: Actor, staff: Any, monkeypatch: Any) -> Actor:
    """Somebody who acts, in a house with three organisations."""
    monkeypatch.setenv("MILEPOST_AS", "ann@example.org")
    rows = [{"name": name, "kind": "client", "notes": "Bristol"} for name in ("Bath", "=Wells", "York")]
    perform(operation_named("organisation.create"), anybody, given=rows)
    found: Actor = staff("Ann", "organisation.view", "organisation.create", "organisation.edit")
    return found


def test_the_same_rows_go_into_a_file_of_any_form_as_the_api_gives(ann: Actor, tmp_path: Path, capsys: Any) -> None:
    token = make_token(Account.objects.get(pk=ann.account), "script")
    api = Client().get("/api/v1/organisations/?format=csv&order=-name", headers={"Authorization": f"Bearer {token}"})
    wanted = b"".join(api.streaming_content)
    asked = ["organisation", "list", "--order=-name", "--out"]
    assert main([*asked, str(tmp_path / "a.csv")]) == 0 and (tmp_path / "a.csv").read_bytes() == wanted
    assert "3 rows" in capsys.readouterr().out
    assert main(["organisation", "list", "--order=-name", "--format", "csv"]) == 0
    assert capsys.readouterr().out.encode() == wanted
    names = [row["name"].removeprefix("'") for row in csv.DictReader(io.StringIO(wanted.decode()))]
    assert main([*asked, str(tmp_path / "a.xlsx")]) == 0
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    place = [cell.value for cell in sheet[1]].index("Name")
    assert [row[place].value for row in sheet.iter_rows(min_row=2)] == names
    assert main([*asked, str(tmp_path / "a.json")]) == 0
    assert [row["name"] for row in json.loads((tmp_path / "a.json").read_bytes())["results"]] == names
    assert main([*asked, str(tmp_path / "b.csv"), "--bom", "--limit", "1"]) == 0
    assert (tmp_path / "b.csv").read_bytes().startswith(b"\xef\xbb\xbf") and (tmp_path / "b.csv").read_text().count("\n") == 2


def test_a_form_that_fits_no_file_is_told(tmp_path: Path, capsys: Any) -> None:
    assert main(["organisation", "list", "--format", "xlsx"]) == 2 and "--out" in capsys.readouterr().err
    assert main(["organisation", "list", "--out", str(tmp_path / "a.pdf")]) == 2
    assert main(["organisation", "list", "--out", str(tmp_path / "nowhere" / "a.csv")]) == 6
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_tried_told_about_and_imported(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "clients.csv"
    file.write_text("Number,Name,Kind\n,Bristol,client\n,,town\nORG-1,Bath,client\n")
    assert main(["organisation", "import", str(file), "--apply"]) == 3
    told = capsys.readouterr().out
    assert [line.split()[:2] for line in told.splitlines() if line.split()[:1] == ["3"]] == [["3", "Name"], ["3", "Kind"]]
    assert "1 of 3 rows cannot be imported" in told
    assert "Fill in the cell" in told and "Nothing was done" in told and ORGANISATION.model._default_manager.count() == 3
    file.write_text("Number,Name,Kind\n,Bristol,client\nORG-1,Bath Spa,client\nORG-3,York,client\n")
    assert main(["organisation", "import", str(file)]) == 0
    assert "1 new, 1 changed, 1 as they are" in capsys.readouterr().out and ORGANISATION.model._default_manager.count() == 3
    assert main(["organisation", "import", str(file), "--apply"]) == 0
    assert "Imported: 1 new, 1 changed, 1 as they are" in capsys.readouterr().out and ORGANISATION.model._default_manager.count() == 4


def test_what_was_written_is_read_again_without_a_change(tmp_path: Path, capsys: Any) -> None:
    for form in ("csv", "xlsx", "json"):
        file = str(tmp_path / f"a.{form}")
        assert main(["organisation", "list", "--out", file]) == 0
        capsys.readouterr()
        assert main(["organisation", "import", file]) == 0
        assert capsys.readouterr().out.startswith("No change: 3 rows")


def test_the_report_is_read_by_programs(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "clients.csv"
    file.write_text("Name,Kind\n,client\n")
    assert main(["organisation", "import", str(file), "--format", "json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert told["applied"] is False and [(one["row"], one["column"]) for one in told["problems"]] == [(2, "Name")]
    file.write_bytes(b"%PDF-1.7")
    assert main(["organisation", "import", str(file), "--format", "json"]) == 3
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "wrong-kind"
    assert main(["organisation", "import", str(file)]) == 3 and "This is a PDF" in capsys.readouterr().err


def test_a_template_is_written_and_brought_back(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "fill.xlsx"
    assert main(["organisation", "import", "--template", str(file), "--rows"]) == 0
    assert main(["organisation", "import", str(file)]) == 0 and "No change: 3 rows" in capsys.readouterr().out
    assert main(["organisation", "import", "--template", str(tmp_path / "fill.pdf")]) == 2
    assert main(["organisation", "import"]) == 2 and main(["organisation", "import", str(tmp_path / "gone.csv")]) == 3


def test_nobody_imports_what_they_could_not_type(tmp_path: Path, staff: Any, capsys: Any) -> None:
    staff("Reader", "organisation.view")
    file = tmp_path / "clients.csv"
    file.write_text("Name,Kind\nBristol,client\n")
    assert main(["organisation", "import", str(file), "--apply", "--as", "reader@example.org"]) == 2
    assert "neither create nor edit" in capsys.readouterr().err


def test_everything_is_searched(capsys: Any) -> None:
    while seal() or follow():
        pass
    assert main(["search", "bri", "--limit", "2"]) == 0
    told = capsys.readouterr().out
    assert "organisation 3." in told and "--offset 2" in told and "Bristol" in told
    assert main(["search", "york", "--format", "json"]) == 0
    assert [one["title"] for one in json.loads(capsys.readouterr().out)["results"]] == ["York"]
    assert main(["search", "york", "--format", "csv", "--kind", "organisation"]) == 0 and "York" in capsys.readouterr().out
    assert main(["search", "nowhere"]) == 0 and "Nothing that you can see" in capsys.readouterr().out
    assert main(["search", "york", "--kind", "ship"]) == 2 and "known are" in capsys.readouterr().err
    assert main(["search", "york", "--limit", "many"]) == 2


def test_what_is_masked_is_written_into_no_file_and_found_by_no_search(anybody: Actor, staff: Any, tmp_path: Path, capsys: Any) -> None:
    perform(operation_named("account.create"), anybody, given={"name": "Zoe", "email": "canary@example.org", "kind": "person"})
    while seal() or follow():
        pass
    staff("Reader", "account.view")
    for form in ("csv", "json"):
        file = tmp_path / f"a.{form}"
        assert main(["account", "list", "--out", str(file), "--as", "reader@example.org"]) == 0
        assert b"canary" not in file.read_bytes() and b"Zoe" in file.read_bytes()
    assert main(["search", "canary", "--as", "reader@example.org"]) == 0
    assert "Nothing that you can see" in capsys.readouterr().out
