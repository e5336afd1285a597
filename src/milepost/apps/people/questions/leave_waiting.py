"""Which leave waits for a decision."""

from collections.abc import Mapping
from typing import Annotated, Any

from milepost.apps.people.entities import LEAVE, PERSON
from milepost.apps.people.entities.half_days import HalfDays
from milepost.apps.people.models import Leave
from milepost.apps.people.questions.whom import InTeam
from milepost.apps.people.rules.availability import Working, half_days_taken
from milepost.apps.people.selectors.availability import working_of
from milepost.apps.people.selectors.deciding import deciders
from milepost.apps.people.selectors.oneself import person_of
from milepost.apps.people.selectors.teams import narrowed
from milepost.kernel.access import visible
from milepost.kernel.inputs import Choice, Day, Flag, Ref
from milepost.kernel.questions import Answer, asker, question

WHOSE = {"all": "All", "yours": "That waits for you", "nearest": "Of people who report to you"}
GIVES = {
    "leave": Ref(entity="leave", label="Leave"),
    "person": Ref(entity="person", label="Person"),
    "first_day": Day(label="From"),
    "last_day": Day(label="To"),
    "part": Choice(options=Leave.PARTS, label="Part"),
    "takes": HalfDays(label="Takes", help="Days on which they would have worked."),
    "yours": Flag(label="Waits for you", help="You are above them, or stand in for somebody who is."),
    "nearest": Flag(label="Reports to you", help="Or to whom you stand in for: nobody nearer to them decides."),
    "place": Ref(entity="person", label="In the place of", required=False, help="For whom you stand in."),
}


@question(LEAVE, "waiting", gives=GIVES)
def waiting(
    leave: Any,
    *,
    whose: Annotated[
        str, Choice(options=WHOSE, required=False, help="Who stands in counts as the one in whose place they decide.")
    ] = "all",
    team: InTeam = None,
) -> Answer:
    """Leave that is asked for and not decided, the first to begin first. It says how many working days each takes, and whether it waits for
    you: as one above that person, or who stands in for one."""
    found = leave.filter(state="requested")
    if team is not None:
        found = found.filter(person__in=narrowed(visible(PERSON, asker()), team=team).values("pk"))
    asked = list(found.order_by("first_day", "pk").values_list("pk", "person_id", "first_day", "last_day", "part", named=True))
    who = person_of(asker().account, here=True) if asked else None
    allowed = deciders({one.person_id for one in asked}) if who is not None else {}
    found_rows = (_row(one, who, allowed) for one in asked)
    rows = [row for row in found_rows if whose == "all" or row[whose]]
    if not rows:
        return Answer(())
    first, last = min(row["first_day"] for row in rows), max(row["last_day"] for row in rows)
    known, notes = working_of({row["person"] for row in rows}, first, last)
    by_person = {one.person: one for one in known}
    made = [row | {"takes": _takes(by_person.get(row["person"]), row)} for row in rows]
    return Answer(made, notes, {row["leave"]: row["first_day"] for row in rows})


def _row(one: Any, who: int | None, allowed: Mapping[int, Mapping[int, int | None]]) -> dict[str, Any]:
    line = allowed.get(one.person_id, {})
    mine = who is not None and who in line
    place = line[who] if mine and who is not None else None
    nearest = mine and (place or who) == next(iter(line))
    row = {"leave": one.pk, "person": one.person_id, "first_day": one.first_day, "last_day": one.last_day, "part": one.part}
    return row | {"yours": mine, "nearest": nearest, "place": place}


def _takes(theirs: Working | None, row: Mapping[str, Any]) -> int:
    """Half-days; none of somebody who is not here then."""
    if theirs is None:
        return 0
    stretch = (row["first_day"], row["last_day"], row["part"])
    return sum(half for _, half in half_days_taken(theirs, stretch, row["first_day"], row["last_day"]))
