"""What upper rooms tell this one: who or what still needs an organisation that is to be closed."""

from collections.abc import Callable, Sequence

Needing = Callable[[Sequence[int]], Sequence[str]]
"""Of the ids of organisations the sentences to be told before they are closed: "8 people who work here belong to it."."""

_known: list[Needing] = []


def told_before_closing(needing: Needing) -> Needing:
    """Let a room speak before organisations are closed."""
    _known.append(needing)
    return needing


def needs(organisations: Sequence[int]) -> tuple[str, ...]:
    """What every room has to say."""
    return tuple(sentence for needing in _known for sentence in needing(organisations))
