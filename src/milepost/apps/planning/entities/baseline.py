"""What a baseline is to every door: it is made from a plan, and never changed."""

from milepost.apps.planning.entities.scopes import OF_PLAN
from milepost.apps.planning.models import Baseline
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import JsonValue, LocalMoment, LongText, Ref, Text

BASELINE = register(
    Entity(
        name="baseline",
        model=Baseline,
        prefix="BSL",
        columns=(
            Column(name="plan", input=Ref(entity="project-plan"), fixed=True),
            Column(name="name", input=Text(), fixed=True, searched=True, personal=False),
            Column(name="reason", input=LongText(required=False), fixed=True, listed=False, filtered=False, personal=False),
            Column(name="finish_at", input=LocalMoment(label="Finish", required=False), fixed=True),
            Column(name="content", input=JsonValue(), fixed=True, listed=False, filtered=False, personal=False),
            Column(name="sha256", input=Text(most=64, label="SHA-256"), asked=False, listed=False, personal=False),
            Column(name="made_by", input=Ref(entity="account", required=False), asked=False, listed=False),
        ),
        scopes=OF_PLAN,
        order=("-id",),
        creatable=False,
        editable=False,
        deletable=False,
    )
)
