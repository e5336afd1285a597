"""How files of other programs become records of a room, and how one of its records is given out as such a file; said by the room, once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from milepost.engine.problem import Problem
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Input
from milepost.kernel.jobs.effect import Report
from milepost.kernel.operations.reading import read_inputs

Json = dict[str, Any]
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FileForm:
    """`word` names it in addresses and commands, `label` to people."""

    word: str
    label: str
    ending: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Given:
    """A file that is given out; `problems` are what it could not hold."""

    name: str
    form: FileForm
    content: bytes
    problems: Sequence[Problem] = ()


@dataclass(frozen=True)
class Way:
    """`inputs` are asked beside the file. `look` tells as JSON what bringing it would do, and changes nothing; `prepare` reads it and gives
    back what does it, in one transaction of whoever calls. Both raise Unreadable for a file that is none of theirs, and Refused. `give`
    makes the file of one record in one of the `forms`. `most_bytes` is what a file may have."""

    entity: Entity
    doc: str
    inputs: Mapping[str, Input]
    look: Callable[[Actor, Path, str, Values, Report], Json]
    prepare: Callable[[Actor, Path, str, Values, Report], Callable[[], Json]]
    forms: Mapping[str, FileForm]
    give: Callable[[Actor, int, str], Given]
    most_bytes: int

    def read(self, actor: Actor, given: Values) -> dict[str, Any]:
        """The inputs as values; those that were not given are left out. Raises Invalid."""
        found = read_inputs(self.inputs, [given], actor=actor, partial=False)[0]
        return {name: value for name, value in found.items() if value is not None}


_known: dict[str, Way] = {}


def add_way(way: Way) -> Way:
    """Make it known. Raises ValueError where the entity has one."""
    if way.entity.name in _known:
        raise ValueError(f"'{way.entity.name}' has a way for files already")
    _known[way.entity.name] = way
    return way


def way_of(entity: Entity | str) -> Way | None:
    """How files of it are brought and given; None where it has none of its own."""
    return _known.get(entity if isinstance(entity, str) else entity.name)
