"""Fills a house by its own operations, with permissions and journal: run in a process of its own, it prints two tokens as JSON.

Run: python -m bench.house.fill ROWS SCOPED | contacts COUNT
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import django

PART = 1000
COUNTRIES = ("GB", "IE", "DE", "FR", "PL", "")
KINDS = ("client", "supplier", "department")
SCOPED = ("organisation.view", "organisation.create", "contact.view")


def organisation(number: int) -> dict[str, Any]:
    """What is told about one: a name, its own reference, and notes as people write them."""
    return {
        "name": f"Organisation {number:06d} of the harbour and the northern quarter",
        "kind": KINDS[number % 3],
        "reference": f"REF-{number:06d}",
        "country": COUNTRIES[number % 6],
        "notes": "Meets on Tuesdays. Invoices go to the branch that ordered, with its number. " * 2,
    }


def main(words: list[str]) -> int:
    """Organisations with tokens for an administrator and for somebody who reaches SCOPED of them; or contacts beside them."""
    django.setup()
    if words[0] == "contacts":
        _create("contact.create", (_contact(number) for number in range(int(words[1]))))
        return 0
    rows, scoped = int(words[0]), int(words[1])
    keys = _create("organisation.create", (_with_parent(number) for number in range(rows)))
    print(json.dumps({"all": _administrator(), "scoped": _limited(keys[:: max(1, rows // scoped)][:scoped])}))
    return 0


def _with_parent(number: int) -> dict[str, Any]:
    """Every second one is a part of one of the first hundred: rows show what it is called."""
    return organisation(number) | ({"parent": f"ORG-{number % 100 + 1}"} if number >= PART and number % 2 else {})


def _contact(number: int) -> dict[str, Any]:
    name = f"First{number % 313} Last{number:06d}"
    return {
        "name": name,
        "organisation": f"ORG-{number % 1000 + 1}",
        "position": "Head of works",
        "email": f"person.{number}@example.org",
        "phone": f"+44 20 7946 {number % 10000:04d}",
        "notes": "Prefers mail.",
    }


def _create(name: str, given: Iterator[dict[str, Any]]) -> list[int]:
    from itertools import islice

    from milepost.kernel.access import house
    from milepost.kernel.operations import operation_named, perform

    keys: list[int] = []
    while part := list(islice(given, PART)):
        keys += [record.pk for record in perform(operation_named(name), house("the bench"), given=part).records]
    return keys


def _administrator() -> str:
    from milepost.kernel.access.tokens import make_token
    from milepost.kernel.installation.administrator import make_administrator

    return make_token(make_administrator("ann@example.org", "Ann"), "bench")


def _limited(keys: list[int]) -> str:
    """Bob belongs to a group that was granted a role for each of these organisations, and may create anywhere."""
    from milepost.kernel.access import house
    from milepost.kernel.access.tokens import make_token
    from milepost.kernel.models import Account
    from milepost.kernel.operations import operation_named, perform

    def made(name: str, *given: dict[str, Any]) -> int:
        return perform(operation_named(name), house("the bench"), given=given).records[0].pk

    bob = made("account.create", {"name": "Bob", "email": "bob@example.org", "kind": "person"})
    group = made("group.create", {"name": "Harbour"})
    made("membership.create", {"group": group, "account": bob})
    role = made("role.create", {"name": "Reader", "permissions": list(SCOPED)})
    for start in range(0, len(keys), PART):
        part = keys[start : start + PART]
        made("grant.create", *({"group": group, "role": role, "scope_kind": "organisation", "scope_id": key} for key in part))
    return make_token(Account.objects.get(pk=bob), "bench")


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "milepost.config.settings")
    sys.exit(main(sys.argv[1:]))
