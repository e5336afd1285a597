"""What is delegated in a project: who passed on what to whom, and from when to when."""

import pytest

from milepost.kernel.access import Actor
from milepost.kernel.clock import standing_at
from milepost.kernel.documents import document_named, make
from milepost.kernel.questions import ask, question_named
from tests.apps.people.crew import at
from tests.apps.planning.test_project_documents import text
from tests.apps.projects.works import internal, made

DAY = "2026-07-15"


@pytest.fixture
def project(anybody: Actor) -> int:
    mia, ann, sam = (made("person", name=name) for name in ("Mia Marsh", "Ann Ames", "Sam Stone"))
    key, _ = internal(manager=mia)
    with standing_at(at("2026-07-01")):
        made("project-member", project=key, person=ann, part="associate", works_under=mia, duties="The plan")
        made("project-member", project=key, person=sam, part="team-manager", duties="Everything in the cellar")
        made("project-member", project=key, person=mia, part="support")
    made("stand-in", person=mia, stand_in=sam, first_day="2026-07-13", last_day="2026-07-31")
    made("stand-in", person=mia, stand_in=ann, first_day="2026-08-01", last_day="2026-08-02")
    made("stand-in", person=made("person", name="Zoe"), stand_in=ann, first_day="2026-07-13", last_day="2026-07-31")
    return key


@pytest.mark.duty_part("SR-16", "what is delegated, by whom, to whom, from when to when", where="project delegations; project brief")
def test_what_is_delegated_today_is_told_with_by_whom_and_until_when(project: int, anybody: Actor) -> None:
    with standing_at(at(DAY)):
        found = ask(question_named("project.delegations"), anybody, {"project": project}).rows
    rest = ("what", "duties", "first_day", "last_day")
    told = [(one["person"]["title"], one["delegated_by"]["title"], *(one[name] for name in rest)) for one in found]
    assert told == [
        ("Sam Stone", "Mia Marsh", "responsibility", "Everything in the cellar", "2026-07-01", None),
        ("Ann Ames", "Mia Marsh", "drafts", "The plan", "2026-07-01", None),
        ("Sam Stone", "Mia Marsh", "decisions", "", "2026-07-13", "2026-07-31"),
    ]


def test_what_ended_yesterday_is_delegated_no_more(project: int, anybody: Actor) -> None:
    with standing_at(at("2026-08-03")):
        found = ask(question_named("project.delegations"), anybody, {"project": project}).rows
    assert [one["what"] for one in found] == ["responsibility", "drafts"]


def test_the_brief_tells_what_is_delegated(project: int, anybody: Actor) -> None:
    with standing_at(at(DAY)):
        told = text(make(document_named("projects.brief"), anybody, {"project": project}).tree)
    assert "3 delegations in force" in told and "Decides and countersigns while they are away" in told and "31 Jul" in told
