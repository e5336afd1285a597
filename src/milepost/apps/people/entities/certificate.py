"""What a certificate is to every door."""

from milepost.apps.people.models import Certificate
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Day, Ref, Text

CERTIFICATE = register(
    Entity(
        name="certificate",
        model=Certificate,
        columns=(
            Column(name="person", input=Ref(entity="person")),
            Column(name="name", input=Text(), searched=True),
            Column(name="issuer", input=Text(required=False), searched=True),
            Column(name="reference", input=Text(most=100, required=False)),
            Column(name="issued_on", input=Day(label="Issued", required=False)),
            Column(name="expires_on", input=Day(label="Expires", required=False)),
        ),
        scopes={"own": "person__account_id", "team": "person__team_id", "line": "person_id"},
        order=("expires_on", "name"),
    )
)
