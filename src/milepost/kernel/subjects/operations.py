"""Export and erasure as operations of every entity whose records are people: with permissions of their own, journalled without the data."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial

from django.contrib.auth.hashers import make_password

from milepost.kernel.administration import ACCOUNT
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import JsonValue, LongText
from milepost.kernel.models import Account, Record
from milepost.kernel.operations import current, show_once
from milepost.kernel.operations.generated import for_each
from milepost.kernel.operations.operation import Operation, add
from milepost.kernel.subjects.erase import erase
from milepost.kernel.subjects.export import everything
from milepost.kernel.subjects.rows import is_subject
from milepost.values import said

EXPORT, ERASE = "export-subject", "erase-subject"
EXPORTED = "Give out everything that is kept about the person: the record, what belongs to it, what names it, its history."
EMPTIED = (
    "Erase the person's data for good: personal fields of the record and of what belongs to it, there and in the journal. Numbers, days "
    "and totals stay."
)
REASON = LongText(label="On what grounds", most=2000, help="It stays in the journal: name nobody.")


def add_for(entity: Entity) -> None:
    """Both operations, for an entity of people."""
    if not is_subject(entity):
        return
    given = {"subject": JsonValue(label="Everything that is kept, shown only now")}
    add(Operation(entity.permission(EXPORT), entity, partial(_export, entity), {}, "verb", EXPORTED, shows=given))
    told = {"erased": JsonValue(label="What was erased")}
    add(Operation(entity.permission(ERASE), entity, partial(_erase, entity), {"reason": REASON}, "verb", EMPTIED, shows=told))


def _export(entity: Entity, records: Sequence[Record]) -> None:
    for record in records:
        show_once(record, subject=everything(entity, record.pk))


def _erase(entity: Entity, records: Sequence[Record], *, reason: str) -> None:
    call = current()
    assert call is not None
    for record in records:
        if isinstance(record, Account):
            _end(record)
        made = erase(entity, record.pk, operation=entity.permission(ERASE), call=call)
        show_once(record, erased=asdict(made))


def _end(account: Account) -> None:
    """An account that is open is somebody's who works here: it is closed first. No password of an erased one lets anybody in."""
    if account.is_active:
        raise Invalid({"": [Fault("open", said("account {account} is open; close it first.", account=account.pk))]})
    Account.objects.filter(pk=account.pk).update(password=make_password(None))


for_each(add_for)
assert is_subject(ACCOUNT)
