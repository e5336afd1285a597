"""The register of access: who may do what where, by which role, for auditors."""

from collections import defaultdict
from typing import Annotated, Any

from milepost.documents.tree import Cell, Column, Document, KeyFigure, KeyFigures, Kind, Paragraph, Section, Status, Table, row
from milepost.documents.wording import said_number
from milepost.kernel.access import Actor, visible
from milepost.kernel.access.actor import HOUSE
from milepost.kernel.access.changing import changing
from milepost.kernel.access.scopes import scope_kind_named
from milepost.kernel.documents.kind import document
from milepost.kernel.documents.reading import NOT_VISIBLE, called, rows, titled
from milepost.kernel.entity import entities
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.inputs import Ref
from milepost.kernel.models import Role
from milepost.values import begun, said, said_many, word

NEEDS = ("account.view", "grant.view", "role.view", "group.view", "membership.view")
PEOPLE_OF = {"line": "person"}
"""Kinds of scope whose records are of an entity of another name."""
METHOD = said(
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
    return Document(
        title=_finding(len(holding & set(open_ones)), len(changing_access), role),
        subtitle=said("Register of access"),
        opening=(
            KeyFigures(
                (
                    KeyFigure(said("Open accounts"), said_number(len(open_ones)), said("of {whole:,}", whole=len(accounts))),
                    KeyFigure(said("May grant access"), said_number(len(changing_access)), said("hold grant.create somewhere")),
                    KeyFigure(said("Roles"), said_number(len(roles))),
                    KeyFigure(
                        said("Open, without any role"),
                        said_number(len(idle)),
                        said("see nothing") if idle and role is None else "",
                        status=Status.NOTICE if idle and role is None else Status.NONE,
                    ),
                )
            ),
        ),
        sections=(
            Section(_wide(held, accounts), (_grants(held, accounts),), label=said("Who holds what")),
            Section(_roles_told(len(roles)), (_roles(roles, held),), label=said("Roles")),
            Section(_accounts_told(idle), (_accounts(accounts, holding),), label=said("Accounts")),
            Section(said("How to read it"), (Paragraph(METHOD),), label=said("Method")),
        ),
    )


def _finding(acting: int, granting: int, role: Role | None) -> str:
    accounts = said_many("{count:,} account", "{count:,} accounts", count=acting)
    if role is None:
        return said("{accounts} may act in this house, {granting:,} may grant access", accounts=accounts, granting=granting)
    return said(
        "{accounts} may act in this house with the role {role}, {granting:,} may grant access",
        accounts=accounts,
        role=role.name,
        granting=granting,
    )


def _roles_told(many: int) -> str:
    return said_many("{count:,} role says what may be done", "{count:,} roles say what may be done", count=many)


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
                found[kind, key] = said("{kind}: {title}", kind=begun(what.singular), title=title)
    return found


def _scope(one: dict[str, Any]) -> str:
    if one["scope_kind"] == HOUSE:
        return said("The whole house")
    kind = scope_kind_named(one["scope_kind"])
    label = word(kind.label if kind is not None else one["scope_kind"])
    return label if one["scope_id"] is None else said("{kind}: {title}", kind=label, title=one["scope_id"])


def _grants(held: list[dict[str, Any]], accounts: dict[int, Any]) -> Table:
    columns = (
        Column(said("Account")),
        Column(said("Role")),
        Column(said("Where")),
        Column(said("By group")),
        Column(said("Countersigned")),
        Column(said("State")),
    )
    made = []
    for one in held:
        account = accounts[one["account"]]
        state = Cell(said("Open")) if account["is_active"] else Cell(said("Closed"), status=Status.MUTED)
        whole = Cell(one["where"], strong=one["kind"] == HOUSE)
        made.append(row(account["name"], titled(one["role"]), whole, one["group"], _yes(one["drafts"]), state))
    return Table(said("Roles held"), columns, tuple(made), empty=said("Nothing is granted."), name=said("Access"))


def _roles(roles: dict[int, Any], held: list[dict[str, Any]]) -> Table:
    columns = (
        Column(said("Role")),
        Column(said("Accounts"), Kind.NUMBER),
        Column(said("Changes"), Kind.NUMBER),
        Column(said("Sees"), Kind.NUMBER),
        Column(said("Permissions")),
    )
    alters = changing()
    made = []
    for key, one in roles.items():
        permissions = one["permissions"] or []
        doing = [word for word in permissions if word in alters]
        holders = {each["account"] for each in held if each["role"] and each["role"]["id"] == key}
        made.append(row(one["name"], len(holders), len(doing), len(permissions) - len(doing), ", ".join(permissions)))
    return Table(said("What each role lets somebody do"), columns, tuple(made), empty=said("There are no roles."), name=said("Roles"))


def _accounts(accounts: dict[int, Any], holding: set[int]) -> Table:
    """The address that somebody logs in with only where it may be seen: else the field is not in the row."""
    addresses = any("email" in one for one in accounts.values())
    address_column = (Column(said("Address")),) if addresses else ()
    columns = (Column(said("Account")), *address_column, Column(said("Kind")), Column(said("State")), Column(said("Holds a role")))
    made = []
    for key, one in accounts.items():
        address = (one.get("email", NOT_VISIBLE),) if addresses else ()
        state = Cell(said("Open")) if one["is_active"] else Cell(said("Closed"), status=Status.MUTED)
        made.append(row(one["name"], *address, begun(called("account", "kind", one["kind"])), state, _yes(key in holding)))
    return Table(said("Accounts"), columns, tuple(made), empty=said("There are no accounts."), name=said("Accounts"))


def _yes(so: bool) -> str:
    return said("Yes") if so else said("No")


def _lets(roles: dict[int, Any], one: dict[str, Any], permission: str) -> bool:
    return one["role"] is not None and permission in ((roles.get(one["role"]["id"]) or {}).get("permissions") or [])


def _wide(held: list[dict[str, Any]], accounts: dict[int, Any]) -> str:
    wide = {one["account"] for one in held if one["kind"] == HOUSE and accounts[one["account"]]["is_active"]}
    return said_many(
        "{count:,} open account holds a role in the whole house", "{count:,} open accounts hold a role in the whole house", count=len(wide)
    )


def _accounts_told(idle: list[int]) -> str:
    if not idle:
        return said("Every open account holds a role")
    return said_many("{count:,} open account holds no role", "{count:,} open accounts hold no role", count=len(idle))
