"""What documents about a project say, and what the client's editions keep to the house."""

from typing import Any

import pytest

from milepost.documents.renderers import renderer
from milepost.documents.tree import Document, tables
from milepost.kernel.access import Actor
from milepost.kernel.documents import document_named, make
from milepost.kernel.errors import Denied
from tests.apps.planning.plans import sold_plan, task
from tests.apps.projects.works import done, item, made
from tests.house import Staff


def told(name: str, actor: Actor, **given: Any) -> Document:
    return make(document_named(name), actor, given).tree


def text(document: Document) -> str:
    """All of it, as a file without pictures."""
    from io import BytesIO

    file = BytesIO()
    renderer("markdown")(document, file)
    return file.getvalue().decode()


@pytest.fixture
def project(anybody: Actor) -> int:
    """A client's project with a plan, approved scope and scope that waits, goals, deliverables and requirements."""
    plan, scope = sold_plan()
    key = scope_project(scope)
    waiting = item(key, name="Guest network", effort_minutes=9 * 450)
    done("scope-item.exclude", item(key, name="Telephones"), reason="Another contract.")
    phase = task(plan, scope, "Floor 1")
    worker = task(plan, scope, "Pull the cables", 3, parent=phase)
    made("assignment", task=worker, person=made("person", name="Ana Bell"))
    task(plan, scope, "Handed over", kind="milestone")
    task(plan, waiting, "Access points", 5)
    stage = made("stage", project=key, name="Delivery", position=1, gate_criteria="It runs.")
    ready = made("deliverable", project=key, name="Network plan", acceptance_criteria="Every room has a port.", stage=stage)
    done("deliverable.submit", ready)
    made("goal", project=key, name="Every room has a network")
    made("success-criterion", project=key, name="Uptime", target="99.9 %")
    wanted = {"source": "Head of IT", "acceptance_criteria": "A test.", "business_need": "Two people share a desk."}
    needed = made("requirement", project=key, name="Two ports a desk", priority="must", **wanted)
    made("requirement", project=key, name="A map", priority="could")
    made("task-trace", requirement=needed, task=worker)
    study = made("assessment", project=key, kind="needs", name="Is the network the reason?", findings="It is.", recommendation="Renew it.")
    done("assessment.conclude", study)
    return key


def scope_project(scope: int) -> int:
    from milepost.apps.projects.models import ScopeItem

    return int(ScopeItem.objects.get(pk=scope).project_id)


@pytest.mark.duty_part("SR-4", "scope, goals and deliverables agreed in a document, with approvals", where="scope statement, project brief")
def test_the_scope_statement_tells_what_is_in_and_out_and_who_approved_it(project: int, anybody: Actor) -> None:
    found = told("projects.scope", anybody, project=project)
    assert found.title == "Network renewal: 1 item in scope, 1 to be decided"
    page = text(found)
    for word in ("Mona Field", "05 Jan 2026", "Guest network", "Telephones", "Network plan", "Every room has a port.", "APR-1"):
        assert word in page, word
    assert "9 d" in page


def test_the_client_s_edition_of_the_scope_says_nothing_of_how_it_is_billed(project: int, anybody: Actor) -> None:
    assert "Fixed price" in text(told("projects.scope", anybody, project=project))
    assert "Fixed price" not in text(told("projects.scope", anybody, project=project, audience="client"))


@pytest.mark.duty_part("PS-2", "the plan in words a client understands, without what the house reckons", where="plan for the client")
def test_the_client_s_plan_says_what_comes_when_and_what_is_needed_of_them(project: int, anybody: Actor) -> None:
    found = told("planning.client-plan", anybody, project=project)
    page = text(found)
    assert found.title.startswith("Network renewal: to be finished on")
    for word in ("We need 2 decisions from you", "Guest network", "Your approval", "Network plan", "Floor 1", "Handed over"):
        assert word in page, word
    for word in ("Ana Bell", "Access points", "Pull the cables", "P80", "float", "Fixed price"):
        assert word not in page, word


@pytest.mark.duty_part("SYS-3", "needs, feasibility and impact, and requirements by priority, as documents", where="requirements")
@pytest.mark.duty_part(
    "SR-2", "requirements defined; needs, feasibility and impact assessed and written up", where="requirements, assessments"
)
def test_requirements_are_told_by_priority_with_what_serves_them(project: int, anybody: Actor) -> None:
    found = told("projects.requirements", anybody, project=project)
    assert found.title == "Network renewal: 2 requirements, 1 without a task"
    first = next(iter(tables(found)))
    assert [cell.value for cell in first.rows[0].cells][:3] == ["Two ports a desk", "REQ-1", "Head of IT"]
    assert [cell.value for cell in first.rows[0].cells][-2:] == [0, 1]
    assert "Two people share a desk." in text(found)
    studied = told("projects.assessment", anybody, project=project)
    assert studied.title == "Network renewal: 1 question looked into"
    assert "Can it be done?" in text(studied) and "Renew it." in text(studied)


def test_the_brief_tells_why_what_when_and_who(project: int, anybody: Actor) -> None:
    page = text(told("projects.brief", anybody, project=project))
    for word in ("Every room has a network", "99.9 %", "1 item in scope, 1 expressly not", "Delivery", "It runs.", "Renew it."):
        assert word in page, word


@pytest.mark.parametrize(
    "name", ["projects.scope", "projects.requirements", "projects.assessment", "projects.brief", "planning.client-plan"]
)
def test_documents_of_an_empty_project_say_what_is_missing(name: str, anybody: Actor) -> None:
    key = made("project", name="New intranet", kind="internal", billing="none")
    found = told(name, anybody, project=key)
    assert "New intranet" in found.title and text(found)
    for form in ("html", "xlsx"):
        from io import BytesIO

        file = BytesIO()
        renderer(form)(found, file)
        assert file.getvalue()


def test_who_may_not_see_the_scope_gets_no_statement_and_hidden_parts_are_left_out(project: int, staff: Staff) -> None:
    with pytest.raises(Denied):
        told("projects.scope", staff("Nob", "project.view"), project=project)
    some = staff("Rea", "project.view", "scope-item.view")
    page = text(told("projects.scope", some, project=project))
    assert "Guest network" in page and "Mona Field" not in page and "Network plan" not in page
