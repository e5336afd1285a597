"""Standard roles: what most houses begin with. Rooms declare what they allow; a house makes them once, and changes them."""

from dataclasses import dataclass, field

from milepost.kernel.access import Actor
from milepost.kernel.access.actor import HOUSE
from milepost.kernel.access.changing import changing
from milepost.kernel.administration.permissions import known_permissions
from milepost.kernel.models import Group, Role
from milepost.kernel.operations import operation_named, perform


@dataclass(frozen=True)
class StandardRole:
    """`within` is the kind of scope it is meant to be granted in; `told` says in a sentence whom it is for. One `for_all` is meant for
    everybody of the house."""

    name: str
    within: str
    told: str
    for_all: bool = False
    permissions: set[str] = field(default_factory=set)


_known: dict[str, StandardRole] = {}
COLLEAGUE, OWN, AUDITOR, COUNTERSIGNS = "Colleague", "Own affairs", "Auditor", "Countersigns drafts"
EVERYBODY = "Everybody"


def standard_role(name: str, *permissions: str, within: str = HOUSE, told: str, for_all: bool = False) -> None:
    """Declare a role. Raises ValueError for a name that is taken."""
    if name in _known:
        raise ValueError(f"two standard roles are called '{name}'")
    _known[name] = StandardRole(name, within, told, for_all, set(permissions))


def allow(name: str, *permissions: str) -> None:
    """What a room adds to a role that it, or a lower room, declared. Raises KeyError."""
    _known[name].permissions.update(permissions)


def standard_roles() -> tuple[StandardRole, ...]:
    """All of them in the order in which they were declared, with what they allow in this version."""
    _known[AUDITOR].permissions.update(known_permissions() - changing())
    return tuple(_known.values())


def make_standard_roles(actor: Actor) -> dict[str, int]:
    """Makes those the house does not have; a role that is there stays as it is. Ids of all by their names."""
    there = dict(Role.objects.values_list("name", "pk"))
    lacking = [one for one in standard_roles() if one.name not in there]
    if lacking:
        given = [{"name": one.name, "permissions": sorted(one.permissions)} for one in lacking]
        made = perform(operation_named("role.create"), actor, given=given)
        there |= {one.name: record.pk for one, record in zip(lacking, made.records, strict=True)}
    return {one.name: there[one.name] for one in standard_roles()}


def make_everybody(actor: Actor) -> int:
    """The group of everybody of the house, with a grant of each role that is for all, and the roles; a group of that name stays as it is.
    Its id."""
    roles = make_standard_roles(actor)
    for there in Group.objects.filter(name=EVERYBODY).values_list("pk", flat=True):
        return there
    group: int = perform(operation_named("group.create"), actor, given={"name": EVERYBODY}).records[0].pk
    given = [{"group": group, "role": roles[one.name], "scope_kind": one.within} for one in standard_roles() if one.for_all]
    perform(operation_named("grant.create"), actor, given=given)
    return group


_TALK = ("comment", "attachment", "link", "tagging", "watch")
standard_role(
    COLLEAGUE,
    *(f"{one}.{verb}" for one in _TALK for verb in ("view", "create")),
    *("comment.edit", "comment.withdraw", "attachment.withdraw", "link.edit", "link.delete", "tagging.delete", "watch.delete"),
    *("saved-view.view", "saved-view.create", "saved-view.edit", "saved-view.delete"),
    *("tag.view", "lookup.view", "lookup-value.view", "account.view", "group.view", "membership.view"),
    told="Everybody of the house: sees the others and the clients, comments, tags and links.",
    for_all=True,
)
standard_role(
    OWN,
    *(f"notice.{verb}" for verb in ("view", "mark-read", "mark-new", "mark-done")),
    *("mute.view", "mute.create", "mute.delete", "mail-preference.view", "mail-preference.create", "mail-preference.edit"),
    *(f"draft.{verb}" for verb in ("view", "inputs", "create", "edit", "submit", "withdraw")),
    *("token.view", "token.create", "token.revoke", "account.edit", "account.set-password", "grant.view"),
    within="own",
    told="Everybody of the house, for what is their own.",
    for_all=True,
)
standard_role(
    COUNTERSIGNS,
    *(f"draft.{verb}" for verb in ("view", "inputs", "countersign", "return")),
    within="works-under",
    told="Everybody of the house, for the drafts of those who work under them.",
    for_all=True,
)
standard_role(AUDITOR, told="Sees everything and the journal, and changes nothing.")
