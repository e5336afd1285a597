"""The states of an entity and the operations that move it from one to another."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from milepost.values import word


@dataclass(frozen=True)
class Move:
    """An operation (its last word: "approve") that leads from any of `sources` to `target`. It may take back others, by their last words,
    with all that they wrote: then it is the way back from them."""

    operation: str
    sources: tuple[str, ...]
    target: str
    takes_back: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workflow:
    """`states` map a word for programs to one for people. A record begins in `initial`; it can be edited and deleted in `open_states`,
    all of them when none is named. `tones` say of a state how it is to be taken, where that is not plain: "good", "warn", "bad"."""

    states: Mapping[str, str]
    initial: str
    moves: tuple[Move, ...] = ()
    open_states: tuple[str, ...] = ()
    column: str = "state"
    tones: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        named = {self.initial, *self.open_states, *(m.target for m in self.moves), *(s for m in self.moves for s in m.sources)}
        if unknown := sorted(named - set(self.states)):
            raise ValueError(f"a workflow names states it does not have: {', '.join(unknown)}")
        object.__setattr__(self, "states", {name: word(label) for name, label in self.states.items()})

    def move(self, operation: str) -> Move | None:
        """The move that an operation makes, if it makes one."""
        return next((move for move in self.moves if move.operation == operation), None)

    def sources(self, operation: str) -> tuple[str, ...]:
        """The states in which an operation may be done."""
        move = self.move(operation)
        if move is not None:
            return move.sources
        return self.open_states or tuple(self.states) if operation in ("edit", "delete") else tuple(self.states)
