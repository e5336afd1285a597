"""What an organisation is to every door."""

from milepost.apps.organisations.models import Organisation
from milepost.kernel.access import ScopeKind, scope_kind
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Choice, Country, Flag, LongText, Ref, Text

scope_kind(ScopeKind("organisation", "One organisation"))

ORGANISATION = register(
    Entity(
        name="organisation",
        help="Clients, suppliers and departments stand here: everything done for somebody begins with one.",
        model=Organisation,
        prefix="ORG",
        columns=(
            Column(name="name", input=Text(), searched=True, personal=False),
            Column(name="kind", input=Choice(options=Organisation.KINDS)),
            Column(name="parent", input=Ref(entity="organisation", label="Part of", required=False)),
            Column(
                name="reference", input=Text(label="Their reference", most=60, required=False), listed=False, searched=True, personal=False
            ),
            Column(name="country", input=Country(required=False, help="Two letters, ISO 3166: GB, US."), personal=False),
            Column(name="is_own", input=Flag(label="The house itself"), asked=False),
            Column(name="notes", input=LongText(required=False), listed=False, filtered=False, searched=True, personal=True),
        ),
        scopes={"organisation": "id"},
        workflow=Workflow(
            {"active": "Active", "closed": "Closed"},
            "active",
            (Move("close", ("active",), "closed"), Move("reopen", ("closed",), "active"), Move("mark-own", ("active",), "active")),
            open_states=("active",),
        ),
        order=("name",),
    )
)
