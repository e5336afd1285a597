"""An import is tried first and tells every fault by row and column; then it is done whole, or not at all."""

import io
import json
from typing import Any

import pytest
import xlsxwriter

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.importing import Unfit, import_rows, read_draft, run, try_rows
from milepost.kernel.models import Counter, JournalEntry
from milepost.kernel.operations import operation_named, perform

ORGANISATION = entity("organisation")
CONTACT = entity("contact")


def csv(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


def workbook(rows: list[list[Any]]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("People we know")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return target.getvalue()


def rows_of(name: str) -> list[str]:
    return list(entity(name).model._default_manager.order_by("pk").values_list("name", flat=True))


@pytest.mark.parametrize("form", ["csv", "semicolon", "workbook", "json"])
def test_rows_become_records_whichever_form_the_file_has(anybody: Actor, form: str) -> None:
    heads, first, second = ["Name", "Kind", "Their reference"], ["Harbour Council", "Client", "HC-1"], ["Quay Housing", "supplier", None]
    objects = [{"name": "Harbour Council", "kind": "client", "reference": "HC-1"}, {"name": "Quay Housing", "kind": "supplier"}]
    data = {
        "csv": csv("Name,Kind,Their reference", "Harbour Council,Client,HC-1", "Quay Housing,supplier,"),
        "semicolon": csv("sep=;", "name;kind;reference", "Harbour Council;client;HC-1", "Quay Housing;supplier;"),
        "workbook": workbook([heads, first, second]),
        "json": json.dumps(objects).encode(),
    }[form]
    draft = read_draft(ORGANISATION, data, name="clients")
    tried = try_rows(draft, anybody)
    assert (tried.created, tried.changed, tried.problems) == (2, 0, ()) and rows_of("organisation") == []
    done = import_rows(draft, anybody)
    assert (done.created, done.problems) == (2, ()) and rows_of("organisation") == ["Harbour Council", "Quay Housing"]
    assert set(JournalEntry.objects.filter(entity="organisation").values_list("reason", flat=True)) == {"import of clients"}


def test_every_fault_is_told_by_row_and_column_and_nothing_is_done(anybody: Actor) -> None:
    perform(operation_named("organisation.create"), anybody, given={"name": "Harbour Council", "kind": "client"})
    data = csv(
        "Name,Kind", "Quay Housing,client", "Harbour Council,client", ",client", "Bath,town", "Quay Housing,client", "Wells,supplier"
    )
    draft = read_draft(ORGANISATION, data, name="clients.csv")
    told = try_rows(draft, anybody)
    assert [(p.place, p.code) for p in sorted(told.problems, key=lambda p: p.place)] == [
        ("row 3", "taken"),
        ("row 4, column 'Name'", "required"),
        ("row 5, column 'Kind'", "no-such-choice"),
        ("row 6", "taken"),
    ]
    assert told.bad_rows == 4 and told.created == 2
    entries, counted = JournalEntry.objects.count(), Counter.objects.get(name="ORG").last
    assert import_rows(draft, anybody).problems == told.problems
    assert rows_of("organisation") == ["Harbour Council"]
    assert JournalEntry.objects.count() == entries and Counter.objects.get(name="ORG").last == counted


def test_a_number_changes_its_record_and_leaves_what_the_file_does_not_name(anybody: Actor) -> None:
    given = {"name": "Harbour Council", "kind": "client", "notes": "Bristol"}
    made = perform(operation_named("organisation.create"), anybody, given=given).records[0]
    draft = read_draft(ORGANISATION, csv("Number,Name,Kind", "ORG-1,Haven Council,client", ",Bath,client"), name="clients.csv")
    done = import_rows(draft, anybody)
    made.refresh_from_db()
    assert (done.created, done.changed) == (1, 1)
    assert (made.name, made.notes, made.version) == ("Haven Council", "Bristol", 2)


def test_a_record_named_twice_or_not_there_is_told(anybody: Actor) -> None:
    perform(operation_named("organisation.create"), anybody, given={"name": "Harbour Council", "kind": "client"})
    draft = read_draft(ORGANISATION, csv("Number,Name,Kind", "ORG-1,A,client", "org-1,B,client", "ORG-9,C,client"), name="clients.csv")
    assert [problem.code for problem in try_rows(draft, anybody).problems] == ["twice", "no-such-record"]


def test_references_are_written_as_names(anybody: Actor) -> None:
    for name, kind in (("Harbour Council", "client"), ("Twin", "client"), ("Twin", "supplier")):
        perform(operation_named("organisation.create"), anybody, given={"name": name, "kind": kind})
    draft = read_draft(CONTACT, csv("Name,Organisation", "Priya,Harbour Council", "Ben,ORG-1"), name="contacts.csv")
    assert import_rows(draft, anybody).created == 2
    draft = read_draft(CONTACT, csv("Name,Organisation", "Elena,Twin", "Jun,Nowhere"), name="contacts.csv")
    assert sorted(problem.code for problem in try_rows(draft, anybody).problems) == ["no-such-record", "several"]


def test_nobody_imports_what_they_could_not_type(anybody: Actor, staff: Any) -> None:
    mine = perform(operation_named("organisation.create"), anybody, given={"name": "Harbour Council", "kind": "client"}).records[0]
    perform(operation_named("organisation.create"), anybody, given={"name": "Quay Housing", "kind": "client"})
    clerk = staff("Clerk", "organisation.view", "contact.view", "contact.create", kind="organisation", scope=mine.pk)
    draft = read_draft(CONTACT, csv("Name,Organisation", "Priya,Harbour Council", "Ben,Quay Housing"), name="contacts.csv")
    told = try_rows(draft, clerk)
    assert told.created == 1 and [problem.place for problem in told.problems] == ["row 3, column 'Organisation'"]
    assert import_rows(draft, staff("Stranger")).problems and rows_of("contact") == []


def test_a_file_that_is_wrong_throughout_is_told_so_and_not_tried_for_ever(anybody: Actor, monkeypatch: Any) -> None:
    monkeypatch.setattr(run, "MOST_TOLD", 20)
    lines = [f"Client {number},client" for number in range(60)]
    import_rows(read_draft(ORGANISATION, csv("Name,Kind", *lines), name="clients.csv"), anybody)
    told = try_rows(read_draft(ORGANISATION, csv("Name,Kind", *lines), name="clients.csv"), anybody)
    assert told.problems[-1].code == "more" and len(told.problems) == 21 and len(rows_of("organisation")) == 60


def test_what_is_left_out_is_said(anybody: Actor) -> None:
    draft = read_draft(ORGANISATION, csv("Name,Kind,Shoe size", "Bath,client,44"), name="clients.csv")
    assert [(notice.code, "Shoe size" in notice.place) for notice in draft.notices] == [("column-left-out", True)]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"a;b;c\n1;2;3\n", b"{", b"[1, 2]", b"PK\x03\x04broken", b"\x00\x01\x02\x03" * 50])
def test_a_file_that_holds_no_such_rows_is_refused_with_a_remedy(data: bytes) -> None:
    with pytest.raises(Unfit) as refused:
        read_draft(ORGANISATION, data, name="clients.csv")
    assert all(problem.message and problem.place for problem in refused.value.problems)


def test_what_was_exported_with_a_guard_against_formulas_comes_back_as_it_was(anybody: Actor) -> None:
    draft = read_draft(ORGANISATION, csv("Name,Kind", "'=Plan B,client"), name="clients.csv")
    import_rows(draft, anybody)
    assert rows_of("organisation") == ["=Plan B"]
