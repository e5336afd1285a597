"""What happens in plans when something they hang on was changed."""

from collections.abc import Sequence
from typing import Any

from milepost.apps.organisations.models import Organisation
from milepost.apps.people.models import Leave, Person, WorkingPattern
from milepost.apps.people.services.acting import actor
from milepost.apps.planning.bridge.changes import Touched, note
from milepost.apps.planning.bridge.compute import compute
from milepost.apps.planning.bridge.outline import outline_anew
from milepost.apps.planning.models import Assignment, ChangeFreeze, ProjectPlan, Task, TaskLink
from milepost.apps.planning.selectors.affected import open_plans_of
from milepost.apps.planning.selectors.told import (
    both_sides,
    managers_and_sponsors,
    who_assigned,
    who_decides_levelling,
    who_is_assigned,
    who_knows_baseline,
    whose_turn,
)
from milepost.apps.planning.services.chances import simulate_soon
from milepost.apps.planning.services.facts import recompute_soon
from milepost.apps.planning.services.project_plan import put_away
from milepost.apps.planning.services.scenario import copy_into
from milepost.apps.projects.models import Project, ScopeItem
from milepost.apps.projects.rules.gate import PROJECT_STATES, Work
from milepost.apps.projects.selectors.gate import verdicts
from milepost.kernel.notices.rules import notice_of
from milepost.kernel.operations import after, at_the_end, operation_named, perform

notice_of("assignment.create", to=who_is_assigned, says="{who} asks you to do this", waits_for=("accept", "decline"), many="assignments")
notice_of("assignment.offer-again", to=who_is_assigned, says="{who} asks you once more to do this", waits_for=("accept", "decline"))
notice_of("assignment.decline", to=who_assigned, says="{who} cannot do this")
notice_of("assignment.remind", to=both_sides, says="Nobody has answered whether this is done", waits_for=("accept", "decline"))
notice_of("baseline.create", to=who_knows_baseline, says="{who} took this baseline")
notice_of("project-plan.note-late", to=managers_and_sponsors, says="P80 of this plan comes after the day that was promised")
notice_of("project-plan.note-in-time", to=managers_and_sponsors, says="P80 of this plan keeps the day that was promised again")
notice_of("levelling-proposal.create", to=who_decides_levelling, says="{who} proposes to move tasks", waits_for=("accept", "decline"))
notice_of("task.report", to=whose_turn, says="{who} reported on this task, which others wait for")

DECIDED = ("scope-item.approve", "scope-item.revoke")
ON_BOARD = ("move", "rank", "put-into-backlog", "take-into-plan", "plan-into")
CHANGING = (
    "task.bring",
    "task.bring-again",
    "project-plan.keep-foreign",
    *(f"{entity}.put-back" for entity in ("task", "task-link", "assignment", "project-plan")),
    *(
        f"task.{verb}"
        for verb in (
            "create",
            "edit",
            "delete",
            "place",
            "report",
            "plan-as-sold",
            "plan-unsold",
            "hold",
            "renumber",
            "take-over",
            "delay",
            *ON_BOARD,
        )
    ),
    *(f"task-link.{verb}" for verb in ("create", "edit", "delete")),
    *(f"assignment.{verb}" for verb in ("create", "edit", "delete", "accept", "decline", "offer-again")),
    *(f"project-plan.{verb}" for verb in ("create", "edit")),
    *(f"scope-item.{verb}" for verb in ("approve", "revoke", "edit", "exclude", "withdraw", "propose-again")),
    "project.reopen",
)
BY_HAND = frozenset(
    {
        *(f"task.{verb}" for verb in ("create", "edit", "delete", "place", "report", "delay", *ON_BOARD)),
        *(f"{entity}.{verb}" for entity in ("task-link", "assignment") for verb in ("create", "edit", "delete")),
    }
)
"""What people do to a plan, by hand or by undoing, which nobody does to one that is archived. Its scope is decided on all the same."""
OUTLINE = frozenset(
    {"task.bring", "task.bring-again", "task.create", "task.delete", "task.place", "task.renumber", "task.take-over", "task.put-back"}
)


@after(*DECIDED)
def follow_scope(items: Sequence[ScopeItem]) -> None:
    """Tasks of scope that was approved are planned as sold, where the project is billed and nobody gave them away; of scope that was
    revoked they are held."""
    answers = verdicts([one.pk for one in items], Work.PLAN)
    allowed = [key for key, answer in answers.items() if answer.allowed]
    unsold = Task.objects.filter(scope_item__in=allowed, chargeable=False, given_away=False)
    to_sell = unsold.exclude(scope_item__project__billing="none")
    to_hold = Task.objects.filter(scope_item__in=set(answers) - set(allowed), chargeable=True)
    for verb, found in (("task.plan-as-sold", to_sell), ("task.hold", to_hold)):
        keys = list(found.values_list("pk", flat=True))
        if keys:
            perform(operation_named(verb), actor(), on=keys)


@after("project.edit", "project.put-back")
def follow_billing(projects: Sequence[Project]) -> None:
    """Nothing is sold in a project that nobody is billed for; where somebody is billed again, what was not sold for that alone is."""
    unbilled = [one.pk for one in projects if one.billing == "none"]
    sold = Task.objects.filter(plan__project__in=unbilled, chargeable=True) if unbilled else Task.objects.none()
    if keys := list(sold.order_by("pk").values_list("pk", flat=True)):
        perform(operation_named("task.hold"), actor(), on=keys)
    billed = [one.pk for one in projects if one.billing != "none"]
    unsold = Task.objects.filter(plan__project__in=billed, scope_item__state="in-scope", chargeable=False, given_away=False)
    scopes: dict[int, int] = dict(unsold.order_by("pk").values_list("pk", "scope_item_id")) if billed else {}
    answers = verdicts(scopes.values(), Work.PLAN) if scopes else {}
    if keys := [key for key, scope in scopes.items() if answers[scope].allowed]:
        perform(operation_named("task.plan-as-sold"), actor(), on=keys)


@after("project-plan.create")
def fill_scenarios(plans: Sequence[ProjectPlan]) -> None:
    """A scenario begins as a copy of its plan."""
    for one in plans:
        if one.branched_from_id is not None:
            copy_into(one)


@at_the_end(*CHANGING)
def reschedule(deeds: Sequence[tuple[str, Sequence[Any]]]) -> None:
    """The dates of every plan that something was changed in are worked out anew, once for all that was done together. What has ended keeps
    the dates it ended with until it is reopened: else all of it would count as held."""
    found = _touched(deeds)
    rows = list(ProjectPlan.objects.filter(pk__in=found).order_by("pk").values_list("pk", "project__state", "state", "number"))
    if any(state != "open" for *_, state, _ in rows):
        changed = _touched([deed for deed in deeds if deed[0] in BY_HAND])
        number = next((number for plan, _, state, number in rows if state != "open" and plan in changed), None)
        if number is not None:
            raise put_away(number)
    states = {plan: state for plan, state, *_ in rows}
    for plan, touched in sorted(found.items()):
        if plan not in states:  # a scenario's tasks go with it
            continue
        if states[plan] in PROJECT_STATES[Work.PLAN]:
            note(plan, touched, compute(plan).written)
            simulate_soon(plan)
        else:
            outline_anew(plan)
            note(plan, touched, ())


def _touched(deeds: Sequence[tuple[str, Sequence[Any]]]) -> dict[int, Touched]:
    """By plan what was changed there. An item of the scope has an effect in every plan that has tasks for it."""
    found: dict[int, Touched] = {}
    by_task: dict[int, set[str]] = {}
    items: set[int] = set()
    projects: set[int] = set()
    for name, records in deeds:
        for one in records:
            if isinstance(one, Task):
                here = found.setdefault(one.plan_id, Touched())
                (here.gone if name == "task.delete" else here.tasks).add(one.pk)
                here.parts |= {"outline"} if name in OUTLINE else set()
            elif isinstance(one, TaskLink):
                by_task.setdefault(one.successor_id, set()).add("links")
            elif isinstance(one, Assignment):
                by_task.setdefault(one.task_id, set()).add("assignments")
            elif isinstance(one, ProjectPlan):
                found.setdefault(one.pk, Touched()).parts |= {"plan", "calendar"} if name == "project-plan.keep-foreign" else {"plan"}
            elif isinstance(one, ScopeItem):
                items.add(one.pk)
            elif isinstance(one, Project):
                projects.add(one.pk)
    for plan in ProjectPlan.objects.filter(project__in=projects).values_list("pk", flat=True) if projects else ():
        found.setdefault(plan, Touched()).parts.add("plan")
    for task, plan in Task.objects.filter(pk__in=by_task).values_list("pk", "plan_id"):
        found.setdefault(plan, Touched()).parts |= by_task[task]
    for plan in set(Task.objects.filter(scope_item__in=items).values_list("plan_id", flat=True)) if items else ():
        found.setdefault(plan, Touched()).parts.add("scopes")
    for touched in found.values():
        touched.tasks -= touched.gone
    return found


OF_PEOPLE = (
    *(f"leave.{verb}" for verb in ("approve", "cancel", "reconsider", "put-back")),
    *(f"working-pattern.{verb}" for verb in ("create", "edit", "delete", "put-back")),
    *(f"person.{verb}" for verb in ("edit", "leave", "return", "change-details", "put-back")),
)
OF_ORGANISATIONS = (
    *(f"change-freeze.{verb}" for verb in ("create", "edit", "delete", "put-back")),
    *(f"organisation.{verb}" for verb in ("edit", "mark-own", "unmark-own", "put-back")),
)


@at_the_end(*OF_PEOPLE, *OF_ORGANISATIONS)
def follow_facts(deeds: Sequence[tuple[str, Sequence[Any]]]) -> None:
    """Plans with somebody whose working time changed, or for an organisation whose days did, are computed anew by jobs."""
    records = [one for _, found in deeds for one in found]
    people = {one.pk if isinstance(one, Person) else one.person_id for one in records if isinstance(one, Person | Leave | WorkingPattern)}
    own = {one.pk for one in records if isinstance(one, Organisation)}
    own |= {one.organisation_id for one in records if isinstance(one, ChangeFreeze)}
    recompute_soon(open_plans_of(people=people, organisations=own))
