"""The templates that a new house begins with."""

from milepost.apps.people.models import WorkRole
from milepost.apps.planning.models import PlanTemplate
from milepost.apps.planning.rules.outline import STEP
from milepost.apps.planning.rules.standard_templates import Line, standard_templates
from milepost.kernel.access import Actor
from milepost.kernel.installation.beginning import Beginning, at_beginning
from milepost.kernel.operations import operation_named, perform


@at_beginning
def make_standard_templates(actor: Actor, told: Beginning) -> None:
    """Makes those the house does not have. Work roles are those of the house with the same name; where it has none, nobody is sought."""
    there = set(PlanTemplate.objects.values_list("name", flat=True))
    roles = {name.casefold(): key for key, name in WorkRole.objects.values_list("pk", "name")}
    for name, description, lines in standard_templates():
        if name not in there:
            given = {"name": name, "description": description}
            template = perform(operation_named("plan-template.create"), actor, given=given).records[0].pk
            _fill(actor, template, lines, roles)


def _fill(actor: Actor, template: int, lines: list[Line], roles: dict[str, int]) -> None:
    ids: dict[int, int] = {}
    waiting = list(range(len(lines)))
    while waiting:
        level = [place for place in waiting if lines[place].parent is None or lines[place].parent in ids]
        given = []
        for place in level:
            one = lines[place]
            best, usual, worst = one.days or (0, 0, 0)
            spread = {"best_minutes": best, "worst_minutes": worst} if best != worst else {}
            given.append(
                {
                    "template": template,
                    "name": one.name,
                    "parent": ids[one.parent] if one.parent is not None else None,
                    "position": place * STEP,
                    "kind": "milestone" if one.is_milestone else "task",
                    "duration_minutes": usual,
                    "work_role": roles.get(one.role.casefold()),
                    "checklist": "\n".join(one.checklist),
                    **spread,
                }
            )
        made = perform(operation_named("template-task.create"), actor, given=given).records
        ids |= {place: record.pk for place, record in zip(level, made, strict=True)}
        waiting = [place for place in waiting if place not in ids]
    links = [{"predecessor": ids[before], "successor": ids[place]} for place, one in enumerate(lines) for before in one.waits_for]
    if links:
        perform(operation_named("template-link.create"), actor, given=links)
