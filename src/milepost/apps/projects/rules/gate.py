"""The scope gate: whether work may be planned as sold, booked, logged as billable or invoiced. Written here and nowhere else."""

from dataclasses import dataclass
from enum import Enum


class Work(Enum):
    """What somebody wants to do with work, in the order in which it happens."""

    PLAN = "planned as sold"
    BOOK = "booked"
    LOG = "logged as billable"
    INVOICE = "invoiced"


@dataclass(frozen=True, slots=True)
class Item:
    """What the gate looks at: the scope item's number and state, the approval in force and whether a contact of the client gave it, and
    its project."""

    number: str
    state: str
    approval: int | None
    by_client: bool
    project: str
    project_kind: str
    project_state: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`approval` is the key that a chargeable row carries; it stands exactly where the work is `allowed`. Else `why` says what is in the
    way, and what to do."""

    approval: int | None
    code: str = ""
    why: str = ""

    @property
    def allowed(self) -> bool:
        """Whether the work may be done."""
        return self.approval is not None


PROJECT_STATES = {
    Work.PLAN: frozenset({"proposed", "active", "on-hold"}),
    Work.BOOK: frozenset({"proposed", "active"}),
    Work.LOG: frozenset({"active"}),
    Work.INVOICE: frozenset({"active", "on-hold", "closed"}),
}
"""In which states of the project each kind of work is possible at all."""


def verdict(item: Item, work: Work) -> Verdict:
    """The answer for one scope item."""
    if item.state != "in-scope" or item.approval is None:
        return Verdict(None, "not-approved", _not_approved(item, work))
    if item.project_kind == "client" and not item.by_client:
        told = f"{item.number} was approved within the house, and {item.project} is a client's now: the client has not approved it."
        return Verdict(None, "not-the-client", f"{told} Revoke that approval, then record theirs.")
    if item.project_kind == "internal" and work in (Work.LOG, Work.INVOICE):
        return Verdict(None, "internal", f"{item.project} is internal: nobody is billed for it, so its work is not {work.value}.")
    if item.project_state not in PROJECT_STATES[work]:
        told = f"{item.project} is {item.project_state.replace('-', ' ')}: its work cannot be {work.value} now."
        return Verdict(None, "project-state", told)
    return Verdict(item.approval)


def _not_approved(item: Item, work: Work) -> str:
    asked = "its sponsor" if item.project_kind == "internal" else "the client"
    if item.state == "out-of-scope":
        return f"{item.number} is out of scope: propose it again, and let {asked} approve it, before it is {work.value}."
    if item.state == "withdrawn":
        return f"{item.number} was withdrawn, so its work cannot be {work.value}."
    return f"{item.number} is held: {asked} has not approved it, so its work cannot be {work.value}. Record the approval first."
