"""Which entities rows can be about, and the two columns that name a record of one."""

from dataclasses import dataclass

from milepost.kernel.access import Actor, visible
from milepost.kernel.entity import Column, Entity, entities, entity
from milepost.kernel.inputs import Input, Unread, Whole
from milepost.values import listed, said

MOST_SHOWN = 12


def is_target(one: Entity) -> bool:
    """Whether rows can be about it: every entity that is not such a row itself."""
    return one.reach is None


def targets() -> tuple[Entity, ...]:
    """Every entity that rows can be about, by name."""
    return tuple(one for one in entities() if is_target(one))


@dataclass(frozen=True, kw_only=True)
class TargetWord(Input):
    """The word of an entity that rows can be about: "organisation"."""

    def read(self, raw: object) -> str:
        word = raw.strip().casefold() if isinstance(raw, str) else ""
        names = [one.name for one in targets()]
        if word not in names:
            raise Unread(
                "no-such-entity",
                said("'{word}' is nothing that this can be about; known are {names}.", word=word[:40], names=listed(names)),
            )
        return word

    def example(self, number: int = 1) -> str:
        return targets()[0].name

    def schema(self) -> dict[str, object]:
        return {"type": "string", "enum": [one.name for one in targets()]}


def record_columns(before: str = "", *, label: str = "Record") -> tuple[Column, Column]:
    """The columns `entity` and `record` (with "other_" before them: the other end of a link); fixed once the row is made."""
    return (
        Column(name=f"{before}entity", input=TargetWord(label=f"{label}'s kind"), fixed=True),
        Column(name=f"{before}record", input=Whole(label=label, least=1, most=2**63 - 1, help="Its id."), fixed=True),
    )


def title_of_target(actor: Actor, word: str, record: int) -> str | None:
    """What a record is called; None for one the actor may not know of."""
    one = entity(word)
    found = visible(one, actor).filter(pk=record).values_list(one.title, flat=True).first()
    return None if found is None else str(found)
