"""What a certificate is to every door."""

from milepost.apps.people.entities.scopes import OF_PERSON
from milepost.apps.people.models import Certificate
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Day, Ref, Text, Whole

CERTIFICATE = register(
    Entity(
        name="certificate",
        help="Proofs of skills by others, with their days of expiry: the house reminds in time.",
        model=Certificate,
        columns=(
            Column(name="person", input=Ref(entity="person"), fixed=True),
            Column(name="name", input=Text(), searched=True, personal=True),
            Column(name="issuer", input=Text(required=False), searched=True, personal=True),
            Column(name="reference", input=Text(most=100, required=False), personal=True),
            Column(name="issued_on", input=Day(label="Issued", required=False)),
            Column(name="expires_on", input=Day(label="Expires", required=False)),
            Column(
                name="replaces",
                input=Ref(entity="certificate", required=False, help="The one that this renews; see certificate.renew."),
                fixed=True,
                listed=False,
            ),
            Column(
                name="reminded",
                input=Whole(required=False, help="The last reminder, in days before it expires."),
                asked=False,
                listed=False,
            ),
        ),
        scopes=OF_PERSON,
        workflow=Workflow(
            Certificate.STATES,
            "held",
            (Move("renew", ("held",), "renewed"), Move("give-up", ("held",), "given-up")),
            open_states=("held",),
        ),
        order=("expires_on", "name"),
    )
)
