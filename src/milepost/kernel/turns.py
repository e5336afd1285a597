"""Turns: of those who are about to do the same thing at the same moment, one does it and the others wait."""

from milepost.kernel.models import Counter

MOST_LETTERS = 40


def take_turn(name: str) -> None:
    """Wait until nobody else has the turn of that name, and keep it until the transaction ends. For what a constraint of the database
    cannot hold: two changes, each right by itself, that together are not. Needs a transaction, as every operation has one."""
    kept = f"turn {name}"[:MOST_LETTERS]
    Counter.objects.get_or_create(name=kept)
    Counter.objects.select_for_update().get(name=kept)
