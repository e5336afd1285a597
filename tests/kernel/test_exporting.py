"""What is exported can be imported again and changes nothing; nothing in it is a formula, and nothing that its reader may not see."""

import csv
import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from milepost.kernel.access import Actor
from milepost.kernel.entity import Column, Entity, entities, entity
from milepost.kernel.errors import Invalid
from milepost.kernel.exporting import Form, pieces_of, template, with_key
from milepost.kernel.exporting.cells import guarded, text_in, unguarded
from milepost.kernel.exporting.workbook import Sheet
from milepost.kernel.importing import Outcome, import_rows, read_draft, try_rows
from milepost.kernel.inputs import Amount, Percent, Span, Text, Whole
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import question_from, reader
from milepost.kernel.rows.shape import Field
from tests.conformance_examples import made

ORGANISATION = entity("organisation")
BROUGHT = [one for one in entities() if one.reach is None and one.creatable and one.editable]
FORMS = pytest.mark.parametrize("form", Form, ids=lambda form: form.value)
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def exported(one: Entity, actor: Actor, form: Form, **asked: str) -> bytes:
    question = with_key(one, question_from(one, actor, {name: [value] for name, value in asked.items()}))
    return b"".join(pieces_of(one, actor, question, form, mark=True))


def tried(one: Entity, actor: Actor, data: bytes, form: Form = Form.CSV) -> Outcome:
    return try_rows(read_draft(one, data, name=f"rows.{form.value}"), actor)


def organisation(actor: Actor, **given: Any) -> Any:
    return perform(operation_named("organisation.create"), actor, given={"kind": "client", **given}).records[0]


@pytest.mark.parametrize("one", BROUGHT, ids=lambda one: one.name)
def test_every_list_comes_back_without_a_change_in_every_form(one: Entity, anybody: Actor) -> None:
    count = len({made(one, anybody).pk for _ in range(2)})
    there = one.model._default_manager.count()
    assert there >= count
    for form in Form:
        told = tried(one, anybody, exported(one, anybody, form), form)
        assert (told.created, told.changed, told.unchanged, told.problems) == (0, 0, there, ()), form


@FORMS
@QUIET
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.text(max_size=30))
def test_whatever_text_there_is_comes_back_as_it_was(form: Form, anybody: Actor, notes: list[str], name: str) -> None:
    ORGANISATION.model._default_manager.all().delete()
    for number, text in enumerate(notes):
        try:
            organisation(anybody, name=f"{name} {number}", notes=text)
        except Invalid:
            continue
    told = (
        tried(ORGANISATION, anybody, exported(ORGANISATION, anybody, form), form) if ORGANISATION.model._default_manager.exists() else None
    )
    assert told is None or (told.created, told.changed, told.problems) == (0, 0, ())


@given(st.text(alphabet=st.sampled_from("='+-@\t |%a1.\n＝"), max_size=6))
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    number = cell.lstrip("-").replace(".", "", 1).isdigit()
    assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝"))


@FORMS
def test_titles_that_several_records_have_come_back_too(form: Form, anybody: Actor) -> None:
    for kind in ("client", "supplier"):
        key = organisation(anybody, name="Twin", kind=kind).pk
        perform(operation_named("contact.create"), anybody, given={"name": f"Priya {key}", "organisation": key})
    told = tried(entity("contact"), anybody, exported(entity("contact"), anybody, form), form)
    assert (told.changed, told.unchanged, told.problems) == (0, 2, ())


@FORMS
def test_what_is_masked_is_in_no_file_and_stays_as_it_is(form: Form, anybody: Actor, staff: Any) -> None:
    perform(operation_named("account.create"), anybody, given={"name": "Ann", "email": "canary@example.org", "kind": "person"})
    reader = staff("Reader", "account.view", "account.edit", "account.create")
    data = exported(entity("account"), reader, form)
    assert b"canary" not in _unpacked(data, form) and b"canary" in _unpacked(exported(entity("account"), anybody, form), form)
    told = tried(entity("account"), reader, data, form)
    assert (told.created, told.changed, told.problems) == (0, 0, ()) and told.unchanged == 2


def _unpacked(data: bytes, form: Form) -> bytes:
    if form is not Form.XLSX:
        return data
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return repr([[cell.value for cell in row] for row in sheet.iter_rows()]).encode()


def test_nobody_exports_what_they_do_not_see(anybody: Actor, staff: Any) -> None:
    mine = organisation(anybody, name="Harbour Council").pk
    organisation(anybody, name="Quay Housing")
    clerk = staff("Clerk", "organisation.view", kind="organisation", scope=mine)
    for form in Form:
        told = _unpacked(exported(ORGANISATION, clerk, form), form)
        assert b"Harbour" in told and b"Quay" not in told
        assert b"Harbour" not in _unpacked(exported(ORGANISATION, staff("Stranger"), form), form)


def test_a_workbook_holds_what_values_are(anybody: Actor) -> None:
    perform(operation_named("person.create"), anybody, given={"name": "=1+1", "joined_on": "2026-01-31", "phone": "+44 1"})
    book = openpyxl.load_workbook(io.BytesIO(exported(entity("person"), anybody, Form.XLSX)))
    sheet = book.worksheets[0]
    cells = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
    assert cells["Joined"].value == datetime(2026, 1, 31) and cells["Joined"].number_format == "yyyy-mm-dd"
    assert (cells["Name"].value, cells["Name"].data_type) == ("=1+1", "s")
    assert isinstance(cells["Version"].value, int) and isinstance(cells["Created (UTC)"].value, datetime)
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref.startswith("A1:")
    assert cells["Name"].alignment and sheet.column_dimensions["A"].width >= 8


def test_money_lengths_and_shares_are_numbers_in_a_workbook(tmp_path: Any) -> None:
    inputs = {"price": Amount(), "currency": Text(), "worked": Span(), "share": Percent(), "many": Whole(), "large": Whole(most=10**18)}
    fields = [Field(name, name, one, Column(name=name, input=one)) for name, one in inputs.items()]
    sheet = Sheet(tmp_path / "a.xlsx", "Things", fields)
    sheet.add({"price": "-12.50", "currency": "gbp", "worked": 450, "share": "12.5", "many": -3, "large": 10**17 + 1})
    sheet.close()
    found = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    row = list(found[2])
    assert [cell.value for cell in row] == [-12.5, "gbp", 7.5, 12.5, -3, str(10**17 + 1)]
    assert "GBP" in row[0].number_format and found["C1"].value == "Worked (hours)"


def test_order_filters_and_columns_are_those_asked_for(anybody: Actor) -> None:
    for name in ("Bath", "Wells", "York"):
        organisation(anybody, name=name)
    data = exported(ORGANISATION, anybody, Form.CSV, order="-name", name__not="Wells", fields="name,kind").decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(data))) == [["number", "name", "kind"], ["ORG-3", "York", "client"], ["ORG-1", "Bath", "client"]]


def test_every_row_is_given_out_once_however_many_blocks_there_are(
    anybody: Actor, monkeypatch: Any, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(reader, "BLOCK", 3)
    for number in range(10):
        organisation(anybody, name=f"Client {number}", kind=("client", "supplier")[number % 2], reference=str(number))
    with django_assert_num_queries(3 + 3):  # a page with its count, the ids, and each block that is left
        data = exported(ORGANISATION, anybody, Form.CSV, order="kind", fields="reference").decode("utf-8-sig")
    found = [row["reference"] for row in csv.DictReader(io.StringIO(data))]
    assert sorted(found) == [str(number) for number in range(10)]
    assert found == sorted(found, key=lambda text: int(text) % 2)


def test_a_text_that_no_cell_holds_is_refused_and_told(anybody: Actor) -> None:
    role = perform(operation_named("role.create"), anybody, given={"name": "All", "permissions": []}).records[0]
    entity("role").model._default_manager.filter(pk=role.pk).update(permissions=["person.view" * 8] * 1000)
    with pytest.raises(Invalid, match="CSV or JSON"):
        exported(entity("role"), anybody, Form.XLSX)
    assert exported(entity("role"), anybody, Form.CSV)


@pytest.mark.parametrize("form", [Form.CSV, Form.XLSX])
@pytest.mark.parametrize("one", BROUGHT, ids=lambda one: one.name)
def test_a_template_can_be_filled_in_and_one_with_the_present_rows_changes_nothing(form: Form, one: Entity, anybody: Actor) -> None:
    made(one, anybody)
    there = one.model._default_manager.count()
    data = b"".join(template(one, anybody, form, current=True, most=100))
    told = try_rows(read_draft(one, data, name=f"rows.{form.value}"), anybody)
    assert (told.created, told.changed, told.unchanged, told.problems) == (0, 0, there, ())
    draft = read_draft(one, b"".join(template(one, anybody, form, most=100)), name=f"empty.{form.value}")
    assert not draft.rows and not draft.notices and set(draft.columns) == set(operation_named(one.permission("create")).inputs)


def test_a_template_tells_on_a_second_sheet_what_each_column_takes(anybody: Actor) -> None:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(template(ORGANISATION, anybody, Form.XLSX, most=10))))
    told = {row[0].value: row[1].value for row in book["What each column takes"].iter_rows(min_row=2)}
    assert told["Kind"].startswith("needed; one of: Client") and set(told) == {cell.value for cell in book.worksheets[0][1]}
    assert book.worksheets[0].data_validations.count >= 1


def test_a_changed_row_of_an_export_changes_that_record_alone(anybody: Actor) -> None:
    for name in ("Bath", "Wells"):
        organisation(anybody, name=name, notes="first\nsecond")
    data = exported(ORGANISATION, anybody, Form.CSV).decode("utf-8-sig").replace("Wells", "Wells City")
    done = import_rows(read_draft(ORGANISATION, data.encode(), name="rows.csv"), anybody)
    assert (done.created, done.changed, done.unchanged) == (0, 1, 1)
    rows = ORGANISATION.model._default_manager.order_by("pk").values_list("name", "notes", "version")
    assert list(rows) == [("Bath", "first\nsecond", 1), ("Wells City", "first\nsecond", 2)]


def test_a_moment_in_a_cell_is_one_in_utc() -> None:
    assert text_in(Span(), 450) == "7:30" and text_in(Text(), None) == ""
