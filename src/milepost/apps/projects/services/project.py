"""What is done with projects: started, held, closed, cancelled."""

from collections.abc import Sequence
from typing import Annotated

from milepost.apps.organisations.models import Contact, Organisation
from milepost.apps.projects.entities import PROJECT
from milepost.apps.projects.models import Deliverable, Project, ScopeItem
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Flag, LongText
from milepost.kernel.operations import operation
from milepost.kernel.operations.generated import add_generated
from milepost.values import listed, said, said_many, word

Why = Annotated[str, LongText(label="Why", most=2000)]
Anyway = Annotated[bool | None, Flag(required=False, help="Yes: although something is still open.")]


def _belongs(projects: Sequence[Project]) -> None:
    """A client's project is for a client, an internal one for a department; the client's sponsor is one of theirs."""
    kinds = dict(Organisation.objects.filter(pk__in={one.organisation_id for one in projects}).values_list("pk", "kind"))
    of = dict(Contact.objects.filter(pk__in={one.client_sponsor_id for one in projects}).values_list("pk", "organisation_id"))
    for one in projects:
        wanted = said("client") if one.kind == "client" else said("department")
        if one.organisation_id is not None and kinds[one.organisation_id] != wanted:
            told = said(
                "this is a {kind}; a project that is {sort} names a {wanted}.",
                kind=word(kinds[one.organisation_id]),
                sort=word(str(one.get_kind_display())).lower(),
                wanted=wanted,
            )
            raise Invalid({"organisation": [Fault("other-kind", told)]})
        if one.client_sponsor_id is not None and of[one.client_sponsor_id] != one.organisation_id:
            raise Invalid(
                {"client_sponsor": [Fault("other-organisation", said("this contact belongs to another organisation than the project."))]}
            )
    _same_decider(projects)


def _same_decider(projects: Sequence[Project]) -> None:
    """What one client approved, or a sponsor in the house, is not sold to another client: whose project it is stays while scope is
    approved."""
    keys = [one.pk for one in projects if not one._state.adding]
    rows = Project.objects.filter(pk__in=keys).values_list("pk", "kind", "organisation_id")
    was = {key: _decided_by(kind, organisation) for key, kind, organisation in rows}
    moved = {one.pk: one for one in projects if one.pk in was and was[one.pk] != _decided_by(one.kind, one.organisation_id)}
    approved = ScopeItem.objects.filter(project__in=moved, state="in-scope").order_by("pk").values_list("project_id", "number")
    for project, number in approved:
        told = said(
            "{number} of {moved} is approved by who decides now. Revoke it first; whoever decides next approves it.",
            number=number,
            moved=moved[project].number,
        )
        raise Invalid({"organisation": [Fault("scope-approved", told)]})


def _decided_by(kind: str, organisation: int | None) -> int | None:
    """The client; none where a sponsor in the house decides, whichever department it is for."""
    return organisation if kind == "client" else None


add_generated(PROJECT, then=_belongs)


@operation(PROJECT, "start")
def start(projects: Sequence[Project]) -> None:
    """Start the project: it has somebody who manages it, and somebody who answers for it."""
    for one in projects:
        if one.manager_id is None:
            raise Invalid({"": [Fault("no-manager", said("{number} has no manager. Name one, then start it.", number=one.number))]})
        if one.kind == "internal" and one.sponsor_id is None:
            raise Invalid(
                {
                    "": [
                        Fault(
                            "no-sponsor",
                            said("{number} has no sponsor, who would approve its scope. Name one, then start it.", number=one.number),
                        )
                    ]
                }
            )


@operation(PROJECT, "hold")
def hold(projects: Sequence[Project], *, reason: Why) -> None:
    """Hold the project: nothing of it is booked until it is resumed."""


@operation(PROJECT, "resume")
def resume(projects: Sequence[Project]) -> None:
    """Go on with the project."""


@operation(PROJECT, "close")
def close(projects: Sequence[Project], *, anyway: Anyway) -> None:
    """Close the project. Deliverables that are not accepted and scope that nobody decided on are told first; closed `anyway`, they stay as
    they are."""
    told = [sentence for one in projects for sentence in _still_open(one)]
    if told and not anyway:
        raise Invalid({"anyway": [Fault("still-open", said("{told} Say anyway=yes to close it all the same.", told=listed(told, " ")))]})


@operation(PROJECT, "cancel")
def cancel(projects: Sequence[Project], *, reason: Why) -> None:
    """Cancel the project: it is not done, or not finished."""


@operation(PROJECT, "reopen")
def reopen(projects: Sequence[Project], *, reason: Why) -> None:
    """Open a project again that was closed or cancelled."""


def _still_open(project: Project) -> list[str]:
    waiting = Deliverable.objects.filter(project=project).exclude(state="accepted").count()
    undecided = ScopeItem.objects.filter(project=project, state="proposed").count()
    found: list[str] = []
    if waiting:
        found.append(said_many("{count} deliverable is not accepted.", "{count} deliverables are not accepted.", count=waiting))
    if undecided:
        found.append(said_many("{count} scope item is not decided on.", "{count} scope items are not decided on.", count=undecided))
    return found
