"""A plan as a file of another program, a table, a calendar or a document, for whoever may see it."""

from dataclasses import replace
from io import BytesIO

from milepost.apps.people.entities import PERSON
from milepost.apps.planning.entities import PROJECT_PLAN
from milepost.apps.planning.files.forms import FORMS
from milepost.apps.planning.files.left import with_what_is_left
from milepost.apps.planning.files.money import SEES, without_money
from milepost.apps.planning.files.outgoing import Outgoing, outgoing
from milepost.apps.planning.files.report import plan_document
from milepost.apps.planning.files.table import write_csv
from milepost.apps.planning.models import Assignment, Task
from milepost.documents.tongue import in_tongue
from milepost.engine.model import Plan
from milepost.engine.problem import Problem
from milepost.exchange.ical import write_ics
from milepost.exchange.mspdi import write
from milepost.kernel.access import Actor, held_on, visible
from milepost.kernel.bringing import Given
from milepost.kernel.documents import FORMATS, written
from milepost.kernel.errors import Denied, Fault, Invalid, Missing
from milepost.kernel.settings import value_of
from milepost.values import listed, said

NEEDS = ("task.view", "task-link.view", "assignment.view", "baseline.view")
"""What the file tells beside the plan itself: all of it, so that whoever has it sees all of it here too."""


def give(actor: Actor, plan: int, word: str) -> Given:
    """The plan in that form; without rates and costs for who may not change it. Raises Missing for a plan that the actor may not see,
    Denied for who does not see all that the file tells, Invalid for a form that is none."""
    form = FORMS.get(word)
    if form is None:
        raise Invalid(
            {
                "format": [
                    Fault(
                        "no-such-choice",
                        said("'{word}' is no form of a plan file; known are {forms}.", word=word[:20], forms=listed(FORMS)),
                    )
                ]
            }
        )
    own = visible(PROJECT_PLAN, actor).filter(pk=plan).first()
    if own is None:
        raise Missing(said("There is no such plan that you can see."))
    held = held_on(PROJECT_PLAN, actor, (*NEEDS, SEES), plan)
    lacking = set(NEEDS) - held
    named = Assignment.objects.filter(task__plan=plan, person__isnull=False).exclude(state="declined")
    if named.exclude(person__in=visible(PERSON, actor)).exists():
        lacking |= {"person.view"}
    if lacking:
        raise Denied(said("You may not have {plan} as a file: that takes {lacking}.", plan=str(own), lacking=listed(sorted(lacking))))
    found = outgoing(plan) if SEES in held else without_money(outgoing(plan))
    target, lost = BytesIO(), tuple[Problem, ...]()
    if word == "mspdi":
        lost = (*found.problems, *write(with_what_is_left(found), schedule=found.schedule, target=target))
    elif word == "ics":
        write_ics(_with_held_named(found), found.schedule, target, zone=value_of("zone"))
    else:
        numbers = dict(Task.objects.filter(plan=plan).values_list("pk", "number"))
        if word == "csv":
            write_csv(found, target, numbers)
        else:
            tree = plan_document(found, numbers, chart=word == "pdf")
            target.write(written(in_tongue(tree) if word == "pdf" else tree, FORMATS[word]))  # tables are read again, in English
    return Given(f"{_stem(str(own))}.{form.ending}", form, target.getvalue(), lost)


def _with_held_named(found: Outgoing) -> Plan:
    """A calendar has no other place to say that a task is in no commitment yet."""
    tasks = (replace(one, name=f"Held: {one.name}") if one.id in found.held else one for one in found.plan.tasks)
    return found.plan.with_(tasks=tuple(tasks))


def _stem(name: str) -> str:
    """Of the plan's name what every file system takes."""
    kept = "".join(letter if letter.isalnum() or letter in " -_.," else " " for letter in name)
    return " ".join(kept.split())[:80].strip(" .") or "plan"
