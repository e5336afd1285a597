"""Who watches a record."""

from milepost.kernel.access import Actor
from milepost.kernel.models import Watch


def watchers_of(word: str, record: int) -> tuple[int, ...]:
    """The open accounts that watch a record, for those who send notices: each must still see the record to be told of it."""
    return tuple(Watch.objects.filter(entity=word, record=record, account__is_active=True).order_by("id").values_list("account", flat=True))


def watch_of(actor: Actor, word: str, record: int) -> int | None:
    """The actor's own watch of a record, by its id."""
    return Watch.objects.filter(entity=word, record=record, account=actor.account).values_list("pk", flat=True).first()
