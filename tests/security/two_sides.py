"""A house with two sides: two clients, each with a record of every kind, and people who may do different things on one of them.

Every record of side A hangs on A's organisation, team, person and account, every record of B on B's. What is on no side in particular
(tags, skills, roles) is reached by grants for the whole house alone.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import override_settings

from milepost.kernel.access import Actor, actor_of, house
from milepost.kernel.access.tokens import make_token
from milepost.kernel.administration import known_permissions
from milepost.kernel.clock import now
from milepost.kernel.entity import Entity, entities, entity
from milepost.kernel.errors import Invalid
from milepost.kernel.inputs import Ref
from milepost.kernel.models import Account, Grant, Role
from milepost.kernel.models.frozen import Frozen
from milepost.kernel.operations import operation_named, operations, perform
from tests.conformance_examples import SPECIAL, example
from tests.security.canaries import canary, word

SIDES = ("A", "B")
FIRST = (
    "organisation", "account", "team", "work-role", "person", "skill", "role", "group", "tag", "lookup",
    "programme", "project", "business-goal", "stage", "goal", "requirement", "deliverable", "scope-item",
    "project-plan", "board-column", "iteration", "task", "plan-template", "template-task",
)  # fmt: skip
"""What other records hang on is made before them."""
UNTOUCHED = {
    ("link", "entity"), ("link", "record"), ("grant", "scope_id"), ("attachment", "size"), ("attachment", "sha256"), ("setting", "name"),
    ("project", "kind"), ("project", "billing"),
    ("project-plan", "foreign"), ("project-plan", "base"), ("task", "foreign"), ("task", "scheduling"), ("task", "foreign_id"),
    ("mute", "operation"),
    ("saved-view", "query"), ("attachment", "name"), ("attachment", "media_type"), ("organisation", "kind"), ("setting", "value"),
}  # fmt: skip
"""What rules of the kernel decide, and what is kept of files for reading them again; canaries of these columns would contradict
themselves."""
HANGING = ("organisation", "team", "programme")
"""References that need not be, by which records belong to a side."""
ALSO = {"plan", "template", "predecessor"}
"""References whose name is not their entity's, by which records belong to a side."""
MANAGED = {"organisation", "team", "line", "own"}
KINDS = {"organisation": "organisation", "team": "team", "line": "person", "own": "account"}


@dataclass
class TwoSides:
    """`keys[side][entity]` is the id of its record there. `tokens` and `addresses` are by the person's word."""

    keys: dict[str, dict[str, int]] = field(default_factory=lambda: {side: {} for side in SIDES})
    planted: dict[str, dict[str, dict[str, Any]]] = field(default_factory=lambda: {side: {} for side in SIDES})
    tokens: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)


@contextmanager
def rolled_back() -> Iterator[None]:
    """What is done within leaves nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def standing(blocker: Any, folder: Path, then: Callable[[], None] = lambda: None) -> Iterator[TwoSides]:
    """A house for several tests, whose files lie in the folder; `then` is done with it once. The fixture `db` of a test is a savepoint
    within: each finds the house as it was built. Afterwards nothing is left of it."""
    with blocker.unblock(), rolled_back():
        with override_settings(MEDIA_ROOT=str(folder)):
            made = build()
            then()
        with blocker.block():
            yield made


def build() -> TwoSides:
    """The house, with everybody in it."""
    made = TwoSides()
    ordered = [entity(name) for name in FIRST] + [one for one in entities() if one.name not in FIRST]
    for side in SIDES:
        for one in ordered:
            _record(made, one, side)
    for side in SIDES:
        _hang(made, side)
    _people(made)
    return made


def given_for(made: TwoSides, one: Entity, side: str, *, planted: bool = False) -> dict[str, Any]:
    """What makes a record of the entity on a side; with `planted` its canaries stand in it."""
    keys = made.keys[side]
    given = example(one, house("the tests"))
    for name, asked in operation_named(one.permission("create")).inputs.items():
        if (
            isinstance(asked, Ref)
            and asked.entity in keys
            and (name in given or name in HANGING)
            and (name.replace("_", "-") == asked.entity or name in ALSO)
        ):
            given[name] = keys[asked.entity]
    if one.hangs:
        given["record"] = keys["organisation"]
        if "other_record" in given:
            given |= {"other_entity": "person", "other_record": keys["person"]}
    if one.name in ("organisation", "project"):
        given |= {"kind": "client"}
    beside = BESIDE.get(one.name)
    if beside is not None:
        given |= beside(keys)
    if "account" in given and one.name in ("watch", "grant"):
        given["account"] = keys["account"]
    if planted:
        inputs = operation_named(one.permission("create")).inputs
        for name, value in made.planted[side].setdefault(one.name, _canaries(one, side)).items():
            if name in inputs:
                given[name] = value
    return given


def _made(name: str, given: dict[str, Any]) -> int:
    by = house("the tests")
    return perform(operation_named(f"{name}.create"), by, given=example(entity(name), by) | given).records[0].pk


def _next_task(keys: dict[str, int]) -> dict[str, Any]:
    """Another task of the plan, for a link within it."""
    return {"successor": _made("task", {"plan": keys["project-plan"], "scope_item": keys["scope-item"]})}


def _next_row(keys: dict[str, int]) -> dict[str, Any]:
    return {"successor": _made("template-task", {"template": keys["plan-template"]})}


def _other_project(keys: dict[str, int]) -> dict[str, Any]:
    """Nobody waits for themselves: the other project is of the same side."""
    return {"on_project": _made("project", {"kind": "client", "organisation": keys["organisation"]})}


BESIDE: dict[str, Callable[[dict[str, int]], dict[str, Any]]] = {
    "trace": lambda keys: {"deliverable": entity("deliverable").model._default_manager.get(project=keys["project"]).pk},
    "task-link": _next_task,
    "template-link": _next_row,
    "project-dependency": _other_project,
}
"""What lies beside a record on its side, as the rules of the rooms ask: of one project, of one plan."""


def _canaries(one: Entity, side: str) -> dict[str, Any]:
    found = {}
    for column in one.columns:
        fixed = (one.name, column.name) in UNTOUCHED or column.name.removeprefix("other_") in ("entity", "record")
        value = None if fixed else canary(one, column, side)
        if value is not None:
            found[column.name] = value
    if one.name == "attachment":
        found["name"] = f"{word(one, one.by_name['name'], side)}.txt"
    ends = [name for name in found if name in ("last_day", "expires_on", "left_on")]
    for name in ends:  # after the day they begin
        found[name] = f"{1990 + SIDES.index(side)}{found[name][4:]}"
    return found


def _record(made: TwoSides, one: Entity, side: str) -> None:
    if one.name == "plan-run":  # a plan has its run from the beginning
        found = one.model._default_manager.get(plan=made.keys[side]["project-plan"])
        made.planted[side][one.name] = _canaries(one, side)
        _put(one, found.pk, made.planted[side][one.name])
        made.keys[side][one.name] = found.pk
        return
    given = given_for(made, one, side, planted=True)
    plain = given_for(made, one, side)
    planted = made.planted[side][one.name]
    unasked = {name: value for name, value in planted.items() if not one.by_name[name].asked}
    for _ in range(len(given) + 1):
        try:
            record = perform(operation_named(one.permission("create")), house("the tests"), given=given).records[0]
            break
        except Invalid as refusal:  # what a rule of the room does not take, or no operation asks for, is put there afterwards
            left = set(planted) & set(given) - set(unasked)
            refused = set(refusal.fields) & left or left
            unasked |= {name: planted[name] for name in refused}
            given = {name: plain.get(name) if name in refused else value for name, value in given.items()}
            if not refused:  # a rule is against it on this side: one from elsewhere is moved here
                record = perform(
                    operation_named(one.permission("create")), house("the tests"), given=example(one, house("the tests"))
                ).records[0]
                refs = {
                    column.attribute: given[column.name]
                    for column in one.columns
                    if isinstance(column.input, Ref) and given.get(column.name)
                }
                one.model._default_manager.filter(pk=record.pk).update(**refs)
                unasked |= planted
                break
    if not any(isinstance(rule, Frozen) for rule in one.model._meta.constraints):
        _put(one, record.pk, unasked)
    else:
        made.planted[side][one.name] = {n: v for n, v in made.planted[side][one.name].items() if n not in unasked}
    made.keys[side][one.name] = record.pk


def _put(one: Entity, key: int, values: dict[str, Any]) -> None:
    if values:
        read = {name: one.by_name[name].input.read(value) for name, value in values.items()}
        one.model._default_manager.filter(pk=key).update(**read)


def _hang(made: TwoSides, side: str) -> None:
    """The person is in the team, at the organisation, and behind the account."""
    keys = made.keys[side]
    entity("person").model._default_manager.filter(pk=keys["person"]).update(
        account_id=keys["account"], team_id=keys["team"], organisation_id=keys["organisation"]
    )
    for one in entities():
        path = one.scopes.get("own", "")
        if path.endswith("_id") and "__" not in path:
            one.model._default_manager.filter(pk=keys[one.name]).update(**{path: keys["account"]})


def _people(made: TwoSides) -> None:
    """anonymous and stranger hold nothing; who else holds what stands here."""
    every = sorted(known_permissions())
    views = sorted({one.permission("view") for one in entities()})
    changes = sorted({operation.name for operation in operations()})
    plain = sorted({*views, *changes})
    keys = made.keys["A"]
    _person(made, "owner", every)
    _person(made, "reader", views)
    _person(made, "stranger", [])
    _person(made, "closed", every)
    _person(made, "member", plain, kinds=MANAGED, keys=keys, account=keys["account"])
    _person(made, "client", views, kinds={"organisation"}, keys=keys, kind="client")
    _person(made, "other client", views, kinds={"organisation"}, keys=made.keys["B"], kind="client")
    account = Account.objects.get(email="owner@security.example.org")
    made.tokens["few scopes"] = make_token(account, "few", scopes=["organisation.view"])
    made.tokens["expired"] = make_token(account, "expired", expires_at=now() - timedelta(seconds=1))
    Account.objects.filter(email="closed@security.example.org").update(is_active=False)


def _person(
    made: TwoSides,
    name: str,
    permissions: list[str],
    *,
    kinds: Any = (),
    keys: Any = None,
    kind: str = "person",
    account: int | None = None,
) -> None:
    address = f"{name.replace(' ', '.')}@security.example.org"
    defaults = {"name": name, "kind": kind}
    mine = Account.objects.get(pk=account) if account else Account.objects.create(email=address, **defaults)
    if permissions:
        role = Role.objects.create(name=f"role of {name}", permissions=permissions)
        for one in kinds or ("house",):
            scope = keys[KINDS[one]] if one in KINDS and one not in ("own",) else None
            Grant.objects.create(account=mine, role=role, scope_kind=one, scope_id=scope)
    made.tokens[name] = make_token(mine, "script")
    made.addresses[name] = mine.email
    made.actors[name] = actor_of(mine)


__all__ = ["SIDES", "SPECIAL", "TwoSides", "build", "given_for", "rolled_back", "standing"]
