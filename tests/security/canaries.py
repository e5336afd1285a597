"""Values that are unmistakable: one for every column of every record, made from the descriptions, so that a new column has one."""

from datetime import date, timedelta
from typing import Any

from milepost.kernel.entity import Column, Entity
from milepost.kernel.inputs import Address, Day, Hours, JsonValue, Lookup, Text, Unread, Whole, Words

ALPHABET = "bcdfghjklmnpqrstvwxz"


def word(entity: Entity, column: Column, side: str) -> str:
    """Nine letters that stand nowhere else, the same each time."""
    number = sum(ord(letter) * 31**place for place, letter in enumerate(f"{entity.name}.{column.name}.{side}")) % len(ALPHABET) ** 7
    found = ""
    for _ in range(7):
        number, rest = divmod(number, len(ALPHABET))
        found += ALPHABET[rest]
    return f"q{found}q"


def canary(entity: Entity, column: Column, side: str) -> Any:
    """A value that the column takes and that is told from all others; None for those with too few values (a choice, yes or no), or whose
    values are decided by what they name (references) or by rules of the kernel."""
    asked, letters = column.input, word(entity, column, side)
    if isinstance(asked, Address):
        return f"{letters}@example.org"
    if isinstance(asked, Lookup | Words | Hours):
        return None
    if isinstance(asked, JsonValue):
        return {"told": letters}
    if isinstance(asked, Text):
        return letters if _taken(asked, letters) else None
    if isinstance(asked, Day):
        return (date(1930, 1, 1) + timedelta(days=_number(letters) % 9000)).isoformat()
    small = "Small" in entity.model._meta.get_field(column.name).get_internal_type()
    if isinstance(asked, Whole) and asked.most >= 10**8 and not small:
        return 7_000_000 + _number(letters) % 900_000
    return None


def _taken(asked: Text, letters: str) -> bool:
    """Whether any text will do: some inputs take words alone that something else has declared."""
    try:
        return bool(asked.read(letters) == letters)
    except Unread:
        return False


def mark(value: Any) -> bytes:
    """What an answer holds when it tells the value."""
    return str(value["told"] if isinstance(value, dict) else value).partition("@")[0].encode()


def _number(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 31 + ord(letter)
    return found
