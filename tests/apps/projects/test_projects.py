"""Projects, stages, goals, deliverables, requirements: what their rules refuse, and what they say."""

import pytest

from milepost.apps.projects.models import Deliverable, Goal, Project, Stage
from milepost.kernel.access import Actor
from milepost.kernel.errors import Invalid
from milepost.kernel.operations import operation_named, perform
from tests.apps.projects.works import client, done, for_client, internal, item, made


def test_a_client_s_project_names_a_client(anybody: Actor) -> None:
    department = made("organisation", name="Operations", kind="department")
    with pytest.raises(Invalid, match="names the client"):
        made("project", name="For nobody", kind="client", billing="prepaid")
    with pytest.raises(Invalid, match="this is a department"):
        made("project", name="For us", kind="client", billing="prepaid", organisation=department)


def test_an_internal_project_bills_nobody(anybody: Actor) -> None:
    with pytest.raises(Invalid, match="nobody is billed"):
        made("project", name="Ours", kind="internal", billing="prepaid")


def test_the_client_s_sponsor_is_one_of_theirs(anybody: Actor) -> None:
    organisation, _ = client()
    elsewhere = made("organisation", name="Elsewhere", kind="client")
    other = made("contact", name="Otto", organisation=elsewhere)
    with pytest.raises(Invalid, match="another organisation"):
        made("project", name="Theirs", kind="client", billing="prepaid", organisation=organisation, client_sponsor=other)


def test_a_project_starts_when_somebody_manages_it_and_somebody_answers_for_it(anybody: Actor) -> None:
    project, _ = internal(sponsor=None)
    with pytest.raises(Invalid, match="has no manager"):
        done("project.start", project)
    done("project.edit", project, manager=made("person", name="Petra"))
    with pytest.raises(Invalid, match="has no sponsor"):
        done("project.start", project)
    done("project.edit", project, sponsor=made("person", name="Dora"))
    done("project.start", project)
    assert Project.objects.get(pk=project).state == "active"


def test_closing_says_first_what_is_still_open(anybody: Actor) -> None:
    project, _ = for_client(manager=made("person", name="Petra"))
    done("project.start", project)
    made("deliverable", project=project, name="Network plan")
    item(project)
    with pytest.raises(Invalid, match=r"1 deliverable is not accepted\. 1 scope item is not decided on\."):
        done("project.close", project)
    done("project.close", project, anyway=True)
    assert Project.objects.get(pk=project).state == "closed"


def test_a_programme_closes_when_its_projects_have_ended(anybody: Actor) -> None:
    programme = made("programme", name="Digital town")
    project, _ = for_client(programme=programme)
    with pytest.raises(Invalid, match="have not ended"):
        done("programme.close", programme)
    done("project.cancel", project, reason="No money.")
    done("programme.close", programme)


def test_stages_pass_their_gates_in_order_and_the_decision_is_kept(anybody: Actor) -> None:
    project, _ = for_client()
    first = made("stage", project=project, name="Initiation", position=1)
    second = made("stage", project=project, name="Delivery", position=2)
    with pytest.raises(Invalid, match="'Initiation' comes before"):
        done("stage.begin", second)
    done("stage.begin", first)
    done("stage.pass-gate", first, decision="The case holds.")
    done("stage.begin", second)
    found = Stage.objects.get(pk=first)
    assert (found.state, found.decision) == ("passed", "The case holds.") and found.decided_at is not None


def test_stages_are_not_begun_together_past_a_gate(anybody: Actor) -> None:
    project, _ = for_client()
    stages = [made("stage", project=project, name=name, position=place) for place, name in enumerate(("One", "Two", "Three"), start=1)]
    for together in (stages[:2], [stages[0], stages[2]]):
        with pytest.raises(Invalid, match="comes before and has not passed its gate"):
            perform(operation_named("stage.begin"), anybody, on=together)
    perform(operation_named("stage.begin"), anybody, on=stages[:1])
    assert list(Stage.objects.order_by("position").values_list("state", flat=True)) == ["open", "planned", "planned"]


@pytest.mark.duty_part("APM-4", "deliverables with acceptance criteria, drafted, reviewed, accepted", where="deliverables")
def test_a_deliverable_is_reviewed_against_its_criteria_and_accepted_by_the_client(anybody: Actor) -> None:
    project, contact = for_client()
    key = made("deliverable", project=project, name="Network plan")
    with pytest.raises(Invalid, match="no acceptance criteria"):
        done("deliverable.submit", key)
    done("deliverable.edit", key, acceptance_criteria="Every room has a port.")
    done("deliverable.submit", key)
    done("deliverable.reject", key, reason="The cellar is missing.")
    done("deliverable.submit", key)
    with pytest.raises(Invalid, match="not somebody of the house"):
        done("deliverable.accept", key, person=made("person", name="Sam"))
    done("deliverable.accept", key, contact=contact, on="2026-02-02")
    found = Deliverable.objects.get(pk=key)
    assert (found.state, found.accepted_by_contact_id, str(found.accepted_on)) == ("accepted", contact, "2026-02-02")


@pytest.mark.duty_part("SR-4", "goals tied to a goal of the business and signed off", where="goals")
def test_a_goal_serves_a_goal_of_the_same_business_and_is_signed_off(anybody: Actor) -> None:
    project, contact = for_client()
    organisation = Project.objects.get(pk=project).organisation_id
    theirs = made("business-goal", organisation=organisation, name="Permits within five days")
    other = made("business-goal", organisation=made("organisation", name="Elsewhere", kind="client"), name="Grow")
    with pytest.raises(Invalid, match="another organisation"):
        made("goal", project=project, name="A portal", business_goal=other)
    key = made("goal", project=project, name="Every permit can be asked for online", business_goal=theirs)
    done("goal.sign-off", key, contact=contact)
    assert Goal.objects.get(pk=key).signed_by_contact_id == contact
    done("goal.redraft", key, reason="Two kinds of permit are missing.")
    assert Goal.objects.get(pk=key).signed_by_contact_id is None


def test_what_refers_to_another_project_is_refused(anybody: Actor) -> None:
    one, _ = for_client()
    other, _ = internal()
    stage = made("stage", project=other, name="Elsewhere", position=1)
    with pytest.raises(Invalid, match="stage of another project"):
        made("deliverable", project=one, name="Plan", stage=stage)
    goal = made("goal", project=other, name="Elsewhere")
    with pytest.raises(Invalid, match="goal of another project"):
        made("success-criterion", project=one, name="Uptime", target="99.9 %", goal=goal)
    need = made("requirement", project=one, name="Fast")
    with pytest.raises(Invalid, match="deliverable of another project"):
        made("trace", requirement=need, deliverable=made("deliverable", project=other, name="Plan"))


def test_a_requirement_is_agreed_when_it_can_be_told_whether_it_is_met(anybody: Actor) -> None:
    project, _ = for_client()
    key = made("requirement", project=project, name="Fast")
    with pytest.raises(Invalid, match="no acceptance criteria"):
        done("requirement.agree", key)
    done("requirement.edit", key, acceptance_criteria="A page within a second.")
    done("requirement.agree", key)
    done("requirement.confirm-met", key)
