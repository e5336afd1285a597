"""What a site is to every door."""

from milepost.apps.organisations.models import Site
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import LongText, Ref, Text, Zone

SITE = register(
    Entity(
        name="site",
        help="Where clients' people work and their equipment stands: with address and how to get in.",
        model=Site,
        columns=(
            Column(name="organisation", input=Ref(entity="organisation"), fixed=True),
            Column(name="name", input=Text(), searched=True, personal=False),
            Column(name="address", input=LongText(most=1000, required=False), searched=True, personal=False),
            Column(name="zone", input=Zone(label="Time zone", required=False, help="Such as Europe/London."), personal=False),
            Column(
                name="access",
                input=LongText(most=2000, required=False, help="How to get in: keys, passes, whom to call."),
                listed=False,
                personal=True,
            ),
        ),
        scopes={"organisation": "organisation_id"},
        order=("name",),
    )
)
