"""A part in a project under countersignature: it counts when the one who is named there countersigned it, and not before."""

from typing import Any

import pytest

from milepost.apps.people.models import Person
from milepost.apps.projects.models import ProjectMember, Requirement, Stage
from milepost.kernel.access import Actor, actor_of, house
from milepost.kernel.administration.standard import make_everybody, make_standard_roles
from milepost.kernel.clock import standing_at
from milepost.kernel.countersigning.authority import over
from milepost.kernel.errors import Denied, Invalid, Missing
from milepost.kernel.models import Account, Draft, Grant, JournalEntry, Membership, Role
from milepost.kernel.operations import operation_named, perform
from tests.apps.people.crew import approved, at
from tests.apps.projects.works import done, internal, made

Crew = dict[str, Actor]


@pytest.fixture
def crew(anybody: Actor) -> Crew:
    """Mia manages the project; Ann is her associate there and manages a project of her own; Max is Ann's manager, Sam stands in for Mia."""
    everybody = make_everybody(house("the tests"))
    roles = make_standard_roles(house("the tests"))
    accounts = {name: Account.objects.create(name=name, email=f"{name}@x.example", kind="person") for name in ("Ann", "Mia", "Max", "Sam")}
    people = {name: made("person", name=name) for name in accounts}
    for name, account in accounts.items():
        Membership.objects.create(account=account, group_id=everybody)
        Person.objects.filter(pk=people[name]).update(account=account)
    Person.objects.filter(pk=people["Ann"]).update(manager=people["Max"])
    for role, kind in (("Manages own projects", "managed"),):
        Grant.objects.create(group_id=everybody, role_id=roles[role], scope_kind=kind)
    return {name: actor_of(account) for name, account in accounts.items()}


def who(name: str) -> int:
    return Person.objects.get(name=name).pk


@pytest.fixture
def project(crew: Crew) -> int:
    key, _ = internal(name="New intranet", manager=who("Mia"))
    made("project-member", project=key, person=who("Ann"), part="associate", works_under=who("Mia"))
    return key


@pytest.fixture
def stage(project: int) -> int:
    return made("stage", project=project, name="First", position=1)


def drafted(actor: Actor, operation: str, record: int | None, **inputs: Any) -> int:
    given = {"operation": operation, "record": record, "inputs": inputs}
    draft = perform(operation_named("draft.create"), actor, given=given).records[0].pk
    perform(operation_named("draft.submit"), actor, on=[draft])
    return draft


def countersign(actor: Actor, draft: int) -> None:
    perform(operation_named("draft.countersign"), actor, on=[draft])


@pytest.mark.duty_part("APM-20", "an associate drafts in a project, who is named there countersigns", where="milepost draft submit")
def test_what_an_associate_drafts_counts_when_the_one_named_in_the_project_countersigned_it(crew: Crew, stage: int) -> None:
    with pytest.raises(Denied, match=r"You may draft it \(draft\.create, for stage\.edit\)") as refused:
        perform(operation_named("stage.edit"), crew["Ann"], on=[stage], given={"name": "Discovery"})
    assert refused.value.draft
    draft = drafted(crew["Ann"], "stage.edit", stage, name="Discovery")
    assert Stage.objects.get(pk=stage).name == "First"
    countersign(crew["Mia"], draft)
    assert Stage.objects.get(pk=stage).name == "Discovery"
    entry = JournalEntry.objects.get(operation="stage.edit")
    assert (entry.account_id, entry.drafted_by_id) == (crew["Mia"].account, crew["Ann"].account)


def test_what_is_to_be_made_in_the_project_is_drafted_too(crew: Crew, project: int) -> None:
    with pytest.raises(Denied, match="You may draft it"):
        perform(operation_named("requirement.create"), crew["Ann"], given={"project": project, "name": "Search in two seconds"})
    draft = drafted(crew["Ann"], "requirement.create", None, project=project, name="Search in two seconds")
    assert (Draft.objects.get(pk=draft).place_kind, Draft.objects.get(pk=draft).place) == ("project", project)
    assert not Requirement.objects.exists()
    countersign(crew["Mia"], draft)
    assert Requirement.objects.get().project_id == project


def test_where_nobody_is_named_they_do_it_alone(crew: Crew, project: int) -> None:
    own, _ = internal(name="Own", manager=who("Ann"))
    perform(operation_named("stage.create"), crew["Ann"], given={"project": own, "name": "First", "position": 1})
    assert Stage.objects.get().project_id == own


def test_a_manager_who_works_under_somebody_in_their_project_drafts(crew: Crew) -> None:
    own, _ = internal(name="Own", manager=who("Ann"))
    stage = made("stage", project=own, name="First", position=1)
    made("project-member", project=own, person=who("Ann"), part="support", works_under=who("Mia"))
    with pytest.raises(Denied, match="You may draft it"):
        perform(operation_named("stage.edit"), crew["Ann"], on=[stage], given={"name": "Discovery"})


def test_a_grant_for_the_project_is_limited_too(crew: Crew, stage: int, project: int) -> None:
    role = Role.objects.create(name="stages", permissions=["stage.view", "stage.edit"])
    for scope in (project, internal(name="Other")[0]):
        Grant.objects.create(account_id=crew["Ann"].account, role=role, scope_kind="project", scope_id=scope)
    ann = actor_of(Account.objects.get(name="Ann"))
    other = made("stage", project=Grant.objects.latest("pk").scope_id, name="First", position=1)
    perform(operation_named("stage.edit"), ann, on=[other], given={"name": "Discovery"})
    with pytest.raises(Denied, match="You may draft it"):
        perform(operation_named("stage.edit"), ann, on=[stage], given={"name": "Discovery"})


def test_only_the_one_named_in_the_project_countersigns_not_the_line_manager(crew: Crew, stage: int) -> None:
    draft = drafted(crew["Ann"], "stage.edit", stage, name="Discovery")
    place = Stage.objects.get(pk=stage).project_id
    assert set(over(crew["Ann"].account, "project", place)) == {crew["Mia"].account}
    assert set(over(crew["Ann"].account)) == {crew["Max"].account}
    for name, refusal in (("Max", Missing), ("Ann", Denied), ("Sam", Missing)):
        with pytest.raises(refusal):
            countersign(crew[name], draft)
    assert Draft.objects.get(pk=draft).state == "submitted"


def test_who_stands_in_for_the_one_named_countersigns_in_their_place(crew: Crew, stage: int) -> None:
    draft = drafted(crew["Ann"], "stage.edit", stage, name="Discovery")
    made("stand-in", person=who("Mia"), stand_in=who("Sam"), first_day="2026-07-01", last_day="2026-07-31")
    approved(who("Mia"), "2026-07-13", "2026-07-17")
    place = Stage.objects.get(pk=stage).project_id
    made("project-member", project=place, person=who("Sam"), part="support")
    made("project-member", project=place, person=who("Mia"), part="support")
    with standing_at(at("2026-07-15")):
        assert over(crew["Ann"].account, "project", place) == {crew["Mia"].account: None, crew["Sam"].account: crew["Mia"].account}
        with pytest.raises(Denied, match="may not edit"):  # Sam may see the project, and not do what the draft proposes
            countersign(crew["Sam"], draft)
        Grant.objects.create(account_id=crew["Sam"].account, role=Role.objects.get(name="Manages own projects"), scope_kind="house")
        countersign(actor_of(Account.objects.get(name="Sam")), draft)
    entry = JournalEntry.objects.get(operation="stage.edit")
    assert (entry.account_id, entry.in_place_of_id) == (crew["Sam"].account, crew["Mia"].account)


def test_nobody_chooses_who_countersigns_for_them(crew: Crew, project: int) -> None:
    part = ProjectMember.objects.get(person=who("Ann")).pk
    Grant.objects.create(account_id=crew["Ann"].account, role=Role.objects.get(name="Manages own projects"), scope_kind="house")
    ann = actor_of(Account.objects.get(name="Ann"))
    for verb, given in (("edit", {"works_under": None, "part": "member"}), ("delete", {})):
        with pytest.raises(Denied, match="Nobody chooses who countersigns for them"):
            perform(operation_named(f"project-member.{verb}"), ann, on=[part], given=given)


def test_an_associate_names_who_countersigns_and_nobody_comes_round_to_themselves(crew: Crew, project: int) -> None:
    with pytest.raises(Invalid, match="say under whose countersignature"):
        made("project-member", project=project, person=who("Sam"), part="associate")
    with pytest.raises(Invalid, match="nobody under themselves"):
        made("project-member", project=project, person=who("Sam"), part="support", works_under=who("Sam"))
    with pytest.raises(Invalid, match="not even through others"):
        made("project-member", project=project, person=who("Mia"), part="support", works_under=who("Ann"))
    done("project-member.edit", ProjectMember.objects.get(person=who("Ann")).pk, duties="Drafts the plan")
