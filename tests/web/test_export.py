"""A list is taken away as a file from its page, as it is shown, and comes back by import."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from milepost.kernel.access import Actor
from milepost.kernel.exporting import Form, tasks
from milepost.kernel.jobs.worker import Worker
from milepost.kernel.operations import operation_named, perform
from tests.web.conftest import logged_in


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def organisations(actor: Actor, *names: str) -> None:
    perform(operation_named("organisation.create"), actor, given=[{"name": name, "kind": "client"} for name in names])


def address(page: str, form: str, *, shown: bool = True) -> str:
    """The address that the page's menu offers."""
    found = [
        part.partition('"')[0] for part in page.split('href="') if part.startswith("/organisations/all/export") or "/export/?" in part[:60]
    ]
    return next(one for one in found if one.endswith(f"format={form}") and ("fields=" in one) == shown).replace("&amp;", "&")


def listed(client: Client, question: str = "") -> str:
    return client.get(f"/organisations/{question}", follow=True).content.decode()


def test_the_file_holds_the_view_its_filters_order_and_columns_and_every_page(client: Client, boss: Actor) -> None:
    organisations(boss, *(f"Harbour {number:03}" for number in range(130)), "Wells")
    page = client.get("/organisations/?name__contains=harbour&order=-name&columns=name,kind", follow=True)
    if "/export/?" not in page.content.decode():
        page = client.get("/organisations/all/?name__contains=harbour&order=-name&columns=name,kind", follow=True)
    found = client.get(address(page.content.decode(), "csv"))
    lines = content(found).decode("utf-8-sig").splitlines()
    assert found["Content-Disposition"].startswith('attachment; filename="organisations-') and content(found) == b""
    assert lines[0] == "number,name,kind" and len(lines) == 131 and lines[1].endswith("Harbour 129,client")


def test_all_columns_can_be_taken_changed_and_brought_back(client: Client, boss: Actor) -> None:
    organisations(boss, "Bath", "Wells")
    page = client.get(
        "/organisations/all/" if b"/export/?" not in client.get("/organisations/").content else "/organisations/"
    ).content.decode()
    data = content(client.get(address(page, "xlsx", shown=False)))
    sheet = openpyxl.load_workbook(io.BytesIO(data))
    assert {"Number", "Name", "Version"} <= {cell.value for cell in sheet.worksheets[0][1]}
    trial = client.post("/organisations/import/", {"file": SimpleUploadedFile("back.xlsx", data)})["Location"]
    Worker().run(once=True)
    text = client.get(trial).content.decode()
    assert "No change" in text and "All 2 rows" in text and "Import them" not in text


def test_what_cannot_be_asked_or_seen_is_refused_on_a_page(client: Client, staff: Any) -> None:
    assert client.get("/organisations/export/?format=pdf").status_code == 422
    assert client.get("/organisations/export/?format=csv&shoe=44").status_code == 422
    assert logged_in(staff("Stranger")).get("/organisations/export/").status_code == 403
    assert Client().get("/organisations/export/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_large_list_is_made_by_a_job_and_fetched_by_whoever_asked(client: Client, boss: Actor, staff: Any, monkeypatch: Any) -> None:
    monkeypatch.setitem(tasks.MOST_DIRECT, Form.CSV, 1)
    organisations(boss, "Bath", "Wells")
    offer = client.get("/organisations/export/?format=csv&fields=name&order=name")
    assert b"More than 1 rows" in offer.content
    here = client.post("/organisations/export/?format=csv&fields=name&order=name")["Location"]
    assert b"Waiting for its turn" in client.get(here).content
    assert client.get(f"{here}file/")["Location"] == here
    Worker().run(once=True)
    assert b"is ready" in client.get(here).content
    assert content(client.get(f"{here}file/")).decode("utf-8-sig").splitlines() == ["number,name", "ORG-1,Bath", "ORG-2,Wells"]
    other = logged_in(staff("Ben", "organisation.view"))
    assert {other.get(here).status_code, other.get(f"{here}file/").status_code} == {404}


def test_a_template_is_offered_empty_and_with_the_present_rows(client: Client, boss: Actor) -> None:
    organisations(boss, "Bath")
    page = client.get("/organisations/import/").content.decode()
    assert escape("/organisations/import/template/?format=xlsx&rows=current") in page and "One of: Client" in page
    filled = content(client.get("/organisations/import/template/?format=csv&rows=current")).decode("utf-8-sig")
    empty = content(client.get("/organisations/import/template/?format=csv")).decode("utf-8-sig")
    assert "Bath" in filled and "Bath" not in empty and "#help" in empty
    assert client.get("/organisations/import/template/?format=json").status_code == 422


def test_no_file_of_a_page_holds_what_is_masked(anybody: Actor, staff: Any) -> None:
    perform(operation_named("account.create"), anybody, given={"name": "Zoe", "email": "canary@example.org", "kind": "person"})
    reader = logged_in(staff("Reader", "account.view"))
    for form in ("csv", "json"):
        data = content(reader.get(f"/accounts/export/?format={form}"))
        assert b"canary" not in data and b"Zoe" in data
    sheet = openpyxl.load_workbook(io.BytesIO(content(reader.get("/accounts/export/?format=xlsx")))).worksheets[0]
    assert "canary" not in repr(list(sheet.values))
