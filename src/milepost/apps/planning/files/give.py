"""A plan as a file of another program, a table, a calendar or a document, for whoever may see it."""

from io import BytesIO

from milepost.apps.people.entities import PERSON
from milepost.apps.planning.entities import PROJECT_PLAN
from milepost.apps.planning.files.forms import FORMS
from milepost.apps.planning.files.outgoing import outgoing
from milepost.apps.planning.files.report import plan_document
from milepost.apps.planning.files.table import write_csv
from milepost.apps.planning.models import Assignment, Task
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
    """The plan in that form. Raises Missing for a plan that the actor may not see, Denied for who does not see all that the file tells,
    Invalid for a form that is none."""
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
    lacking = set(NEEDS) - held_on(PROJECT_PLAN, actor, NEEDS, plan)
    named = Assignment.objects.filter(task__plan=plan, person__isnull=False).exclude(state="declined")
    if named.exclude(person__in=visible(PERSON, actor)).exists():
        lacking |= {"person.view"}
    if lacking:
        raise Denied(said("You may not have {plan} as a file: that takes {lacking}.", plan=str(own), lacking=listed(sorted(lacking))))
    found = outgoing(plan)
    target, lost = BytesIO(), found.problems
    if word == "mspdi":
        lost += write(found.plan, schedule=found.schedule, target=target)
    elif word == "ics":
        write_ics(found.plan, found.schedule, target, zone=value_of("zone"))
    else:
        numbers = dict(Task.objects.filter(plan=plan).values_list("pk", "number"))
        if word == "csv":
            write_csv(found, target, numbers)
        else:
            target.write(written(plan_document(found, numbers, chart=word == "pdf"), FORMATS[word]))
    return Given(f"{_stem(str(own))}.{form.ending}", form, target.getvalue(), lost)


def _stem(name: str) -> str:
    """Of the plan's name what every file system takes."""
    kept = "".join(letter if letter.isalnum() or letter in " -_.," else " " for letter in name)
    return " ".join(kept.split())[:80].strip(" .") or "plan"
