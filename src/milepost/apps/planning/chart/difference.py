"""What of a chart has to be drawn anew since a number."""

from typing import Any

from milepost.apps.people.entities import WORK_ROLE
from milepost.apps.planning.bridge.changes import since
from milepost.apps.planning.chart.columns import columnar
from milepost.apps.planning.chart.read import (
    assignments_of,
    calendar_of,
    facts_of,
    links_of,
    order_of,
    people_of,
    problems_of,
    scopes_of,
    tasks_of,
)
from milepost.apps.planning.chart.seen import seen
from milepost.apps.planning.models import ProjectPlan
from milepost.kernel.access import Actor
from milepost.kernel.models import Account

Json = dict[str, Any]


def difference(actor: Actor, plan: ProjectPlan, number: int) -> Json | None:
    """Rows that are new or different, and other parts where they are; None where the whole has to be read again."""
    found = since(plan.pk, number)
    if found is None:
        return None
    made: Json = {"run": found.number, "plan": facts_of(actor, plan), "gone": sorted(found.gone), "problems": problems_of(plan)}
    made["tasks"] = tasks_of(actor, plan, only=found.tasks)
    if "outline" in found.parts:
        made["order"] = order_of(actor, plan)
    if found.parts & {"links", "outline"}:
        made["links"] = links_of(actor, plan)
    if found.parts & {"assignments", "outline"}:
        made["assignments"] = assignments_of(actor, plan)
        made["people"] = people_of(actor, made["assignments"])
        made["roles"] = columnar(("id", "name"), seen(WORK_ROLE, actor).order_by("name", "pk").values_list("pk", "name"))
    if "calendar" in found.parts:
        made["calendar"] = calendar_of(plan)
    if "scopes" in found.parts:
        made["scopes"] = scopes_of(actor, plan)
    names = Account.objects.filter(pk__in=found.accounts - {actor.account}).order_by("name").values_list("name", flat=True)
    made["by"] = list(names)
    return made
