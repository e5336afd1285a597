"""Which pages are made by hand: the addresses ask here before they take the generated page."""

from collections.abc import Mapping, Sequence

from milepost.web.pages.record import Panels
from milepost.web.rooms.organisations.organisation import organisation
from milepost.web.rooms.people.ask import ask_for_leave, consequence
from milepost.web.rooms.people.decide import decide
from milepost.web.rooms.people.leave import leave
from milepost.web.rooms.people.matrix import matrix
from milepost.web.rooms.people.me import me
from milepost.web.rooms.people.person import person
from milepost.web.rooms.people.team import cover, team
from milepost.web.rooms.planning.bring import bring_plan, brought_plan, give_plan
from milepost.web.rooms.planning.chances import chances
from milepost.web.rooms.planning.data import DATA
from milepost.web.rooms.planning.level import level
from milepost.web.rooms.planning.plan import plan
from milepost.web.rooms.planning.why import why_there
from milepost.web.who import View

RECORDS: Mapping[str, Panels] = {
    "organisation": Panels("web/rooms/organisation.html", organisation),
    "person": Panels("web/rooms/person.html", person, talk_later=True),
    "team": Panels("web/rooms/team.html", team, talk_later=True),
}
"""By entity what its record's page shows instead of its bare details."""

LISTS: Mapping[str, View] = {"leave": leave}
"""By entity the page that stands where its list would; the list itself is then at "all/" below it."""

BESIDE: Mapping[str, Sequence[tuple[str, View]]] = {
    "leave": (("ask/", ask_for_leave), ("ask/consequence/", consequence), ("<str:key>/decide/", decide)),
    "person": (("me/", me),),
    "project": (
        ("<str:key>/plan/", plan),
        ("<str:key>/plan/bring/", bring_plan),
        ("<str:key>/plan/bring/<str:job>/", brought_plan),
        ("<str:key>/plan/give/", give_plan),
        ("<str:key>/plan/level/", level),
        ("<str:key>/plan/chances/", chances),
        ("<str:key>/plan/why/<int:number>/", why_there),
        *DATA,
    ),
    "skill": (("matrix/", matrix),),
    "team": (("<str:key>/cover/", cover),),
}
"""By entity further pages below its address."""
