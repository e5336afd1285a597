"""Plan files are brought in tests: a project, and what brings a plan into it as a file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from milepost.apps.planning.files.apply import Answers, Brought, bring
from milepost.apps.planning.files.compare import known_before
from milepost.apps.planning.files.people import chosen
from milepost.apps.planning.models import ProjectPlan, Task
from milepost.apps.projects.models import Project
from milepost.engine.model import Plan
from milepost.kernel.access import Actor, house
from tests.apps.planning.foreign_plans import RICH, draft
from tests.apps.projects.works import AGREED, for_client

HOUSE = house("the tests")
Bring = Callable[..., Brought]


@pytest.fixture
def project(db: None) -> tuple[Any, int]:
    """A client's project without a plan, and who decides there."""
    key, contact = for_client()
    return Project.objects.get(pk=key), contact


@pytest.fixture
def bringing(project: tuple[Any, int], tmp_path: Path) -> Bring:
    """Brings a plan as a file."""

    def brought(plan: Plan = RICH, *, agreed: bool = True, by: Actor = HOUSE, who: dict[str, str] | None = None, **answers: Any) -> Brought:
        found, contact = project
        said = {"contact": contact, "on": "2026-01-05"} | AGREED
        made_of = draft(tmp_path, plan)
        return bring(
            by,
            found,
            made_of,
            who if who is not None else chosen({}, made_of.plan, by, known_before(_plan())),
            Answers(agreed=said if agreed else None, **answers),
        )

    return brought


def _plan() -> int | None:
    return ProjectPlan.objects.filter(kind="main").values_list("pk", flat=True).first()


def named(name: str) -> Task:
    return Task.objects.select_related("parent", "scope_item").get(name=name)
