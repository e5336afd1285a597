"""What a leave allowance is to every door."""

from milepost.apps.people.entities.half_days import HalfDays
from milepost.apps.people.entities.scopes import OF_PERSON
from milepost.apps.people.models import Leave, LeaveAllowance
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Choice, Day, Ref

LEAVE_ALLOWANCE = register(
    Entity(
        name="leave-allowance",
        help="How many days of annual leave, or of another kind, each person has in a span, usually a year.",
        model=LeaveAllowance,
        title="first_day",
        columns=(
            Column(name="person", input=Ref(entity="person"), fixed=True),
            Column(name="kind", input=Choice(options=Leave.KINDS, required=False, help="Annual leave when empty.")),
            Column(name="first_day", input=Day()),
            Column(name="last_day", input=Day()),
            Column(name="half_days", input=HalfDays(label="Days", help="Such as 25 or 25.5."), filtered=False, personal=True),
        ),
        scopes=OF_PERSON,
        order=("person", "first_day"),
    )
)
