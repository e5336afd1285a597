"""Every address that changes something: one effect for one key, and nothing is overwritten that the caller has not read."""

import json
from typing import Any

import pytest
from django.test import Client

from milepost.kernel.entity import Entity, entities
from milepost.kernel.models import Job, JournalEntry
from milepost.kernel.operations import Operation
from tests.security import rules
from tests.security.test_matrix_api import Caller, cells
from tests.security.two_sides import TwoSides, given_for, rolled_back

__all__ = ["cells"]
SHOWN_ONCE = {"token.list"} | {f"{one.name}.{verb}" for one in entities() for verb in ("export-subject", "erase-subject")}
"""What these give back is given once, and kept in no answer."""
Cells = list[tuple[str, str, str, Entity, Operation | None]]


class Again:
    """The owner, who sends what they sent before."""

    def __init__(self, sides: TwoSides) -> None:
        self.sides, self.caller, self.client = sides, Caller(sides, "owner"), Client(raise_request_exception=False)

    def send(self, method: str, path: str, body: Any, *, kind: str = "application/json", **headers: str) -> Any:
        told = {"Authorization": f"Bearer {self.sides.tokens['owner']}"} | {name.replace("_", "-"): v for name, v in headers.items()}
        return self.client.generic(
            method, path, body if isinstance(body, bytes) else json.dumps(body).encode(), content_type=kind, headers=told
        )


def body_of(sides: TwoSides, kind: str, one: Entity, operation: Operation | None, key: int) -> Any:
    """One that can be meant, so that the request has an effect wherever it can have one."""
    if kind == "list":
        fresh = given_for(sides, one, "A")
        if one.name in ("membership", "person-skill", "tagging", "grant"):  # what stands already is not made again
            fresh |= {name: sides.keys["B"][name] for name in ("account", "person", "tag") if name in fresh}
        return fresh
    return Caller(sides, "owner")._body(kind, one, operation, "A", key)


def effects_now() -> int:
    """Rows of the journal, and jobs that were asked for."""
    return JournalEntry.objects.count() + Job.objects.count()


@pytest.mark.parametrize("part", range(3))
def test_the_same_key_has_one_effect_and_one_answer_everywhere(part: int, sides: TwoSides, cells: Cells) -> None:
    again = Again(sides)
    wrong, done = [], 0
    for number, (name, path, kind, one, operation) in enumerate(cell for cell in cells if "POST" in rules.offered(cell[2], cell[3])):
        if (
            kind == "content"
            or number % 3 != part
            or (kind in rules.PARTS and one.name not in ("organisation", "leave") and not rules.THOROUGH)
        ):
            continue
        key = sides.keys["A"][one.name]
        where, media = path.replace("<str:key>", str(key)), "application/json"
        body = body_of(sides, kind, one, operation, key)
        if kind == "attachments":
            where, body, media = f"{where}?name=x.txt", b"text", "text/plain"
        with rolled_back():
            before = effects_now()
            first = again.send("POST", where, body, kind=media, Idempotency_Key="key-1")
            effects = effects_now() - before
            second = again.send("POST", where, body, kind=media, Idempotency_Key="key-1")
            ok = effects_now() - before == effects and first.status_code == second.status_code
            done += first.status_code < 300
            ok &= first.content == second.content or first.status_code >= 400 or name.removesuffix(".set") in SHOWN_ONCE
            if first.status_code < 300:
                other = b"other" if isinstance(body, bytes) else [body, body] if kind == "list" else {**body, "more": 1}
                answers = [again.send("POST", where, other, kind=media, Idempotency_Key="key-1").status_code]
                ok &= effects > 0 and "Idempotent-Replay" in second and answers == [422]
            if not ok:
                wrong.append((name, effects, first.status_code, first.content[:200], second.status_code, second.content[:200]))
    assert not wrong and done > 5


def test_a_change_that_names_no_version_or_an_old_one_is_not_done(sides: TwoSides, cells: Cells) -> None:
    again = Again(sides)
    wrong = []
    for name, path, kind, one, _ in cells:
        for method in ("PATCH", "DELETE"):
            if kind != "detail" or method not in rules.offered(kind, one):
                continue
            key = sides.keys["A"][one.name]
            where = path.replace("<str:key>", str(key))
            with rolled_back():
                one.model._default_manager.filter(pk=key).update(version=3)
                JournalEntry.objects.filter(entity=one.name, record=key).update(version=3)
                answers = [again.send(method, where, {})] + [again.send(method, where, {}, If_Match=f'"{n}"') for n in (2, 999)]
                there = one.model._default_manager.filter(pk=key, version=3).exists()
            others = one.name in rules.OWN_ONLY or (one.name, method) in (("comment", "PATCH"), ("watch", "DELETE"))
            allowed = (428, 403, 403) if others else (428, 412, 412)
            if tuple(answer.status_code for answer in answers) != allowed or not there:
                wrong.append((name, method, [answer.status_code for answer in answers]))
            told = answers[1].json()
            if allowed[1] == 412 and not (told["version"] == 3 and told["detail"].startswith("the house changed ") and "changed" in told):
                wrong.append((name, method, told))
    assert not wrong


def test_an_operation_that_names_an_old_version_is_not_done(sides: TwoSides, cells: Cells) -> None:
    again = Again(sides)
    wrong = []
    for name, path, kind, one, operation in cells:
        if kind not in ("verb", "set") or operation is None or rules.may("owner", operation, "A"):
            continue
        key = sides.keys["A"][one.name]
        where, body = path.replace("<str:key>", str(key)), again.caller._body(kind, one, operation, "A", key)
        with rolled_back():
            if kind == "verb":
                answer = again.send("POST", where, body, If_Match='"7"')
            else:
                answer = again.send("POST", where, {**body, "versions": {str(key): 7}})
        if answer.status_code != 412:
            wrong.append((name, answer.status_code, answer.content[:200]))
    assert not wrong


def test_a_token_that_may_do_less_gets_no_answer_that_was_given_to_another(sides: TwoSides) -> None:
    again = Again(sides)
    body = {"name": "Harbour Council", "kind": "client"}
    assert again.send("POST", "/api/v1/organisations/", body, Idempotency_Key="shared").status_code == 201
    sides.tokens["owner"] = sides.tokens["few scopes"]
    answer = again.send("POST", "/api/v1/organisations/", body, Idempotency_Key="shared")
    assert answer.status_code == 422 and b"Harbour" not in answer.content
