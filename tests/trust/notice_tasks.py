"""What processes do that tell of the journal and are killed at it. Arguments and answers are JSON."""

import time
from typing import Any

from milepost.apps.organisations.models import Organisation
from milepost.kernel.access import house
from milepost.kernel.clock import now
from milepost.kernel.journal.seal import seal
from milepost.kernel.models import Account, Counter, Grant, JournalEntry, Notice, Role
from milepost.kernel.notices import follow
from milepost.kernel.operations import operation_named, perform

PERMISSIONS = ["organisation.view", "comment.view"]
PAUSE = 0.002
ACTOR = house("a test")


def watched(watchers: int, records: int, edits: int) -> int:
    """So many accounts watch so many records, each of which is edited so many times; the rows of the journal that tell of it."""
    role = Role.objects.create(name="watchers", permissions=PERMISSIONS)
    accounts = [Account.objects.create(email=f"w{n}@example.org", name=f"W{n}", created_at=now()) for n in range(watchers)]
    for account in accounts:
        Grant.objects.create(account=account, role=role)
    given = [{"name": f"Client {n}", "kind": "client"} for n in range(records)]
    keys = [one.pk for one in perform(operation_named("organisation.create"), ACTOR, given=given).records]
    watches = [{"entity": "organisation", "record": key, "account": account.pk} for key in keys for account in accounts]
    perform(operation_named("watch.create"), ACTOR, given=watches)
    for number in range(edits):
        perform(operation_named("organisation.edit"), ACTOR, on=keys, given={"reference": f"R{number}"})
    while seal():
        pass
    return JournalEntry.objects.count()


def telling(part: int) -> None:
    """Follow the journal a few rows at a time, until killed; two that do so at once tell nothing twice."""
    while True:
        if not follow(part):
            time.sleep(PAUSE)


def heard() -> dict[str, Any]:
    """How far it was told, and by account and record how often."""
    last = Counter.objects.filter(name="notices").values_list("last", flat=True).first() or 0
    counts = sorted(Notice.objects.values_list("account", "record", "count"))
    return {"last": last, "counts": [count for _, _, count in counts], "records": Organisation.objects.count()}
