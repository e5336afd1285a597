"""What a contact is to every door."""

from milepost.apps.organisations.models import Contact
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Address, LongText, Ref, Text

CONTACT = register(
    Entity(
        name="contact",
        help="Whom to speak to at a client or supplier: with position, phone and email, by site.",
        model=Contact,
        columns=(
            Column(name="name", input=Text(), searched=True, personal=True),
            Column(name="organisation", input=Ref(entity="organisation")),
            Column(name="site", input=Ref(entity="site", required=False)),
            Column(name="position", input=Text(required=False), searched=True, personal=True),
            Column(name="email", input=Address(label="Email", required=False), searched=True, personal=True),
            Column(name="phone", input=Text(most=40, required=False), personal=True),
            Column(name="notes", input=LongText(required=False), listed=False, filtered=False, personal=True),
        ),
        scopes={"organisation": "organisation_id"},
        order=("name",),
    )
)
