"""What a person is to every door."""

from milepost.apps.people.models import Person
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Address, Country, Day, Ref, Text

PERSON = register(
    Entity(
        name="person",
        help="Everybody who works for the house, with an account or without: their team, time, skills and leave hang on them.",
        labels="people",
        model=Person,
        prefix="PER",
        columns=(
            Column(name="name", input=Text(), searched=True, personal=True),
            Column(name="email", input=Address(label="Email", required=False), searched=True, personal=True),
            Column(name="phone", input=Text(most=40, required=False), listed=False, personal=True),
            Column(name="work_role", input=Ref(entity="work-role", required=False)),
            Column(name="team", input=Ref(entity="team", required=False)),
            Column(name="manager", input=Ref(entity="person", required=False), back="Reports"),
            Column(
                name="works_under",
                input=Ref(entity="person", required=False, help="Who countersigns what they draft; their manager when empty."),
                back="Works under them",
            ),
            Column(name="site", input=Ref(entity="site", required=False, help="Where they usually work.")),
            Column(name="organisation", input=Ref(entity="organisation", required=False, help="Their supplier or department.")),
            Column(name="country", input=Country(required=False, help="For public holidays: two letters, GB."), personal=True),
            Column(name="region", input=Text(most=10, required=False, help="For public holidays: ENG, SCT."), personal=True),
            Column(name="joined_on", input=Day(label="Joined", required=False), personal=True),
            Column(name="account", input=Ref(entity="account", required=False), asked=False, listed=False),
            Column(name="left_on", input=Day(label="Last day", required=False), asked=False, personal=True),
        ),
        scopes={"own": "account_id", "team": "team_id", "line": "id", "organisation": "organisation_id"},
        workflow=Workflow(
            {"active": "Active", "left": "Left"},
            "active",
            (Move("leave", ("active",), "left"), Move("return", ("left",), "active")),
            open_states=("active",),
        ),
        order=("name",),
    )
)
