"""Which pages are made by hand: the addresses ask here before they take the generated page."""

from collections.abc import Mapping, Sequence

from milepost.web.pages.record import Panels
from milepost.web.rooms.draft import draft
from milepost.web.rooms.organisations.organisation import organisation
from milepost.web.rooms.people.ask import ask_for_leave, consequence
from milepost.web.rooms.people.decide import decide
from milepost.web.rooms.people.leave import leave
from milepost.web.rooms.people.matrix import matrix
from milepost.web.rooms.people.me import me
from milepost.web.rooms.people.person import person
from milepost.web.rooms.people.team import team
from milepost.web.rooms.planning.answers import of_project, of_team
from milepost.web.rooms.planning.baselines import baselines
from milepost.web.rooms.planning.begin import begin_plan
from milepost.web.rooms.planning.board import backlog, board
from milepost.web.rooms.planning.bring import bring_plan, brought_plan
from milepost.web.rooms.planning.card import card
from milepost.web.rooms.planning.chances import chances
from milepost.web.rooms.planning.data import DATA
from milepost.web.rooms.planning.freezes import freezes
from milepost.web.rooms.planning.from_file import from_file
from milepost.web.rooms.planning.give import give_plan
from milepost.web.rooms.planning.level import level
from milepost.web.rooms.planning.my_task import my_task
from milepost.web.rooms.planning.plan import plan
from milepost.web.rooms.planning.scenarios import scenario, scenarios
from milepost.web.rooms.planning.tasks import tasks
from milepost.web.rooms.planning.views_of_work import first_view
from milepost.web.rooms.planning.why import why_there
from milepost.web.rooms.projects import tabs as _project_tabs  # noqa: F401  # makes them known
from milepost.web.rooms.projects.deed import deed, propose
from milepost.web.rooms.projects.delegations import delegations
from milepost.web.rooms.projects.goals import goals
from milepost.web.rooms.projects.overview import overview
from milepost.web.rooms.projects.requirements import requirements
from milepost.web.rooms.projects.scope import scope
from milepost.web.who import View

RECORDS: Mapping[str, Panels] = {
    "draft": Panels("web/rooms/draft.html", draft),
    "organisation": Panels("web/rooms/organisation.html", organisation),
    "person": Panels("web/rooms/person.html", person, talk_later=True),
    "project": Panels("web/rooms/projects/overview.html", overview, talk_later=True),
    "team": Panels("web/rooms/team.html", team, talk_later=True),
}
"""By entity what its record's page shows instead of its bare details."""

LISTS: Mapping[str, View] = {"change-freeze": freezes, "leave": leave}
"""By entity the page that stands where its list would; the list itself is then at "all/" below it."""

BESIDE: Mapping[str, Sequence[tuple[str, View]]] = {
    "leave": (("ask/", ask_for_leave), ("ask/consequence/", consequence), ("<str:key>/decide/", decide)),
    "person": (("me/", me),),
    "project": (
        ("from-file/", from_file),
        ("<str:key>/plan/", plan),
        ("<str:key>/plan/begin/", begin_plan),
        ("<str:key>/plan/baselines/", baselines),
        ("<str:key>/plan/scenarios/", scenarios),
        ("<str:key>/plan/scenarios/<str:number>/", scenario),
        ("<str:key>/plan/bring/", bring_plan),
        ("<str:key>/plan/bring/<str:job>/", brought_plan),
        ("<str:key>/plan/give/", give_plan),
        ("<str:key>/plan/level/", level),
        ("<str:key>/plan/chances/", chances),
        ("<str:key>/plan/why/<int:number>/", why_there),
        *DATA,
        ("<str:key>/board/", board),
        ("<str:key>/board/card/<int:number>/", card),
        ("<str:key>/backlog/", backlog),
        ("<str:key>/tasks/", tasks),
        ("<str:key>/first-view/", first_view),
        ("<str:key>/answers/", of_project),
        ("<str:key>/scope/", scope),
        ("<str:key>/scope/propose/", propose),
        ("<str:key>/scope/<str:item>/<str:verb>/", deed),
        ("<str:key>/requirements/", requirements),
        ("<str:key>/goals/", goals),
        ("<str:key>/delegations/", delegations),
    ),
    "task": (("<str:key>/mine/", my_task),),
    "skill": (("matrix/", matrix),),
    "team": (("<str:key>/answers/", of_team),),
}
"""By entity further pages below its address."""
