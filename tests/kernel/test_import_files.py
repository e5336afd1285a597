"""A file that cannot be imported says where and why and what to do, whatever is wrong with it; what it changes is told apart."""

import io
import json
import time
import zipfile
from datetime import datetime
from typing import Any

import pytest
import xlsxwriter

from milepost.engine.problem import Problem
from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.importing import Outcome, Unfit, import_rows, read_draft, try_rows
from milepost.kernel.operations import operation_named, perform

ORGANISATION, PERSON = entity("organisation"), entity("person")


def workbook(*rows: list[Any], then: Any = None) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, day = book.add_worksheet("Rows"), book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(number, place, value, day)
                else:
                    sheet.write(number, place, value)
        if then is not None:
            then(sheet)
    return target.getvalue()


def bomb() -> bytes:
    """300 MB of one letter in a sheet."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(300):
                part.write(b"a" * 1_000_000)
    return target.getvalue()


def refused(data: bytes, name: str = "clients.csv") -> Problem:
    with pytest.raises(Unfit) as told:
        read_draft(ORGANISATION, data, name=name)
    return told.value.problems[0]


HEADS = ["Name", "Kind"]
UNFIT = {
    "empty": (b"", "empty-file", "clients.csv", "The file is empty"),
    "blank": (b"\xef\xbb\xbf \r\n", "empty-file", "clients.csv", "The file is empty"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "wrong-kind", "clients.csv", "This is a picture"),
    "pdf": (b"%PDF-1.7\n1 0 obj", "wrong-kind", "clients.csv", "This is a PDF"),
    "web page": (b"<!DOCTYPE html><html>Log in</html>", "wrong-kind", "clients.csv", "web page"),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "not-xlsx", "clients.csv", "2003 or older"),
    "cut short": (workbook(HEADS, ["Bath", "client"])[:-200], "xlsx-broken", "clients.csv", "cannot be opened"),
    "no heading": (b"Bath,client\nWells,client\n", "no-headings", "clients.csv", "'Bath', 'client'"),
    "heading twice": (b"Name,Kind,name\nBath,client,Wells\n", "column-twice", "clients.csv line 1, column 'name'", "mean the same"),
    "neither encoding": (b"Name,Kind\nB\x81th,client\n", "encoding", "clients.csv line 2", "neither UTF-8 nor"),
    "says another encoding": (b"\xff\xfeN\x00a\x00m", "encoding", "clients.csv byte", "is not"),
    "open quote": (b'Name,Kind\n"Bath,client\n', "csv-broken", "clients.csv line", "cannot be read"),
    "not JSON": (b'[{"name": "Bath",}]', "not-json", "clients.csv line 1", "no JSON"),
    "a name said twice": (b'[{"name": "Bath", "name": "Wells"}]', "said-twice", "clients.csv", "'name' twice"),
    "deep JSON": (b"[" * 100_000, "not-json", "clients.csv", "no JSON"),
    "no list": (b'{"name": "Bath"}', "no-rows", "clients.csv", "list of objects"),
    "empty list": (b"[]", "no-rows", "clients.csv", "nothing to import"),
    "bomb": (bomb(), "too-large", "clients.csv part", "250 times"),
    "merged": (
        workbook(HEADS, ["Bath", "client"], ["Wells", "client"], then=lambda sheet: sheet.merge_range("B2:B3", "client")),
        "merged-cells",
        "clients.csv sheet 'Rows' row 2, column 'Kind'",
        "B2:B3",
    ),
    "formula without result": (
        workbook(HEADS, ["Bath", "client"], then=lambda sheet: sheet.write_formula("A3", "=A2", None, "")),
        "formula-without-result",
        "clients.csv part",
        "does not store",
    ),
    "error in a cell": (
        workbook(HEADS, ["Bath", "client"], then=lambda sheet: sheet.write_formula("A3", "=1/0", None, "#DIV/0!")),
        "error-cell",
        "clients.csv part 'xl/worksheets/sheet1.xml', A3",
        "#N/A",
    ),
}


@pytest.mark.parametrize("case", UNFIT)
def test_a_file_that_holds_no_such_rows_says_where_and_why_and_what_to_do(case: str) -> None:
    data, code, place, message = UNFIT[case]
    told = refused(data)
    assert (told.code, told.place.startswith(place), message in told.message) == (code, True, True), told
    assert told.remedy


def faults(outcome: Outcome) -> list[tuple[Any, ...]]:
    return [(getattr(one, "row", 0), getattr(one, "column", ""), one.code) for one in outcome.problems]


def test_cells_that_cannot_be_meant_are_told_each_with_a_remedy(anybody: Actor) -> None:
    data = workbook(
        ["Name", "Email", "Joined", "Phone"],
        ["Ann", "nobody", "31/01/2026", "1"],
        ["Ben", "", datetime(2026, 1, 31), 1e308],
        [1e308, "", 1e308, ""],
        ["a\u202eb", "", 46000, "x" * 50],
    )
    told = try_rows(read_draft(PERSON, data, name="people.xlsx"), anybody)
    assert faults(told) == [
        (2, "Email", "no-address"),
        (2, "Joined", "not-a-day"),
        (4, "Joined", "not-a-day"),
        (5, "Name", "control-character"),
        (5, "Phone", "too-long"),
        (5, "Joined", "not-a-day"),
    ]
    assert told.created == 1 and all(one.remedy for one in told.problems)


def test_numbers_beyond_all_measure_are_told_and_not_computed_with(anybody: Actor) -> None:
    one, columns = entity("leave-allowance"), "Person,First day,Last day,Days"
    person = perform(operation_named("person.create"), anybody, given={"name": "Ann"}).records[0]
    began = time.process_time()
    for text in ("1e308", "1" + "0" * 5000, "1e999999999", "NaN", "-1e308"):
        data = f"{columns}\n{person.number},2026-01-01,2026-12-31,{text}\n"  # type: ignore[attr-defined]
        told = try_rows(read_draft(one, data.encode(), name="allowances.csv"), anybody)
        assert [one.code in ("not-a-number", "out-of-range") for one in told.problems] == [True], text
    rows = json.dumps([{"person": person.pk, "first_day": "2026-01-01", "last_day": "2026-12-31", "half_days": 1e308}])
    told = try_rows(read_draft(one, rows.encode(), name="allowances.json"), anybody)
    assert len(told.problems) == 1 and time.process_time() - began < 60


def test_a_text_in_the_usual_encoding_of_windows_is_read_and_told(anybody: Actor) -> None:
    draft = read_draft(ORGANISATION, "Name,Kind\nCafé Zürich,client\n".encode("cp1252"), name="clients.csv")
    assert [notice.code for notice in draft.notices] == ["encoding"] and draft.rows[0].given["name"] == "Café Zürich"


def test_a_heading_that_is_not_known_is_left_out_and_the_nearest_named() -> None:
    draft = read_draft(ORGANISATION, b"Name,Kind,Refernce,Shoe size\nBath,client,1,44\n", name="clients.csv")
    told = {notice.place.rpartition("'")[0].rpartition("'")[2]: notice.remedy for notice in draft.notices}
    assert "Is 'Reference' meant?" in told["Refernce"] and "leave it" in told["Shoe size"]


def test_a_column_that_every_new_record_needs_is_told_once(anybody: Actor) -> None:
    told = try_rows(read_draft(ORGANISATION, b"Name\n" + b"Bath\n" * 300, name="clients.csv"), anybody)
    assert [one.code for one in told.problems] == ["column-missing"] and "'Kind'" in told.problems[0].message


def test_a_banner_of_merged_cells_above_the_headings_does_no_harm(anybody: Actor) -> None:
    data = workbook(["Our clients", ""], HEADS, ["Bath", "client"], then=lambda sheet: sheet.merge_range("A1:B1", "Our clients"))
    assert try_rows(read_draft(ORGANISATION, data, name="clients.xlsx"), anybody).created == 1


def test_many_unknown_names_in_json_cost_little(anybody: Actor) -> None:
    rows = json.dumps([{"name": "Bath", "kind": "client", **{f"column {number}": 1 for number in range(20_000)}}])
    draft = read_draft(ORGANISATION, rows.encode(), name="clients.json")
    assert len(draft.notices) < 100 and len(draft.rows) == 1


def made(actor: Actor, **given: Any) -> Any:
    return perform(operation_named("organisation.create"), actor, given={"name": "Bath", "kind": "client", **given}).records[0]


def test_a_row_exported_before_somebody_else_changed_the_record_is_told_who(anybody: Actor, staff: Any) -> None:
    made(anybody)
    ben = staff("Ben", "organisation.view", "organisation.edit")
    perform(operation_named("organisation.edit"), ben, on=[ORGANISATION.model._default_manager.get().pk], given={"notes": "x"})
    draft = read_draft(ORGANISATION, b"Number,Name,Version\nORG-1,Bath Spa,1\n", name="clients.csv")
    told = try_rows(draft, anybody)
    assert faults(told) == [(2, "Version", "stale")] and "Ben changed Notes" in told.problems[0].message
    same = read_draft(ORGANISATION, b"Number,Name,Version\nORG-1,Bath,1\n", name="clients.csv")
    assert try_rows(same, anybody).unchanged == 1
    fresh = read_draft(ORGANISATION, b"Number,Name,Version\nORG-1,Bath Spa,2\n", name="clients.csv")
    assert import_rows(fresh, anybody).changed == 1
    odd = read_draft(ORGANISATION, b"Number,Name,Version\nORG-1,York,two\n", name="clients.csv")
    assert faults(try_rows(odd, anybody)) == [(2, "Version", "no-version")]


def test_what_is_set_once_and_differs_is_told_and_what_is_the_same_is_not(anybody: Actor) -> None:
    person = perform(operation_named("person.create"), anybody, given={"name": "Ann"}).records[0]
    skill = perform(operation_named("skill.create"), anybody, given={"name": "Networks"}).records[0]
    other = perform(operation_named("skill.create"), anybody, given={"name": "Training"}).records[0]
    level = perform(operation_named("person-skill.create"), anybody, given={"person": person.pk, "skill": skill.pk, "level": 2}).records[0]
    one = entity("person-skill")
    fixed = [column.name for column in one.columns if column.fixed]
    assert "skill" in fixed
    same = read_draft(one, f"Id,Person,Skill,Level\n{level.pk},Ann,Networks,3\n".encode(), name="skills.csv")
    assert try_rows(same, anybody).changed == 1
    differs = read_draft(one, f"Id,Person,Skill,Level\n{level.pk},Ann,{other.pk},3\n".encode(), name="skills.csv")
    assert faults(try_rows(differs, anybody)) == [(2, "Skill", "fixed")]


def test_an_empty_cell_empties_and_a_column_that_is_not_there_does_not(anybody: Actor) -> None:
    made(anybody, notes="kept", reference="HC-1")
    assert import_rows(read_draft(ORGANISATION, b"Number,Their reference\nORG-1,\n", name="clients.csv"), anybody).changed == 1
    record = ORGANISATION.model._default_manager.get()
    assert (record.reference, record.notes) == ("", "kept")  # type: ignore[attr-defined]


def test_faults_that_only_rows_far_apart_have_together_are_found_in_rounds_too(anybody: Actor) -> None:
    lines = [f"Client {number},client" for number in range(250)]
    lines[240] = "Client 3,client"
    data = "\n".join(["Name,Kind", *lines, ",client"]).encode()
    told: list[tuple[int, int]] = []
    draft = read_draft(ORGANISATION, data, name="clients.csv")
    outcome = try_rows(draft, anybody, apart=True, report=lambda done, whole: told.append((done, whole)))
    assert faults(outcome) == [(242, "", "taken"), (252, "Name", "required")]
    assert (outcome.created, outcome.bad_rows) == (249, 2) and told[0] == (100, 251)
    assert not ORGANISATION.model._default_manager.exists()


def test_a_name_that_names_nothing_is_told_as_it_was_written(anybody: Actor) -> None:
    told = try_rows(read_draft(entity("contact"), b"Name,Organisation\nPriya,Nowhere Ltd\n", name="contacts.csv"), anybody)
    assert "'Nowhere Ltd'" in told.problems[0].message
