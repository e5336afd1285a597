"""What whereabouts are to every door."""

from milepost.apps.people.entities.scopes import OF_PERSON
from milepost.apps.people.models import Whereabouts
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Choice, Day, Flag, Ref, Text

WHEREABOUTS = register(
    Entity(
        name="whereabouts",
        help="Where somebody works on days when it is not where they usually do.",
        labels="whereabouts",
        model=Whereabouts,
        title="first_day",
        columns=(
            Column(name="person", input=Ref(entity="person"), fixed=True),
            Column(name="first_day", input=Day()),
            Column(name="last_day", input=Day()),
            Column(name="place", input=Choice(options=Whereabouts.PLACES), personal=True),
            Column(name="site", input=Ref(entity="site", required=False), personal=True),
            Column(name="overnight", input=Flag(required=False, label="Away from home", help="Yes: they stay overnight."), personal=True),
            Column(name="note", input=Text(required=False), personal=True),
        ),
        scopes=OF_PERSON,
        order=("-first_day", "person"),
    )
)
