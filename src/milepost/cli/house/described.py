"""What the help of an entity's commands says, derived from columns and operations."""

from collections.abc import Mapping

from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Amount, Choice, Day, Flag, Hours, Input, Instant, Lookup, Number, Percent, Ref, Secret, Span, Text, Whole
from milepost.kernel.operations import Operation
from milepost.kernel.rows import fields_of

WORDS: tuple[tuple[type[Input], str], ...] = (
    (Ref, "ID"),
    (Day, "YYYY-MM-DD"),
    (Instant, "MOMENT"),
    (Flag, "yes|no"),
    (Span, "HOURS"),
    (Hours, "HOURS"),
    (Lookup, "WORD"),
    (Text, "TEXT"),
    (Whole, "N"),
    (Number, "NUMBER"),
    (Percent, "PERCENT"),
    (Amount, "AMOUNT"),
)
LOOKUPS = "After a field may stand __not, __empty, __contains (text), __gte, __lte, __gt, __lt (days, moments, numbers)."


def metavar(asked: Input) -> str:
    """What stands for a value in the help."""
    return next((word for kind, word in WORDS if isinstance(asked, kind)), "WORD" if isinstance(asked, Choice) else "VALUE")


def told(name: str, asked: Input, *, needed: bool) -> str:
    """What an option is: its meaning, its choices, whether it is needed."""
    meaning = asked.help or asked.label or name.replace("_", " ").capitalize()
    if isinstance(asked, Choice):
        meaning = f"{meaning.rstrip('.')}: {', '.join(asked.options)}"
    if isinstance(asked, Ref):
        meaning = f"{meaning.rstrip('.')}: id or number from `milepost {asked.entity} list`"
    return f"{meaning}{' (needed)' if needed else ''}".replace("%", "%%")


def in_short(doc: str) -> str:
    """The first clause of an operation's sentence, as a line among others."""
    first = " ".join(doc.split())
    for end in (": ", "; ", ". "):
        first = first.partition(end)[0]
    return (first[0].lower() + first[1:]).rstrip(".").replace("%", "%%")


def usage_of(operation: Operation) -> str:
    """What is needed, then that there is more: a line rather than all options over again."""
    keys = "" if operation.kind == "create" else " ID…"
    needed = "".join(
        f" --{dashed(name)}-stdin" if isinstance(one, Secret) else f" --{dashed(name)} {metavar(one)}"
        for name, one in needed_by(operation).items()
    )
    return f"milepost {operation.entity.name} {operation.verb}{keys}{needed} [OPTION…]"


def needed_by(operation: Operation) -> Mapping[str, Input]:
    """The inputs it cannot do without."""
    return {} if operation.partial else {name: one for name, one in operation.inputs.items() if one.required}


def fields_told(entity: Entity) -> str:
    """The fields of lists, and how they are filtered by."""
    return f"Fields: {', '.join(fields_of(entity))}. {LOOKUPS} `milepost explain {entity.name}` tells every filter."


def dashed(name: str) -> str:
    """A field's name as an option."""
    return name.replace("_", "-")
