"""What an approval is to every door: it is made by approving a scope item, and never changed."""

from milepost.apps.projects.models import Approval
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Choice, Day, LongText, Ref, Span, Text

APPROVAL = register(
    Entity(
        name="approval",
        model=Approval,
        prefix="APR",
        title="document",
        columns=(
            Column(name="scope_item", input=Ref(entity="scope-item"), fixed=True),
            Column(name="decision", input=Choice(options=Approval.DECISIONS), fixed=True),
            Column(name="given_by_person", input=Ref(entity="person", required=False), fixed=True),
            Column(name="given_by_contact", input=Ref(entity="contact", required=False), fixed=True),
            Column(name="given_on", input=Day(label="Given"), fixed=True),
            Column(name="authority", input=Text(), fixed=True, personal=False),
            Column(name="document", input=Text(most=300), fixed=True, searched=True, personal=False),
            Column(name="effort_minutes", input=Span(label="Effort", required=False), fixed=True),
            Column(name="subject", input=LongText(), fixed=True, listed=False, filtered=False, personal=False),
            Column(name="sha256", input=Text(most=64, label="SHA-256"), asked=False, listed=False, personal=False),
            Column(name="recorded_by", input=Ref(entity="account", required=False), asked=False, listed=False),
        ),
        scopes={
            "project": "scope_item__project_id",
            "programme": "scope_item__project__programme_id",
            "organisation": "scope_item__project__organisation_id",
            "member": "scope_item__project_id",
            "managed": "scope_item__project_id",
            "sponsored": "scope_item__project_id",
        },
        order=("-id",),
        creatable=False,
        editable=False,
        deletable=False,
    )
)
