"""Files go out and come in through the API: the same rows as everywhere, as jobs where they are many, and for nobody but who asked."""

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.entity import entity
from milepost.kernel.exporting import files, tasks
from milepost.kernel.jobs.run import run_one
from milepost.kernel.models import Account, Grant, Token
from milepost.kernel.operations import operation_named, perform

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ALL = ("organisation.view", "organisation.create", "organisation.edit")


class Program:
    """A program with a token."""

    def __init__(self, actor: Actor, *scopes: str) -> None:
        token = make_token(Account.objects.get(pk=actor.account), "script", scopes=list(scopes) or None)
        self.client, self.headers = Client(), {"Authorization": f"Bearer {token}"}

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1/{path}", headers=self.headers | headers)

    def post(self, path: str, data: Any = b"", kind: str = "text/csv") -> Any:
        body = {"content_type": kind} if isinstance(data, bytes) else {}
        return self.client.post(f"/api/v1/{path}", data, headers=self.headers, **body)


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def organisations(actor: Actor, *names: str) -> list[int]:
    done = perform(operation_named("organisation.create"), actor, given=[{"name": name, "kind": "client"} for name in names])
    return [record.pk for record in done.records]


@pytest.fixture
def program(anybody: Actor, staff: Any) -> Program:
    organisations(anybody, "Bath", "=Wells", "York")
    return Program(staff("Ann", *ALL))


def work() -> None:
    while run_one("tests"):
        pass


@pytest.mark.parametrize("by", ["address", "header"])
def test_a_list_is_a_file_of_every_row_where_that_is_asked_for(program: Program, by: str) -> None:
    asked = "organisations/?order=-name&fields=number,name"
    for form, kind in (("csv", "text/csv"), ("xlsx", XLSX)):
        found = program.get(f"{asked}&format={form}") if by == "address" else program.get(asked, Accept=f"{kind}, */*;q=0.1")
        assert found.status_code == 200 and found["Content-Type"].startswith(kind)
        assert found["Content-Disposition"].startswith('attachment; filename="organisations-') and found["Cache-Control"] == "no-store"
        rows = rows_in(content(found), form)
        assert rows[1:] == [["ORG-3", "York"], ["ORG-1", "Bath"], ["ORG-2", "'=Wells" if form == "csv" else "=Wells"]]
    plain = program.get(asked, Accept="application/json, text/csv;q=0.5")
    assert [row["name"] for row in plain.json()["results"]] == ["York", "Bath", "=Wells"]


def rows_in(data: bytes, form: str) -> list[list[Any]]:
    if form == "csv":
        return list(csv.reader(io.StringIO(data.decode())))
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)]


def test_a_limit_and_an_offset_hold_for_files_too(program: Program) -> None:
    found = content(program.get("organisations/?format=csv&fields=name&order=name&limit=1&offset=1")).decode()
    assert found.splitlines() == ["name", "Bath"]


def test_a_form_or_question_that_cannot_be_meant_is_refused(program: Program) -> None:
    assert program.get("organisations/?format=pdf").status_code == 422
    assert program.get("organisations/?format=csv&shoe=4").status_code == 422
    assert program.post("organisations/export/?format=csv&shoe=4").status_code == 422
    assert program.post("organisations/import/?apply=perhaps", b"Name\n").status_code == 422
    assert program.post("organisations/import/", b"").status_code == 400


def test_many_rows_are_made_into_a_file_by_a_job(program: Program, monkeypatch: Any) -> None:
    monkeypatch.setitem(tasks.MOST_DIRECT, tasks.Form.CSV, 2)
    refused = program.get("organisations/?format=csv")
    assert refused.status_code == 422 and "organisations/export/" in refused.json()["detail"]
    begun = program.post("organisations/export/?format=csv&name__not=York&fields=name&order=name")
    assert begun.status_code == 202 and begun.json()["file"] is None
    address = begun["Location"].removeprefix("/api/v1/")
    assert program.post("organisations/export/?format=csv&name__not=York&fields=name&order=name")["Location"] == begun["Location"]
    assert program.get(f"{address}file/").status_code == 409
    work()
    told = program.get(address).json()
    assert (told["state"], told["done"], told["whole"]) == ("done", 2, 2) and told["size"] > 20
    found = program.get(told["file"].removeprefix("/api/v1/"))
    assert content(found).decode("utf-8-sig").splitlines() == ["number,name", "ORG-2,'=Wells", "ORG-1,Bath"]


def test_a_file_is_its_owners_alone_and_only_while_they_may_do_what_they_could(program: Program, staff: Any) -> None:
    address = program.post("organisations/export/?format=json")["Location"].removeprefix("/api/v1/")
    work()
    assert program.get(f"{address}file/").status_code == 200
    other = Program(staff("Ben", *ALL))
    assert {other.get(address).status_code, other.get(f"{address}file/").status_code} == {404}
    assert program.get(address.replace("organisations", "contacts")).status_code == 404
    Grant.objects.filter(account__name="Ann").delete()
    assert {program.get(address).status_code, program.get(f"{address}file/").status_code} == {404}


def test_a_file_that_was_cleared_away_is_said_to_be(program: Program, monkeypatch: Any) -> None:
    from datetime import timedelta

    address = program.post("organisations/export/?format=json")["Location"].removeprefix("/api/v1/")
    work()
    assert files.clear_exports() == 0
    monkeypatch.setattr(files, "STAY", timedelta(seconds=-60))
    assert files.clear_exports() >= 1
    assert "kept for a day" in program.get(address).json()["detail"]


def test_a_file_is_tried_and_its_report_is_read_by_row_and_column(program: Program) -> None:
    begun = program.post("organisations/import/?name=clients.csv", b"Name,Kind\nBristol,client\n,town\n")
    assert begun.status_code == 202 and begun.json()["trial"] is True
    work()
    told = program.get(begun["Location"].removeprefix("/api/v1/")).json()
    assert (told["state"], told["name"], told["result"]["created"], told["result"]["bad_rows"]) == ("done", "clients.csv", 1, 1)
    assert [(one["row"], one["column"], one["code"]) for one in told["result"]["problems"]] == [
        (3, "Name", "required"),
        (3, "Kind", "no-such-choice"),
    ]
    assert all(one["remedy"] for one in told["result"]["problems"])
    assert entity("organisation").model._default_manager.count() == 3


def test_a_trial_without_faults_is_imported_and_once_only(program: Program) -> None:
    trial = program.post("organisations/import/", b"Name,Kind\nBristol,client\n")["Location"].removeprefix("/api/v1/")
    assert program.post(trial).status_code == 409
    work()
    done = program.post(trial)
    assert done.status_code == 202 and program.post(trial)["Location"] == done["Location"]
    work()
    told = program.get(done["Location"].removeprefix("/api/v1/")).json()
    assert (told["trial"], told["result"]["created"]) == (False, 1)
    assert program.post(trial)["Location"] == done["Location"]
    work()
    assert entity("organisation").model._default_manager.count() == 4


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_what_is_exported_is_imported_again_without_a_change(program: Program, form: str) -> None:
    data = content(program.get(f"organisations/?format={form}"))
    begun = program.post(f"organisations/import/?apply=true&name=rows.{form}", data, "application/octet-stream")
    work()
    result = program.get(begun["Location"].removeprefix("/api/v1/")).json()["result"]
    assert (result["created"], result["changed"], result["unchanged"], result["problems"]) == (0, 0, 3, [])


def test_a_form_of_a_page_may_send_the_file_too(program: Program) -> None:
    begun = program.post("organisations/import/?apply=true", {"file": SimpleUploadedFile("new.csv", b"Name,Kind\nBristol,client\n")})
    work()
    assert begun.json()["name"] == "new.csv" and entity("organisation").model._default_manager.count() == 4


def test_an_import_is_all_or_nothing(program: Program) -> None:
    begun = program.post("organisations/import/?apply=true", b"Name,Kind\nBristol,client\nBath,client\n")
    work()
    result = program.get(begun["Location"].removeprefix("/api/v1/")).json()["result"]
    assert [(one["row"], one["code"]) for one in result["problems"]] == [(3, "taken")]
    assert entity("organisation").model._default_manager.count() == 3


def test_a_job_does_no_more_than_the_token_that_asked_for_it(staff: Any, anybody: Actor) -> None:
    organisations(anybody, "Bath")
    ann = staff("Ann", *ALL)
    few = Program(ann, "organisation.create")
    begun = few.post("organisations/import/?apply=true", b"Number,Name,Kind\nORG-1,Bristol,client\n,York,client\n")
    work()
    result = few.get(begun["Location"].removeprefix("/api/v1/")).json()["result"]
    assert [one["code"] for one in result["problems"]] == ["no-such-record"]
    assert few.post("organisations/export/?format=csv").status_code == 403
    ended = Program(ann)
    first = ended.post("organisations/import/?apply=true", b"Name,Kind\nWells,client\n")
    second = ended.post("organisations/export/?format=csv")
    Token.objects.filter(scopes=["*"]).update(ended_at="2026-01-01T00:00:00Z")
    work()
    fresh = Program(ann)
    told = fresh.get(first["Location"].removeprefix("/api/v1/")).json()["result"]["problems"]
    assert "token" in told[0]["message"] and "token" in fresh.get(second["Location"].removeprefix("/api/v1/")).json()["refused"]
    assert list(entity("organisation").model._default_manager.values_list("name", flat=True)) == ["Bath"]


def test_who_may_do_neither_is_refused(staff: Any, anybody: Actor) -> None:
    reader, stranger = Program(staff("Reader", "organisation.view")), Program(staff("Stranger"))
    assert reader.post("organisations/import/", b"Name\nBath\n").status_code == 403
    assert stranger.post("organisations/export/").status_code == 403
    assert content(stranger.get("organisations/?format=csv")).count(b"\n") == 1


def test_what_is_masked_leaves_in_no_form(staff: Any, anybody: Actor, monkeypatch: Any) -> None:
    perform(operation_named("account.create"), anybody, given={"name": "Zoe", "email": "canary@example.org", "kind": "person"})
    program = Program(staff("Reader", "account.view"))
    for form in ("csv", "json"):
        assert b"canary" not in content(program.get(f"accounts/?format={form}"))
    text = repr(rows_in(content(program.get("accounts/?format=xlsx")), "xlsx"))
    assert "canary" not in text and "Zoe" in text
    address = program.post("accounts/export/?format=csv")["Location"].removeprefix("/api/v1/")
    work()
    assert b"canary" not in content(program.get(f"{address}file/"))


def test_the_report_is_json_that_programs_read(program: Program) -> None:
    begun = program.post("organisations/import/?name=a.json", json.dumps([{"name": "", "kind": "client"}]).encode(), "application/json")
    work()
    told = program.get(begun["Location"].removeprefix("/api/v1/")).json()["result"]
    assert set(told["problems"][0]) == {"row", "column", "code", "place", "message", "remedy"}
