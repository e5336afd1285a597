"""How plan files are brought and given out, for every door."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from milepost.apps.planning.entities import PROJECT_PLAN
from milepost.apps.planning.files.asked import INPUTS
from milepost.apps.planning.files.forms import FORMS, MOST_MB
from milepost.kernel.access import Actor
from milepost.kernel.bringing import Given, Way, add_way
from milepost.kernel.jobs.effect import Report

Json = dict[str, Any]
Values = Mapping[str, Any]
DOC = "Brings a plan file into a project's plan: MS Project (XML, .mpp), Primavera P6, GanttProject, Planner, CSV, XLSX."


def look(actor: Actor, place: Path, name: str, given: Values, report: Report) -> Json:
    """What would be created, changed or lost."""
    from milepost.apps.planning.jobs.doing import files

    return files.look(actor, place, name, given, report)


def prepare(actor: Actor, place: Path, name: str, given: Values, report: Report) -> Callable[[], Json]:
    """The file is read; what is given back does it."""
    from milepost.apps.planning.jobs.doing import files

    return files.prepare(actor, place, name, given, report)


def give(actor: Actor, plan: int, word: str) -> Given:
    """The plan in one of the forms."""
    from milepost.apps.planning.files import give

    return give.give(actor, plan, word)


WAY = add_way(Way(PROJECT_PLAN, DOC, INPUTS, look, prepare, FORMS, give, MOST_MB * 1024 * 1024))
