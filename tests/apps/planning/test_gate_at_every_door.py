"""Work that nobody approved stays held, whichever way somebody comes at it: by the web, a program, a file, undo, a scenario, a template."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from milepost.apps.planning.bridge.load import load
from milepost.apps.planning.models import Baseline, Task, TaskDates
from milepost.apps.projects.models import Approval, Project, ScopeItem
from milepost.apps.projects.rules.gate import Work
from milepost.apps.projects.selectors.gate import verdicts
from milepost.kernel.access import Actor
from milepost.kernel.errors import Denied, Invalid, Stale, WrongState
from milepost.kernel.models import Account, JournalEntry
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.undo import undo
from tests.apps.planning.plans import link, sold_plan, task
from tests.apps.projects.works import AGREED, approved_by_client, done, internal, item, made
from tests.house import Staff

pytestmark = pytest.mark.duty_part("PS-7", "no way round the approval: web, API, file, undo, scenario, template", where="the scope gate")


def held(key: int) -> bool:
    """Whether the task is out of the committed schedule, and carries nothing that could be billed."""
    one = Task.objects.get(pk=key)
    return TaskDates.objects.get(task=key).held and not one.chargeable and one.approval_id is None


@pytest.fixture
def plan(anybody: Actor) -> tuple[int, int, int]:
    """A plan, an item of its scope that was approved, and one that waits."""
    key, scope = sold_plan()
    project = ScopeItem.objects.get(pk=scope).project_id
    return key, scope, item(project, name="Guest network")


def test_a_task_begins_held_and_is_sold_the_moment_its_scope_is_approved(plan: tuple[int, int, int]) -> None:
    key, _, waiting = plan
    one = task(key, waiting, "Access points", 3)
    assert held(one)
    approved_by_client(waiting, Approval.objects.get().given_by_contact_id or 0)
    assert not held(one) and Task.objects.get(pk=one).approval_id == ScopeItem.objects.get(pk=waiting).approval_id


def test_a_task_moved_to_scope_that_waits_is_held_and_moved_back_is_sold(plan: tuple[int, int, int]) -> None:
    key, scope, waiting = plan
    one = task(key, scope, "Access points")
    assert not held(one)
    done("task.edit", one, scope_item=waiting)
    assert held(one)
    done("task.edit", one, scope_item=scope)
    assert not held(one)


def test_nobody_types_that_work_is_sold(plan: tuple[int, int, int]) -> None:
    key, _, waiting = plan
    for given in ({"chargeable": True}, {"approval": Approval.objects.get().pk}):
        with pytest.raises(Invalid):
            task(key, waiting, "Access points", **given)
    one = task(key, waiting, "Access points")
    for given in ({"chargeable": True}, {"approval": Approval.objects.get().pk}):
        with pytest.raises(Invalid):
            done("task.edit", one, **given)
    with pytest.raises(Invalid, match="is held: the client has not approved it"):
        done("task.plan-as-sold", one)
    assert held(one)


def test_the_scope_of_another_project_sells_nothing(plan: tuple[int, int, int]) -> None:
    key, _, waiting = plan
    elsewhere, _ = internal()
    other = item(elsewhere)
    with pytest.raises(Invalid, match="another project"):
        task(key, other, "Smuggled")
    one = task(key, waiting, "Access points")
    with pytest.raises(Invalid, match="another project"):
        done("task.edit", one, scope_item=other)


def test_what_is_revoked_is_held_at_once_everywhere(plan: tuple[int, int, int]) -> None:
    key, scope, _ = plan
    one = task(key, scope, "Switches", 2)
    scenario = made("project-plan", project=Project.objects.get().pk, name="What if", branched_from=key)
    copy = Task.objects.get(plan=scenario)
    assert not held(one) and not held(copy.pk)
    done("scope-item.revoke", scope, reason="Signed by the wrong office.")
    assert held(one) and held(copy.pk)


def test_what_somebody_gave_away_stays_unsold_when_its_scope_is_approved_again(plan: tuple[int, int, int]) -> None:
    key, scope, waiting = plan
    free, sold, later = task(key, scope, "Tidying"), task(key, scope, "Switches"), task(key, waiting, "Survey")
    done("task.plan-unsold", free)
    done("task.plan-unsold", later)
    contact = Approval.objects.get().given_by_contact_id or 0
    done("scope-item.revoke", scope, reason="Signed by the wrong office.")
    for one in (scope, waiting):
        approved_by_client(one, contact)
    assert set(Task.objects.filter(chargeable=True).values_list("pk", flat=True)) == {sold}
    assert set(Task.objects.filter(given_away=True).values_list("pk", flat=True)) == {free, later}
    done("task.edit", free, scope_item=waiting)
    assert not Task.objects.get(pk=free).chargeable
    done("task.plan-as-sold", free)
    assert Task.objects.filter(pk=free, chargeable=True, given_away=False).exists()


def test_what_is_held_for_its_scope_alone_is_not_given_away(plan: tuple[int, int, int]) -> None:
    key, scope, _ = plan
    one = task(key, scope, "Switches")
    project = Project.objects.get().pk
    done("project.edit", project, billing="none")
    done("scope-item.revoke", scope, reason="Signed by the wrong office.")
    assert Task.objects.filter(pk=one, chargeable=False, given_away=False).exists()


def test_the_database_knows_no_sold_work_that_is_given_away(plan: tuple[int, int, int]) -> None:
    key, scope, _ = plan
    one = task(key, scope, "Switches")
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=one).update(given_away=True)


def test_undo_does_not_bring_an_approval_back(plan: tuple[int, int, int], staff: Staff) -> None:
    _, scope, waiting = plan
    who = staff("Petra", "scope-item.view", "scope-item.approve", "scope-item.revoke", "contact.view", "project.view", "task.view")
    contact = Approval.objects.get().given_by_contact_id
    approved = perform(operation_named("scope-item.approve"), who, on=[waiting], given={"contact": contact, **AGREED})
    with pytest.raises(WrongState):
        undo(who, approved.batch)  # an approval is taken back by saying why
    revoked = perform(operation_named("scope-item.revoke"), who, on=[scope], given={"reason": "Wrong office."})
    with pytest.raises(WrongState):
        undo(who, revoked.batch)
    assert ScopeItem.objects.get(pk=scope).state == "proposed"


def test_a_deleted_task_that_was_sold_comes_back_held_when_its_scope_was_revoked_meanwhile(
    plan: tuple[int, int, int], anybody: Actor
) -> None:
    key, scope, _ = plan
    one = task(key, scope, "Switches")
    assert Task.objects.get(pk=one).chargeable
    gone = perform(operation_named("task.delete"), anybody, on=[one])
    done("scope-item.revoke", scope, reason="Signed by the wrong office.")
    undo(anybody, gone.batch)
    assert held(one)


def test_undoing_a_move_between_scopes_does_not_restore_what_was_sold(plan: tuple[int, int, int], anybody: Actor) -> None:
    key, scope, waiting = plan
    one = task(key, scope, "Switches")
    moved = perform(operation_named("task.edit"), anybody, on=[one], given={"scope_item": waiting})
    done("scope-item.revoke", scope, reason="Signed by the wrong office.")
    with pytest.raises(WrongState, match="which nobody types"):
        undo(anybody, moved.batch)
    assert held(one)


def test_putting_back_a_step_of_the_outline_leaves_held_work_held(plan: tuple[int, int, int], anybody: Actor) -> None:
    key, scope, _ = plan
    first, second = task(key, scope, "Switches"), task(key, scope, "Cables")
    placed = perform(operation_named("task.place"), anybody, on=[second], given={"parent": first})
    done("scope-item.revoke", scope, reason="Signed by the wrong office.")
    with pytest.raises(Stale):  # it is read again first
        undo(anybody, placed.batch)
    assert held(first) and held(second)


def test_a_scenario_sells_nothing_and_its_merge_asks_the_gate(plan: tuple[int, int, int]) -> None:
    key, scope, waiting = plan
    one = task(key, scope, "Switches")
    scenario = made("project-plan", project=Project.objects.get().pk, name="What if", branched_from=key)
    copy = Task.objects.get(plan=scenario, origin=one)
    done("task.edit", copy.pk, scope_item=waiting)
    new = task(scenario, waiting, "Access points", 4)
    assert held(copy.pk) and held(new)
    done("project-plan.merge", scenario, chosen=[f"tasks {one}", f"tasks new {new}"], mine=True)
    assert held(one) and held(Task.objects.get(plan=key, name="Access points").pk)


def test_a_template_applied_to_scope_that_waits_is_held(plan: tuple[int, int, int]) -> None:
    key, _, waiting = plan
    template = made("plan-template", name="Server upgrade")
    made("template-task", template=template, name="Back up", duration_minutes=450)
    done("project-plan.apply-template", key, template=template, scope_item=waiting)
    assert held(Task.objects.get(name="Back up").pk)


def test_held_work_is_in_no_baseline_and_a_baseline_of_nothing_else_is_refused(plan: tuple[int, int, int]) -> None:
    key, scope, waiting = plan
    task(key, waiting, "Access points", 3)
    with pytest.raises(Invalid, match="no approved work yet"):
        done("project-plan.take-baseline", key, name="Contract")
    kept = task(key, scope, "Switches")
    done("project-plan.take-baseline", key, name="Contract")
    assert set(Baseline.objects.get().content["tasks"]) == {str(kept)}


def test_held_work_delays_nothing_that_is_committed(plan: tuple[int, int, int]) -> None:
    key, scope, waiting = plan
    before, behind = task(key, waiting, "Access points", 5), task(key, scope, "Test")
    link(before, behind)
    start = TaskDates.objects.get(task=behind).start
    approved_by_client(waiting, Approval.objects.get().given_by_contact_id or 0)
    assert TaskDates.objects.get(task=behind).start > start


def test_levelling_takes_no_time_of_people_for_held_work(plan: tuple[int, int, int]) -> None:
    key, scope, waiting = plan
    person = made("person", name="Ana Bell")
    for scope_item, name in ((scope, "Switches"), (waiting, "Access points")):
        made("assignment", task=task(key, scope_item, name), person=person)
    committed, _ = load(key).committed()
    assert [one.task for one in committed.assignments] == [str(Task.objects.get(name="Switches").pk)]


def test_the_database_knows_no_sold_work_without_an_approval(plan: tuple[int, int, int]) -> None:
    key, _, waiting = plan
    one = task(key, waiting, "Access points")
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=one).update(chargeable=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.bulk_create([Task(plan_id=key, scope_item_id=waiting, name="Smuggled", position=9, number="TSK-999", chargeable=True)])


def test_a_project_keeps_its_client_while_scope_is_approved(plan: tuple[int, int, int]) -> None:
    project = Project.objects.get()
    other = made("organisation", name="Elsewhere", kind="client")
    with pytest.raises(Invalid, match="approved by who decides now"):
        done("project.edit", project.pk, organisation=other)
    done("scope-item.revoke", plan[1], reason="The order moves to another client.")
    done("project.edit", project.pk, organisation=other)


def test_what_a_sponsor_in_the_house_approved_is_not_billed_to_a_client(anybody: Actor) -> None:
    project, sponsor = internal()
    key = item(project)
    done("scope-item.approve", key, person=sponsor, **AGREED)
    client = made("organisation", name="Harbour Council", kind="client")
    with pytest.raises(Invalid, match="approved by who decides now"):
        done("project.edit", project, kind="client", billing="time-and-materials", organisation=client)
    Project.objects.filter(pk=project).update(kind="client", billing="time-and-materials", organisation=client, state="active")
    refused = verdicts([key], Work.LOG)[key]
    assert not refused.allowed and "the client has not approved it" in refused.why


def test_internal_work_is_never_sold_and_what_is_billed_no_more_is_held_back(anybody: Actor) -> None:
    project, sponsor = internal()
    scope = item(project)
    done("scope-item.approve", scope, person=sponsor, **AGREED)
    plan = made("project-plan", project=project, name="Intranet", starts_at="2026-03-02 09:00")
    one = task(plan, scope, "Pages")
    assert not TaskDates.objects.get(task=one).held and not Task.objects.get(pk=one).chargeable
    with pytest.raises(Invalid, match="nobody is billed"):
        done("task.plan-as-sold", one)


def test_a_project_that_is_billed_no_more_sells_nothing(plan: tuple[int, int, int]) -> None:
    key, scope, _ = plan
    one = task(key, scope, "Switches")
    done("project.edit", Project.objects.get().pk, billing="none")
    assert not Task.objects.get(pk=one).chargeable


def test_a_project_that_is_billed_again_sells_what_it_sold_but_nothing_that_was_given_away_or_waits(
    plan: tuple[int, int, int], anybody: Actor
) -> None:
    key, scope, waiting = plan
    one, free, later = task(key, scope, "Switches"), task(key, scope, "Tidying"), task(key, waiting, "Survey")
    done("task.plan-unsold", free)
    project = Project.objects.get().pk
    unbilled = perform(operation_named("project.edit"), anybody, on=[project], given={"billing": "none"})
    undo(anybody, unbilled.batch)
    assert list(Task.objects.filter(chargeable=True).values_list("pk", flat=True)) == [one]
    for billing in ("none", "fixed-price"):
        done("project.edit", project, billing=billing)
    assert list(Task.objects.filter(chargeable=True).values_list("pk", flat=True)) == [one]
    assert held(later)


def test_by_the_web_and_by_programs_the_same_is_refused(plan: tuple[int, int, int], staff: Staff) -> None:
    key, _, waiting = plan
    one = task(key, waiting, "Access points")
    who = staff(
        "Petra", "task.view", "task.edit", "task.create", "task.plan-as-sold", "scope-item.view", "approval.view", "project-plan.view"
    )
    client = Client()
    client.force_login(Account.objects.get(pk=who.account))
    answer = client.post("/tasks/TSK-1/plan-as-sold/", {})
    assert answer.status_code == 422 and "is held" in answer.content.decode()
    assert client.post("/approvals/new/", {"scope_item": waiting}).status_code == 404
    assert client.post("/scope-items/SCP-2/approve/", {"authority": "me", "document": "none"}).status_code in (403, 404)
    assert client.get("/projects/PRJ-1/scope/SCP-2/approve/").status_code in (403, 404)
    assert held(one) and Approval.objects.count() == 1


def test_an_approval_row_is_made_by_approving_alone(plan: tuple[int, int, int], staff: Staff) -> None:
    _, _, waiting = plan
    who = staff("Petra", "approval.create", "approval.view", "scope-item.view", "contact.view")
    given = {"scope_item": waiting, "decision": "given", "given_by_contact": Approval.objects.get().given_by_contact_id}
    given |= {"given_on": "2026-03-02", "authority": "me", "document": "none", "subject": "all of it"}
    with pytest.raises((Denied, Invalid)):
        perform(operation_named("approval.create"), who, given=given)
    assert Approval.objects.count() == 1


def test_an_approval_says_on_what_authority_and_where_it_stands(plan: tuple[int, int, int]) -> None:
    contact = Approval.objects.get().given_by_contact_id
    for missing in ("authority", "document"):
        with pytest.raises(Invalid):
            done("scope-item.approve", plan[2], contact=contact, **(AGREED | {missing: "   "}))


def test_every_decision_stands_in_the_journal(plan: tuple[int, int, int]) -> None:
    _, scope, _ = plan
    done("scope-item.revoke", scope, reason="Signed by the wrong office.")
    told = JournalEntry.objects.filter(entity="scope-item", record=scope).order_by("id").values_list("operation", flat=True)
    assert list(told) == ["scope-item.create", "scope-item.approve", "scope-item.revoke"]


def test_a_deleted_task_that_was_sold_comes_back_unsold_when_nobody_is_billed_any_more(plan: tuple[int, int, int], anybody: Actor) -> None:
    key, scope, _ = plan
    one = task(key, scope, "Switches")
    gone = perform(operation_named("task.delete"), anybody, on=[one])
    done("project.edit", Project.objects.get().pk, billing="none")
    undo(anybody, gone.batch)
    found = Task.objects.get(pk=one)
    assert not found.chargeable and found.approval_id is None
