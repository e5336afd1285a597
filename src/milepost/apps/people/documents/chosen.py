"""Of whom a document tells: the people of a team, one person, or everybody the reader can see."""

from collections.abc import Sequence
from typing import Annotated, Any

from milepost.apps.people.entities import PERSON
from milepost.apps.people.models import Person, Team
from milepost.apps.people.selectors.teams import narrowed
from milepost.kernel.access import Actor, visible
from milepost.kernel.inputs import Ref
from milepost.values import said

OfTeam = Annotated[Team | None, Ref(entity="team", required=False, help="With the teams that are part of it; everybody when empty.")]


def people_of(actor: Actor, *, team: Team | None = None, person: Person | None = None) -> dict[int, tuple[str, str]]:
    """Name and team of those that the actor can see, by id, in the order of their names. Who has left is among them."""
    chosen = narrowed(visible(PERSON, actor), team=team, person=person)
    return {key: (name, belongs or "") for key, name, belongs in chosen.order_by("name", "pk").values_list("pk", "name", "team__name")}


def of_them(rows: Sequence[dict[str, Any]], people: dict[int, tuple[str, str]]) -> list[dict[str, Any]]:
    """Rows about these people."""
    return [row for row in rows if row["person"]["id"] in people]


def whose(team: Team | None, person: Person | None) -> str:
    """What stands in a title: "Networks", "Ann Archer", "Everybody"."""
    return person.name if person is not None else team.name if team is not None else said("Everybody")


def names_of(names: Sequence[str], most: int = 4) -> str:
    """ "Ann, Bob and 3 more"."""
    if len(names) > most:
        return said("{names} and {many:,} more", names=", ".join(names[:most]), many=len(names) - most)
    if len(names) < 2:
        return names[0] if names else ""
    return said("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
