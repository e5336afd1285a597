"""Follows the journal's sealed rows by position and makes notices of them: nothing is missed, and nothing is told twice.

What is found out about a part of the journal is found out before the transaction, so that nobody waits to write meanwhile; the notices and
the position up to which they tell are written in one, and only where no other process has gone further.
"""

from django.db import transaction

from milepost.kernel.journal.followers import follower
from milepost.kernel.models import Counter, JournalEntry
from milepost.kernel.notices.at_once import tell_at_once
from milepost.kernel.notices.audience import told_to
from milepost.kernel.notices.facts import read_after
from milepost.kernel.notices.write import News, put, settle

NAME = "notices"
PART = 500


def follow(most: int = PART) -> int:
    """Tell of up to so many journal rows; how many there were. Of several processes that try the same one does it."""
    done = Counter.objects.filter(name=NAME).values_list("last", flat=True).first() or 0
    if not JournalEntry.objects.filter(position__gt=done).exists():
        return 0
    read = read_after(done, most)
    news = [
        News(account, fact.entity, fact.record, fact.operation, fact.at, fact.by, fact.position, fact.batch)
        for account, facts in told_to(read.facts).items()
        for fact in facts
    ]
    with transaction.atomic():
        counter, _ = Counter.objects.select_for_update().get_or_create(name=NAME)
        if counter.last != done:
            return 0
        tell_at_once(put(news))
        settle(read.changed)
        counter.last = read.upto
        counter.save(update_fields=["last"])
    return read.rows


follower(NAME, follow)
