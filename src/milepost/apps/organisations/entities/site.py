"""What a site is to every door."""

from milepost.apps.organisations.models import Site
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import LongText, Ref, Text

SITE = register(
    Entity(
        name="site",
        model=Site,
        columns=(
            Column(name="organisation", input=Ref(entity="organisation")),
            Column(name="name", input=Text(), searched=True),
            Column(name="address", input=LongText(most=1000, required=False), searched=True),
            Column(name="zone", input=Text(label="Time zone", most=64, required=False, help="Such as Europe/London.")),
            Column(
                name="access", input=LongText(most=2000, required=False, help="How to get in: keys, passes, whom to call."), listed=False
            ),
        ),
        scopes={"organisation": "organisation_id"},
        order=("name",),
    )
)
