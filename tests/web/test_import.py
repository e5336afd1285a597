"""A file is brought, tried, told about and imported, from the page."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from milepost.kernel.entity import entity
from milepost.kernel.jobs.worker import Worker
from tests.web.conftest import logged_in


def bring(client: Client, text: str, name: str = "clients.csv") -> str:
    answer = client.post("/organisations/import/", {"file": SimpleUploadedFile(name, text.encode())})
    assert answer.status_code == 302
    return str(answer["Location"])


def work() -> None:
    Worker().run(once=True)


@pytest.mark.django_db(transaction=True)
def test_a_file_is_tried_and_then_imported(client: Client) -> None:
    trial = bring(client, "Name,Kind\nHarbour Council,client\nQuay Housing,supplier\n")
    assert b"Waiting for its turn" in client.get(trial).content
    work()
    assert b"2 new, 0 to be changed, 0 as they are" in client.get(trial).content
    assert not entity("organisation").model._default_manager.exists()
    done = client.post(trial)["Location"]
    assert client.post(trial)["Location"] == done
    work()
    assert b"2 created, 0 changed, 0 as they were" in client.get(done).content
    assert client.post(trial)["Location"] == done
    work()
    assert entity("organisation").model._default_manager.count() == 2


@pytest.mark.django_db(transaction=True)
def test_faults_are_told_by_row_and_nothing_can_be_imported(client: Client) -> None:
    trial = bring(client, "Name,Kind\n,client\nBath,town\n")
    work()
    text = client.get(trial).content.decode()
    assert "2 rows cannot be imported" in text and "Import them" not in text
    assert '>2</th><td class="where">Name</td>' in text and "Fill in the cell" in text
    assert client.post(trial).status_code == 200
    work()
    assert not entity("organisation").model._default_manager.exists()


@pytest.mark.django_db(transaction=True)
def test_a_file_of_something_else_says_what_is_expected(client: Client) -> None:
    trial = bring(client, "a;b\n1;2\n")
    work()
    assert b"Begin with a row of headings" in client.get(trial).content


def test_an_import_is_its_owners_alone_and_needs_the_permission(client: Client, staff: Any) -> None:
    trial = bring(client, "Name,Kind\nBath,client\n")
    other = logged_in(staff("Ben", "organisation.view", "organisation.create"))
    assert other.get(trial).status_code == 404
    assert logged_in(staff("Stranger")).get("/organisations/import/").status_code == 403
    assert client.post("/organisations/import/", {}).status_code == 422
