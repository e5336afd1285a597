"""A reference to another record, by its id or its number."""

from dataclasses import dataclass

from milepost.kernel.inputs.input import Input, Json, Unread, shown
from milepost.values import said


@dataclass(frozen=True, kw_only=True)
class Ref(Input):
    """The id of a record of `entity`. Text may be its number (CLI-12); which record that is, and whether the actor may know of it, is
    found where the operation runs, for all references of a set at once."""

    entity: str

    def read(self, raw: Json) -> int | str:
        if isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw < 2**63:
            return raw
        if isinstance(raw, str) and 0 < len(text := raw.strip()) <= 40 and text.isprintable():
            return int(text) if text.isdecimal() and len(text) < 19 else text.upper()
        raise Unread("no-reference", said("{raw} names no {entity}; expected its id or its number.", raw=shown(raw), entity=self.entity))

    def example(self, number: int = 1) -> Json:
        return number

    def schema(self) -> dict[str, Json]:
        return {"type": "integer", "minimum": 1, "description": f"Id of {'an' if self.entity[0] in 'aeiou' else 'a'} {self.entity}."}
