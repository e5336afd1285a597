"""What is done with scope items: approved, revoked, excluded, withdrawn."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from milepost.apps.people.services.acting import actor
from milepost.apps.projects.entities import SCOPE_ITEM
from milepost.apps.projects.models import Approval, Project, ScopeItem
from milepost.apps.projects.services.approval import subject_of
from milepost.apps.projects.services.deciding import Decider, decider
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Day, LongText, Ref, Span, Text
from milepost.kernel.operations import operation, operation_named, perform
from milepost.kernel.operations.generated import add_generated
from milepost.values import said

Why = Annotated[str, LongText(label="Why", most=2000)]
OVER = frozenset({"closed", "cancelled"})


def _of_running(items: Sequence[ScopeItem]) -> None:
    """Nothing is proposed for a project that has ended."""
    ended = dict(Project.objects.filter(pk__in={one.project_id for one in items}, state__in=OVER).values_list("pk", "number"))
    for one in items:
        if one._state.adding and one.project_id in ended:
            raise Invalid(
                {
                    "project": [
                        Fault("project-over", said("{ended} has ended; reopen it, or name another project.", ended=ended[one.project_id]))
                    ]
                }
            )


add_generated(SCOPE_ITEM, then=_of_running)


@operation(SCOPE_ITEM, "approve")
def approve(
    items: Sequence[ScopeItem],
    *,
    contact: Annotated[Any, Ref(entity="contact", label="Approved by (client)", required=False)],
    person: Annotated[Any, Ref(entity="person", label="Approved by (sponsor)", required=False, help="For an internal project.")],
    on: Annotated[date | None, Day(label="On", required=False, help="Today when empty.")],
    authority: Annotated[str, Text(help="What lets them approve: their office, a limit, the contract's clause.")],
    document: Annotated[str, Text(most=300, help="Where it stands: signed statement of work, change order, minutes, mail.")],
    effort: Annotated[int | None, Span(required=False, help="What was approved; as estimated when empty.")],
) -> None:
    """Record that the client, or the sponsor of an internal project, approved this scope. From then on its work may be planned as sold,
    booked, logged as billable and invoiced."""
    projects = _standing({one.project_id for one in items})
    _not_over(projects.values())
    found = decider(projects.values(), person=person, contact=contact, on=on)
    said = {"authority": authority, "document": document}
    given = [_row(one, found, "given", effort if effort is not None else one.effort_minutes, said) for one in items]
    for one, approval in zip(items, _made(given), strict=True):
        one.approval_id = approval.pk


@operation(SCOPE_ITEM, "revoke")
def revoke(items: Sequence[ScopeItem], *, reason: Why) -> None:
    """Take the approval back: the item is proposed again and its work is held. What was done while it was approved stays as it is."""
    former = Approval.objects.in_bulk({one.approval_id for one in items})
    rows = []
    for one in items:
        approval = former[one.approval_id]
        by = Decider(approval.given_by_person_id, approval.given_by_contact_id, approval.given_on)
        rows.append(_row(one, by, "revoked", approval.effort_minutes, {"authority": approval.authority, "document": approval.document}))
    _made(rows)
    for one in items:
        one.approval_id = None


@operation(SCOPE_ITEM, "exclude")
def exclude(items: Sequence[ScopeItem], *, reason: Why) -> None:
    """Say that this is expressly out of scope."""


@operation(SCOPE_ITEM, "withdraw")
def withdraw(items: Sequence[ScopeItem]) -> None:
    """Withdraw the proposal: nobody has to decide on it any more."""


@operation(SCOPE_ITEM, "propose-again")
def propose_again(items: Sequence[ScopeItem]) -> None:
    """Propose it again, to be decided on."""


def _row(item: ScopeItem, by: Decider, decision: str, effort: int | None, said: dict[str, str]) -> dict[str, Any]:
    who = {"given_by_person": by.person, "given_by_contact": by.contact, "given_on": by.on.isoformat()}
    return {"scope_item": item.pk, "decision": decision, "effort_minutes": effort, "subject": subject_of(item), **who, **said}


def _made(rows: list[dict[str, Any]]) -> Sequence[Any]:
    return perform(operation_named("approval.create"), actor(), given=rows).records


def _standing(keys: set[int]) -> dict[int, Project]:
    """The projects, locked: none becomes another client's while its own approves. Who changes one reads scope items after they have it."""
    rows = Project.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True)
    return {one.pk: one for one in rows}


def _not_over(projects: Any) -> None:
    """Raises Invalid for projects that have ended."""
    for one in projects:
        if one.state in OVER:
            raise Invalid({"": [Fault("project-over", said("{number} has ended; reopen it first.", number=one.number))]})
