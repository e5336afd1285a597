"""What a copy of the success criteria is to every door: it is sent at a gate, and never changed."""

from milepost.apps.projects.entities.scopes import OF_PROJECT
from milepost.apps.projects.models import CriteriaCopy
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Choice, Instant, LongText, Ref

CRITERIA_COPY = register(
    Entity(
        name="criteria-copy",
        labels="criteria copies",
        model=CriteriaCopy,
        help="Who was sent the success criteria at which gate, and when.",
        title="occasion",
        columns=(
            Column(name="project", input=Ref(entity="project"), fixed=True),
            Column(name="stage", input=Ref(entity="stage"), fixed=True),
            Column(name="occasion", input=Choice(options=CriteriaCopy.OCCASIONS), fixed=True),
            Column(name="person", input=Ref(entity="person", required=False), fixed=True),
            Column(name="contact", input=Ref(entity="contact", required=False), fixed=True),
            Column(name="way", input=Choice(options=CriteriaCopy.WAYS), fixed=True),
            Column(name="sent_at", input=Instant(label="Sent"), fixed=True),
            Column(name="content", input=LongText(label="Criteria"), fixed=True, listed=False, filtered=False, personal=False),
        ),
        scopes=OF_PROJECT,
        order=("-sent_at", "id"),
        creatable=False,
        editable=False,
        deletable=False,
    )
)
