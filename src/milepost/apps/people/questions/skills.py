"""Who can do what, and who that can do it has time."""

from typing import Annotated, Any

from milepost.apps.people.entities import PERSON
from milepost.apps.people.models import Person, PersonSkill, Team
from milepost.apps.people.questions.spans import FirstDay, LastDay, check_span
from milepost.apps.people.questions.whom import InTeam, WithRole
from milepost.apps.people.selectors.availability import available
from milepost.apps.people.selectors.teams import narrowed
from milepost.kernel.inputs import Flag, Ref, Span, Text, Whole
from milepost.kernel.questions import Across, Answer, question
from milepost.values import listed, said

LEVEL = Whole(label="Level", least=0, most=5)
LEGEND = said("0 none yet, 1 knows of it, 3 works alone, 5 teaches it. ? not confirmed by somebody above. + would like to work with it.")
MATRIX = {
    "person": Ref(entity="person", label="Person"),
    "skill": Ref(entity="skill", label="Skill"),
    "level": LEVEL,
    "confirmed": Flag(label="Confirmed"),
    "wanted": Flag(label="Wanted"),
    "shown": Text(label="Shown", most=4),
}
SKILLED = {
    "person": Ref(entity="person", label="Person"),
    "level": LEVEL,
    "confirmed": Flag(label="Confirmed"),
    "wanted": Flag(label="Wanted"),
    "minutes": Span(label="Available"),
}


@question(PERSON, "skill-matrix", gives=MATRIX, across=Across("person", "skill", "shown"))
def skill_matrix(
    people: Any,
    *,
    team: InTeam = None,
    category: Annotated[str, Text(most=120, required=False, help="Only skills of this category.")] = "",
    work_role: WithRole = None,
    limit: Annotated[int | None, Whole(least=1, most=1000, required=False, help="At most so many people, by name; all when empty.")] = None,
    offset: Annotated[int, Whole(least=0, most=100_000, required=False, help="After so many people.")] = 0,
) -> Answer:
    """Who has mastered what how far, and what they would like to work with: people by skills."""
    here = here_in(people, team, work_role)
    held = PersonSkill.objects.filter(person__in=here.values("pk"))
    if category:
        held = held.filter(skill__category__iexact=category)
    if limit or offset:
        return _some(here, held, offset, limit)
    rows = _rows(held)
    known = {row["person"] for row in rows}
    without = [name for key, name in here.order_by("name").values_list("pk", "name") if key not in known]
    notes = (LEGEND,) if rows else ()
    return Answer(rows, (*notes, said("No skill is listed for {names}.", names=listed(without))) if without else notes)


def _some(here: Any, held: Any, offset: int, limit: int | None) -> Answer:
    """Of the people who have a skill listed, by name, some; and a note which."""
    keys = list(here.filter(pk__in=held.values("person")).order_by("name", "pk").values_list("pk", flat=True))
    chosen = keys[offset : offset + limit if limit else None]
    told = said("People {first} to {last} of {count}, by name.", first=offset + 1, last=offset + len(chosen), count=len(keys))
    return Answer(_rows(held.filter(person__in=chosen)), (LEGEND, told) if chosen else ())


def _rows(held: Any) -> list[dict[str, Any]]:
    found = held.order_by("person__name", "person_id", "skill__category", "skill__name")
    return [_row(one) | {"skill": one.skill_id} for one in found]


@question(PERSON, "skilled", gives=SKILLED)
def skilled(
    people: Any,
    *,
    skill: Annotated[Any, Ref(entity="skill", label="Skill")],
    from_: FirstDay,
    to: LastDay,
    level: Annotated[int, Whole(least=0, most=5, required=False, help="At least this; 3, works alone, when empty.")] = 3,
    minutes: Annotated[int, Span(required=False, help="At least so much time, such as 20h; any when empty.")] = 1,
    team: InTeam = None,
) -> Answer:
    """Who has a skill at a level and time in a span, the most time first. What is booked with them is not taken off."""
    check_span(from_, to)
    chosen = narrowed(people, team=team)
    held = {one.person_id: one for one in PersonSkill.objects.filter(person__in=chosen.values("pk"), skill=skill, level__gte=level)}
    days, notes = available(Person.objects.filter(pk__in=held), from_, to)
    free = dict.fromkeys(held, 0)
    for day in days:
        free[day.person] += day.minutes
    rows = [_row(one) | {"minutes": free[key]} for key, one in held.items() if free[key] >= minutes]
    return Answer(sorted(rows, key=lambda row: (-row["minutes"], -row["level"], row["person"])), notes)


def _row(one: PersonSkill) -> dict[str, Any]:
    confirmed = one.confirmed_on is not None
    shown = f"{one.level}{'' if confirmed else '?'}{'+' if one.wanted else ''}"
    return {"person": one.person_id, "level": one.level, "confirmed": confirmed, "wanted": one.wanted, "shown": shown}


def here_in(people: Any, team: Team | None, work_role: Any) -> Any:
    """Of a queryset of people those who are here, in the team and with the work role if they are given."""
    found = narrowed(people, team=team).filter(state="active")
    return found if work_role is None else found.filter(work_role=work_role)
