"""Whatever a program sends, the door answers as its description says and never fails, whoever the program acts for.

Every operation of every entity is derived by the same code, so that each run tries a few addresses for each kind of person, other ones for
each; MILEPOST_THOROUGH=1 tries all of them for everybody, with more examples.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zlib import crc32

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase
from hypothesis import settings as examples
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from milepost.api.openapi import description
from milepost.api.urls import word
from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.administration import known_permissions
from milepost.kernel.entity import Entity, entities
from milepost.kernel.installation.administrator import make_administrator
from milepost.kernel.models import Account, Record
from tests.conformance_examples import made

CHECKS = [
    not_a_server_error,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.status_code_conformance,
]
THOROUGH = os.environ.get("MILEPOST_THOROUGH") == "1"
ADDRESSES = None if THOROUGH else 5
EXAMPLES = examples(
    max_examples=10 if THOROUGH else 3,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
WHOLE = description()
BY_WORD = {word(entity): entity for entity in entities()}


def tried_by(person: str) -> Any:
    """The description with the addresses that this run tries for somebody: taking in all of them costs minutes, not what is asked there."""
    mixed = sorted(WHOLE["paths"], key=lambda path: crc32(f"{person} {path}".encode()))
    schema = schemathesis.openapi.from_dict(WHOLE | {"paths": {path: WHOLE["paths"][path] for path in mixed[:ADDRESSES]}})
    schema.app = get_wsgi_application()
    return schema.parametrize()


@contextmanager
def connection_kept() -> Iterator[None]:
    """A request ends a connection that is not to be kept, as each does on PostgreSQL; the test's own holds a transaction, and stays. The
    test client of Django does the same."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


class Door:
    """Sends what was drawn: as it is, and again to a record that there is; each time to the same house."""

    def __init__(self, anybody: Actor, staff: Any) -> None:
        self.anybody, self.staff = anybody, staff
        self.record: Record | None = None
        self.token = ""

    def send(self, case: Any, person: str) -> None:
        if self.record is None:
            entity = BY_WORD.get(case.operation.path.split("/")[1], BY_WORD["organisations"])  # not every address is an entity's
            self.record = made(entity, self.anybody)
            self.token = self._token(person, entity, self.record)
        headers = {"Authorization": f"Bearer {self.token}"}
        self._validate(case, headers)
        if "key" in (case.path_parameters or {}):
            case.path_parameters["key"] = str(self.record.pk)
            version = {"If-Match": f'"{self.record.version}"'} if "If-Match" in (case.headers or {}) else {}
            self._validate(case, headers | version)

    def _validate(self, case: Any, headers: dict[str, str]) -> None:
        with connection_kept(), transaction.atomic():
            case.call_and_validate(headers=headers, checks=CHECKS)
            transaction.set_rollback(True)

    def _token(self, person: str, entity: Entity, record: Record) -> str:
        if person == "administrator":
            return make_token(make_administrator("root@example.org", "Root"), "all")
        if person == "program":
            return make_token(make_administrator("root@example.org", "Root"), "few", scopes=[entity.permission("view"), "comment.create"])
        if person == "reader":
            return _token_of(self.staff("Reader", *(one.permission("view") for one in entities())))
        everything = sorted(known_permissions())
        actor = self.staff("Limited", *everything, kind="organisation", scope=10**6)
        for kind, path in entity.scopes.items():
            (scope,) = entity.model._default_manager.filter(pk=record.pk).values_list(path, flat=True)
            if scope is not None and kind != "own":
                actor = self.staff("Limited", *everything, kind=kind, scope=scope)
        return _token_of(actor)


def _token_of(actor: Actor) -> str:
    return make_token(Account.objects.get(pk=actor.account), "own")


@pytest.fixture
def door(anybody: Actor, staff: Any, settings: Any) -> Door:
    settings.RATE_LIMIT = 0
    return Door(anybody, staff)


@tried_by("administrator")
@EXAMPLES
def test_an_administrator_is_answered_as_described(case: Any, door: Door) -> None:
    door.send(case, "administrator")


@tried_by("reader")
@EXAMPLES
def test_who_may_only_read_is_answered_as_described(case: Any, door: Door) -> None:
    door.send(case, "reader")


@tried_by("limited")
@EXAMPLES
def test_who_is_limited_to_one_organisation_or_team_is_answered_as_described(case: Any, door: Door) -> None:
    door.send(case, "limited")


@tried_by("program")
@EXAMPLES
def test_a_program_whose_token_may_do_little_is_answered_as_described(case: Any, door: Door) -> None:
    door.send(case, "program")
