"""Drafting on pages: who works under somebody in a project submits the form as a draft, and that person reads what would change."""

from typing import Any

import pytest
from django.test import Client

from milepost.apps.people.models import Person
from milepost.apps.projects.models import ScopeItem, Stage
from milepost.kernel.access import Actor, actor_of, house
from milepost.kernel.administration.standard import make_everybody, make_standard_roles
from milepost.kernel.models import Account, Draft, Grant, Membership
from tests.apps.projects.works import internal, made
from tests.web.conftest import logged_in
from tests.web.projects.test_project_pages import text_of

STAGE = "/stages/{}/"


@pytest.fixture
def crew(db: None) -> dict[str, Client]:
    """Mia manages the project, and Ann is her associate there; Max has no part in it."""
    everybody, roles = make_everybody(house("the tests")), make_standard_roles(house("the tests"))
    Grant.objects.create(group_id=everybody, role_id=roles["Manages own projects"], scope_kind="managed")
    clients, people = {}, {}
    for name in ("Ann", "Mia", "Max"):
        account = Account.objects.create(name=name, email=f"{name}@x.example", kind="person")
        Membership.objects.create(account=account, group_id=everybody)
        people[name] = made("person", name=name)
        Person.objects.filter(pk=people[name]).update(account=account)
        clients[name] = logged_in(actor_of(account))
    project, _ = internal(manager=people["Mia"])
    made("project-member", project=project, person=people["Ann"], part="associate", works_under=people["Mia"])
    made("stage", project=project, name="First", position=1)
    return clients


def stage() -> Stage:
    return Stage.objects.get()


def draft_of(client: Client, path: str, **sent: Any) -> Draft:
    answer = client.post(path, sent | {"draft": "1"})
    assert answer.status_code == 302, text_of(answer)
    made = Draft.objects.latest("pk")
    assert answer.headers["Location"] == f"/drafts/{made.number}/"
    return made


@pytest.mark.duty_part("APM-20", "a form is submitted as a draft, read as what it would change, and countersigned", where="web pages")
def test_an_associate_submits_the_form_as_a_draft_and_the_manager_reads_and_countersigns_it(crew: dict[str, Client]) -> None:
    path = STAGE.format(stage().pk)
    form = text_of(crew["Ann"].get(f"{path}edit/"))
    assert "Submit as draft" in form and "You work under somebody here" in form and "Save" not in form.split("Submit as draft")[1]
    assert "Submit as draft" not in text_of(crew["Mia"].get(f"{path}edit/"))
    draft = draft_of(crew["Ann"], f"{path}edit/", name="Discovery", position="1", version=stage().version)
    assert stage().name == "First" and draft.state == "submitted"
    assert "drafted by Ann" in text_of(crew["Mia"].get("/")) and "drafted by" not in text_of(crew["Max"].get("/"))
    page = text_of(crew["Mia"].get(f"/drafts/{draft.number}/"))
    for told in ("What is proposed", "drafted by Ann", "First", "Discovery", "Countersign", "Return"):
        assert told in page, told
    assert "Position" not in page.split("What is proposed")[1].split("History")[0]
    crew["Mia"].post(f"/drafts/{draft.number}/countersign/", {"note": "", "version": draft.version})
    assert stage().name == "Discovery"


def test_who_sends_the_form_without_saying_so_is_refused_and_offered_the_draft(crew: dict[str, Client]) -> None:
    answer = crew["Ann"].post("/stages/new/", {"project": stage().project_id, "name": "Second", "position": "2"})
    assert answer.status_code == 403 and "You may draft it" in text_of(answer) and "Submit as draft" in text_of(answer)
    draft = draft_of(crew["Ann"], "/stages/new/", project=stage().project_id, name="Second", position="2")
    assert Stage.objects.count() == 1 and (draft.place_kind, draft.place) == ("project", stage().project_id)


def test_scope_is_proposed_and_decided_as_a_draft_too(crew: dict[str, Client]) -> None:
    draft = draft_of(crew["Ann"], f"/projects/{stage().project.number}/scope/propose/", name="Search", effort_minutes="7:30")
    faulty = crew["Ann"].post(f"/projects/{stage().project.number}/scope/propose/", {"name": "", "draft": "1"})
    assert faulty.status_code == 422 and "Submit as draft" in text_of(faulty)
    assert not ScopeItem.objects.exists() and "Search" in text_of(crew["Ann"].get(f"/drafts/{draft.number}/"))


def test_a_draft_of_what_was_changed_meanwhile_is_not_written(crew: dict[str, Client], anybody: Actor) -> None:
    path, version = STAGE.format(stage().pk), stage().version
    crew["Mia"].post(f"{path}edit/", {"name": "Start", "position": "1", "version": version})
    assert stage().name == "Start"
    answer = crew["Ann"].post(f"{path}edit/", {"name": "Discovery", "position": "1", "version": version, "draft": "1"})
    assert "Somebody changed it after you read it" in text_of(answer) and not Draft.objects.exists()


def test_strangers_neither_see_the_draft_nor_draft(crew: dict[str, Client]) -> None:
    draft = draft_of(crew["Ann"], f"{STAGE.format(stage().pk)}edit/", name="Discovery", position="1", version=stage().version)
    assert crew["Max"].get(f"/drafts/{draft.number}/").status_code == 404
    assert crew["Max"].post(f"{STAGE.format(stage().pk)}edit/", {"name": "Mine", "draft": "1"}).status_code == 404


def test_nobody_to_countersign_leaves_no_draft_behind(crew: dict[str, Client]) -> None:
    """Max works under nobody: a project of his own is his to change, and a draft of it nobody could countersign."""
    project, _ = internal(name="Own", manager=Person.objects.get(name="Max").pk)
    answer = crew["Max"].post("/stages/new/", {"project": project, "name": "One", "position": "1", "draft": "1"})
    assert "Nobody is named under whom you work" in text_of(answer) and not Draft.objects.exists()
