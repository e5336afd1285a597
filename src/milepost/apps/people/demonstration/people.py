"""People, teams and roles of work: set up on the first days, with a few who came later, changed team or left."""

from datetime import date, timedelta
from typing import Any

from milepost.demonstration.cast import PS_MANAGER, Member, team_names
from milepost.demonstration.script import HOUSE, Named, Script

RESOURCE_MANAGER = "rosa"
JOINED_LATE = 20
"""One in so many of those drawn joined during the history."""
OBJECTIVES = {
    "delivery": "Every client knows by Friday what happened, what comes next and what it costs.",
    "infrastructure": "No network change without a way back. Two people for every switch stack.",
    "applications": "Training before go-live, not after.",
}


def write(script: Script) -> None:
    """By the house, until there is a person behind every account; then by whoever runs the people."""
    at = script.at(script.start, 8.5)
    for job in dict.fromkeys(one.job for one in script.cast):
        script.make(at, HOUSE, "work-role", job, name=job)
    for handle, name in team_names(script.size).items():
        script.make(at, HOUSE, "team", handle, name=name, objectives=OBJECTIVES.get(handle, ""))
    at += timedelta(minutes=5)
    made: set[str] = set()
    places = {one.handle: number for number, one in enumerate(script.cast)}
    steps = 0
    while waiting := [one for one in script.cast if one.handle not in made and (not one.manager or one.manager in made)]:
        for one in waiting:
            _person(script, at + timedelta(minutes=steps), one, places[one.handle])
        made |= {one.handle for one in waiting}
        steps += 1
    at += timedelta(minutes=30)
    for one in script.cast:
        script.do(at, HOUSE, "connect", Named("person", one.handle), account=Named("account", one.handle))
    leads = {one.team: one for one in reversed(script.cast) if "Team lead" in one.roles}
    for team, one in leads.items():
        script.do(at + timedelta(minutes=1), HOUSE, "edit", Named("team", team), lead=Named("person", one.handle), part_of=_part_of(team))
    script.do(at + timedelta(minutes=1), HOUSE, "edit", Named("team", "delivery"), lead=Named("person", PS_MANAGER))
    _changes(script)


def joined(script: Script, number: int) -> date:
    """When the person at this place of the cast joined: most of them before the history begins."""
    if number >= 12 and number % JOINED_LATE == 0:
        return script.start + timedelta(days=60 + number * 13 % 400)
    return script.start - timedelta(days=90 + number * 97 % 3000)


def _part_of(team: str) -> Named | None:
    """A further team belongs to one of the first."""
    return Named("team", "infrastructure") if team.startswith("team") else None


def _person(script: Script, at: Any, one: Member, number: int) -> None:
    given: dict[str, Any] = {"manager": Named("person", one.manager)} if one.manager else {}
    phone = f"+1 312 555 {100 + number % 100:04d}" if one.country == "US" else f"+44 7700 900{number % 1000:03d}"
    script.make(
        *(at, HOUSE, "person", one.handle),
        name=one.name,
        email=one.email,
        phone=phone,
        work_role=Named("work-role", one.job),
        team=Named("team", one.team),
        country=one.country,
        region=one.region,
        organisation=Named("organisation", "own"),
        site=Named("site", "office"),
        **{"joined_on": joined(script, number), **given},
    )


def _changes(script: Script) -> None:
    """A phone that changed, duties in another team, somebody who works under a senior."""

    leila, lukasz, daniel = (Named("person", one) for one in ("leila", "lukasz", "daniel"))
    script.make(
        script.back(330, 9.2),
        RESOURCE_MANAGER,
        "team-member",
        "lukasz",
        team=Named("team", "infrastructure"),
        person=lukasz,
        duties="Scripts",
    )
    script.do(script.back(210, 12.1), "leila", "change-details", leila, phone="+44 7700 900471")
    script.do(script.back(95, 15.4), RESOURCE_MANAGER, "edit", daniel, works_under=Named("person", "marcus"))
    for days, by, text in (
        (94, RESOURCE_MANAGER, "Daniel works under Marcus until he has done two data centre moves."),
        (40, "marcus", "First move done, no surprises."),
        (3, "tom", "Second one is booked for next month."),
    ):
        script.about(script.back(days, 9.7), by, "comment", daniel, text=text)
