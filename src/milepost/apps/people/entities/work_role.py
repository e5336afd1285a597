"""What a work role is to every door."""

from milepost.apps.people.models import WorkRole
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import LongText, Text

WORK_ROLE = register(
    Entity(
        name="work-role",
        help="What people do: network engineer, trainer. Plans ask for work roles, and people fill them.",
        model=WorkRole,
        columns=(
            Column(name="name", input=Text(most=120), searched=True, personal=False),
            Column(name="description", input=LongText(required=False), filtered=False, personal=False),
        ),
        order=("name",),
    )
)
