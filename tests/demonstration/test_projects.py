"""The projects of the small demonstration house: in every state, with computed plans, seen by each role as it should."""

from datetime import date

import pytest

from milepost.apps.planning.models import (
    Assignment,
    Baseline,
    BoardColumn,
    ChangeFreeze,
    LevellingProposal,
    PlanChances,
    PlanTemplate,
    ProjectPlan,
    Task,
    TaskDates,
)
from milepost.apps.planning.rules.standard_templates import TEMPLATES
from milepost.apps.projects.demonstration.works import KINDS
from milepost.apps.projects.models import Deliverable, Project, Requirement, ScopeItem, Stage
from milepost.demonstration.fill import Filled
from milepost.kernel.access import Actor, can_anywhere, visible
from milepost.kernel.access.accounts import actor_by_email
from milepost.kernel.entity import entity
from milepost.kernel.questions import ask, question_named
from tests.demonstration.conftest import demonstrated, today

__all__ = ["demonstrated", "today"]
pytestmark = pytest.mark.django_db


def actor(handle: str) -> Actor:
    found = actor_by_email(f"{handle}@fernway.example.org")
    assert found is not None
    return found


def seen(word: str, who: str) -> int:
    """How many records of an entity they see."""
    return visible(entity(word), actor(who)).count()


def test_projects_stand_in_every_state_with_approvals_and_held_work(demonstrated: Filled) -> None:
    assert {"proposed", "active", "on-hold", "closed"} == set(Project.objects.values_list("state", flat=True))
    assert {"in-scope", "out-of-scope", "proposed"} <= set(ScopeItem.objects.values_list("state", flat=True))
    assert {"draft", "accepted"} <= set(Deliverable.objects.values_list("state", flat=True))
    assert {"planned", "open", "passed"} <= set(Stage.objects.values_list("state", flat=True))
    assert {"proposed", "agreed", "met", "dropped"} == set(Requirement.objects.values_list("state", flat=True))
    assert TaskDates.objects.filter(held=True, plan__project__state="active").exists()


def test_plans_were_computed_frozen_branched_and_simulated(demonstrated: Filled) -> None:
    undated = Task.objects.filter(in_backlog=False, dates=None, children=None).exclude(plan__state="archived")
    assert not undated.exists()
    assert Baseline.objects.count() >= 6 and ProjectPlan.objects.filter(kind="scenario").count() == 1
    assert PlanChances.objects.count() >= 2 and LevellingProposal.objects.filter(state="open").exists()
    assert BoardColumn.objects.filter(wip_limit__isnull=False).exists() and ChangeFreeze.objects.exists()
    assert set(Assignment.objects.values_list("state", flat=True)) >= {"offered", "accepted", "declined"}
    assert Task.objects.exclude(blocked_by="").exists() or Task.objects.filter(done_share__gt=0, finished_at=None).exists()


def test_some_are_likely_late_and_some_are_not_and_one_waits_for_another(demonstrated: Filled, today: date) -> None:
    rows = ask(question_named("project.forecast"), actor("ingrid"), {}).rows
    late = [one["late"] for one in rows if one["late"] is not None]
    assert any(days > 0 for days in late) and any(days <= 0 for days in late)
    assert ask(question_named("project-dependency.awaited"), actor("ingrid"), {}).rows


def test_templates_are_those_of_a_new_house_and_fit_what_projects_are_made_of(demonstrated: Filled) -> None:
    assert set(PlanTemplate.objects.values_list("name", flat=True)) == set(TEMPLATES) == set(KINDS)


def test_each_log_in_sees_what_its_role_should(demonstrated: Filled) -> None:
    whole = Project.objects.count()
    assert {who: seen("project", who) for who in ("ingrid", "priya", "rosa", "hamish", "auditor")} == dict.fromkeys(
        ("ingrid", "priya", "rosa", "hamish", "auditor"), whole
    )
    assert 0 < seen("project", "leila") < whole
    own = Assignment.objects.filter(person__account__email="leila@fernway.example.org").exclude(state="declined")
    reports = visible(entity("task"), actor("leila")).filter(pk__in=own.values("task"))
    assert own.count() == reports.count() > 0
    client = actor_by_email("jo@harbour.example.com")
    assert client is not None and not can_anywhere(client, "project.view")
    assert not can_anywhere(actor("leila"), "project.edit") and not can_anywhere(actor("leila"), "scope-item.approve")
    assert can_anywhere(actor("priya"), "project-plan.take-baseline") and not can_anywhere(actor("auditor"), "task.edit")
