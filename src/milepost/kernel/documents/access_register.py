"""The register of access: who may do what where, by which role, for auditors."""

from collections import defaultdict
from typing import Annotated, Any

from milepost.documents.tree import Cell, Column, Document, KeyFigure, KeyFigures, Kind, Paragraph, Section, Status, Table, row
from milepost.documents.wording import counted
from milepost.kernel.access import Actor, visible
from milepost.kernel.access.actor import HOUSE
from milepost.kernel.access.changing import changing
from milepost.kernel.documents.kind import document
from milepost.kernel.documents.reading import rows, titled
from milepost.kernel.entity import entities
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.inputs import Ref
from milepost.kernel.models import Role

NEEDS = ("account.view", "grant.view", "role.view", "group.view", "membership.view")
PEOPLE_OF = {"line": "person"}
"""Kinds of scope whose records are of an entity of another name."""
METHOD = (
    "A line for each role that an account holds in a scope, by a grant of its own or by a group. Nobody may do anything that is not "
    "granted; a closed account may do nothing, whatever it was granted. Under countersignature what a role lets somebody change is only "
    "drafted, and done when somebody else countersigns it. The history of every grant and role stands in the journal."
)


@document("house.access", title="Register of access", needs=NEEDS, masks=("account.address",))
def access_register(
    actor: Actor,
    *,
    role: Annotated[Role | None, Ref(entity="role", required=False, help="Only who holds this role; all of them when empty.")] = None,
) -> Document:
    """Who may do what in this house: accounts, what they were granted, and what each role lets them do."""
    accounts = {one["id"]: one for one in rows(actor, "account", order="name")}
    roles = {one["id"]: one for one in rows(actor, "role", order="name")}
    held = _held(actor, accounts, role)
    holding = {one["account"] for one in held}
    open_ones = [key for key, one in accounts.items() if one["is_active"]]
    changing_access = sorted(
        {one["account"] for one in held if _lets(roles, one, "grant.create") and accounts[one["account"]]["is_active"]}
    )
    idle = [key for key in open_ones if key not in holding]
    scope = f" with the role {role.name}" if role is not None else ""
    return Document(
        title=f"{counted(len(holding & set(open_ones)), 'account')} may act in this house{scope}, {len(changing_access)} may grant access",
        subtitle="Register of access",
        opening=(
            KeyFigures(
                (
                    KeyFigure("Open accounts", f"{len(open_ones):,}", f"of {len(accounts):,}"),
                    KeyFigure("May grant access", f"{len(changing_access):,}", "hold grant.create somewhere"),
                    KeyFigure("Roles", f"{len(roles):,}"),
                    KeyFigure(
                        "Open, without any role",
                        f"{len(idle):,}",
                        "see nothing" if idle and role is None else "",
                        status=Status.NOTICE if idle and role is None else Status.NONE,
                    ),
                )
            ),
        ),
        sections=(
            Section(_wide(held, accounts), (_grants(held, accounts),), label="Who holds what"),
            Section(f"{counted(len(roles), 'role')} say what may be done", (_roles(roles, held),), label="Roles"),
            Section(_accounts_told(idle), (_accounts(accounts, holding),), label="Accounts"),
            Section("How to read it", (Paragraph(METHOD),), label="Method"),
        ),
    )


def _held(actor: Actor, accounts: dict[int, Any], role: Role | None) -> list[dict[str, Any]]:
    """Every role an account holds in a scope, with the group it comes by; whose account one may not see is left out."""
    members: dict[int, list[int]] = defaultdict(list)
    for one in rows(actor, "membership"):
        members[one["group"]["id"]].append(one["account"]["id"])
    grants = rows(actor, "grant") if role is None else rows(actor, "grant", role=role.pk)
    titles = _scope_titles(actor, grants)
    found = []
    for one in grants:
        where = titles.get((one["scope_kind"], one["scope_id"])) or _scope(one)
        base = {"role": one["role"], "where": where, "kind": one["scope_kind"], "drafts": one["countersigned"], "since": one["created_at"]}
        group = one["group"]
        for key in [one["account"]["id"]] if one["account"] else members[group["id"]] if group else []:
            if key in accounts:
                found.append(base | {"account": key, "group": titled(group)})
    return sorted(found, key=lambda one: (accounts[one["account"]]["name"], one["account"], titled(one["role"]), one["where"]))


def _scope_titles(actor: Actor, grants: list[dict[str, Any]]) -> dict[tuple[str, int | None], str]:
    """What the records are called that grants are limited to, one query for each kind of scope."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for one in grants:
        if one["scope_id"] is not None:
            wanted[one["scope_kind"]].add(one["scope_id"])
    names = {one.name for one in entities()}
    found: dict[tuple[str, int | None], str] = {}
    for kind, keys in wanted.items():
        name = PEOPLE_OF.get(kind, kind)
        if name in names:
            what = entity_named(name)
            for key, title in visible(what, actor).filter(pk__in=keys).values_list("pk", what.title):
                found[kind, key] = f"{kind.capitalize()}: {title}"
    return found


def _scope(one: dict[str, Any]) -> str:
    if one["scope_kind"] == HOUSE:
        return "The whole house"
    return f"{one['scope_kind'].capitalize()}: {one['scope_id'] if one['scope_id'] is not None else 'of each who holds it'}"


def _grants(held: list[dict[str, Any]], accounts: dict[int, Any]) -> Table:
    columns = (Column("Account"), Column("Role"), Column("Where"), Column("By group"), Column("Countersigned"), Column("State"))
    made = []
    for one in held:
        account = accounts[one["account"]]
        state = Cell("Open") if account["is_active"] else Cell("Closed", status=Status.MUTED)
        whole = Cell(one["where"], strong=one["kind"] == HOUSE)
        made.append(row(account["name"], titled(one["role"]), whole, one["group"], "Yes" if one["drafts"] else "No", state))
    return Table("Roles held", columns, tuple(made), empty="Nothing is granted.", name="Access")


def _roles(roles: dict[int, Any], held: list[dict[str, Any]]) -> Table:
    columns = (
        Column("Role"),
        Column("Accounts", Kind.NUMBER),
        Column("Changes", Kind.NUMBER),
        Column("Sees", Kind.NUMBER),
        Column("Permissions"),
    )
    alters = changing()
    made = []
    for key, one in roles.items():
        permissions = one["permissions"] or []
        doing = [word for word in permissions if word in alters]
        holders = {each["account"] for each in held if each["role"] and each["role"]["id"] == key}
        made.append(row(one["name"], len(holders), len(doing), len(permissions) - len(doing), ", ".join(permissions)))
    return Table("What each role lets somebody do", columns, tuple(made), empty="There are no roles.", name="Roles")


def _accounts(accounts: dict[int, Any], holding: set[int]) -> Table:
    """The address that somebody logs in with only where it may be seen: else the field is not in the row."""
    addresses = any("email" in one for one in accounts.values())
    columns = (Column("Account"), *((Column("Address"),) if addresses else ()), Column("Kind"), Column("State"), Column("Holds a role"))
    made = []
    for key, one in accounts.items():
        address = (one.get("email", "not visible to you"),) if addresses else ()
        state = Cell("Open") if one["is_active"] else Cell("Closed", status=Status.MUTED)
        made.append(row(one["name"], *address, one["kind"].capitalize(), state, "Yes" if key in holding else "No"))
    return Table("Accounts", columns, tuple(made), empty="There are no accounts.", name="Accounts")


def _lets(roles: dict[int, Any], one: dict[str, Any], permission: str) -> bool:
    return one["role"] is not None and permission in ((roles.get(one["role"]["id"]) or {}).get("permissions") or [])


def _wide(held: list[dict[str, Any]], accounts: dict[int, Any]) -> str:
    wide = {one["account"] for one in held if one["kind"] == HOUSE and accounts[one["account"]]["is_active"]}
    return f"{counted(len(wide), 'open account')} {'holds' if len(wide) == 1 else 'hold'} a role in the whole house"


def _accounts_told(idle: list[int]) -> str:
    if not idle:
        return "Every open account holds a role"
    return counted(len(idle), "open account holds no role", "open accounts hold no role")
