"""What a decision on a scope item would do to the plan, worked out without changing anything."""

from dataclasses import dataclass

from milepost.apps.planning.bridge.load import load
from milepost.apps.planning.models import ProjectPlan

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision on a scope item would do to the plan: its committed finish before and after, in minutes of the plan's clock; none
    where nothing is committed, or it cannot be scheduled."""

    plan: ProjectPlan
    day_minutes: int
    before: int | None
    after: int | None
    problems: tuple[str, ...] = ()


def outcome(project: int, item: int, *, approved: bool) -> Outcome | None:
    """As if the item were approved, or held; nothing is changed. None for a project without a plan."""
    from milepost.engine import schedule_plan

    plan = ProjectPlan.objects.filter(project=project, kind="main").first()
    if plan is None:
        return None
    now = load(plan.pk).committed()[0]
    then = (load(plan.pk, as_if_approved={item}) if approved else load(plan.pk, as_if_held={item})).committed()[0]
    before, after = schedule_plan(now), schedule_plan(then)
    known = {problem.message for problem in before.problems}
    return Outcome(
        plan,
        plan.day_minutes,
        before.finish // MINUTE if before.dates else None,
        after.finish // MINUTE if after.dates else None,
        tuple(problem.message for problem in after.problems if problem.message not in known),
    )
