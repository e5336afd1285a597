"""Finds tasks that would wait for one another in a circle, links of summaries included."""

from collections.abc import Iterable, Mapping, Sequence

BEGIN, END = 0, 1
Node = tuple[int, int]


def circle_through(predecessor: int, successor: int, links: Iterable[tuple[int, int]], parents: Mapping[int, int | None]) -> Sequence[int]:
    """The tasks from the successor by links and outline back to the predecessor and round to the successor; () where there is no circle.

    A link into a summary holds for its parts, and one out of a summary waits for all of them: from a task one goes on by its own links, by
    those of what it is part of, and, entering a summary, to every part. A task linked with what it is part of is a circle of two."""
    if _is_part(predecessor, successor, parents) or _is_part(successor, predecessor, parents):
        return (predecessor, successor, predecessor)
    onward: dict[int, list[int]] = {}
    for before, behind in links:
        onward.setdefault(before, []).append(behind)
    parts: dict[int, list[int]] = {}
    for task, parent in parents.items():
        if parent is not None:
            parts.setdefault(parent, []).append(task)
    goals = {predecessor, *_below(predecessor, parts)}
    came: dict[int, int | None] = {successor: None}
    waiting = [successor]
    while waiting:
        at = waiting.pop()
        if at in goals:
            return (predecessor, *_line(came, at))
        steps = [*onward.get(at, ()), *parts.get(at, ())]
        above = parents.get(at)
        while above is not None:
            steps += onward.get(above, ())
            above = parents.get(above)
        for step in steps:
            if step not in came:
                came[step] = at
                waiting.append(step)
    return ()


def in_circles(links: Iterable[tuple[int, int]], parents: Mapping[int, int | None]) -> frozenset[int]:
    """Tasks that a circle goes through, or that lie between two; empty where there is none. Each link is looked at twice, however many
    there are.

    Each task has a beginning and an end; of a summary they enclose those of its parts."""
    onward: dict[Node, list[Node]] = {}
    summaries = {parent for parent in parents.values() if parent is not None}
    for task, parent in parents.items():
        if task not in summaries:
            onward.setdefault((task, BEGIN), []).append((task, END))
        if parent is not None:
            onward.setdefault((parent, BEGIN), []).append((task, BEGIN))
            onward.setdefault((task, END), []).append((parent, END))
    for before, behind in links:
        onward.setdefault((before, END), []).append((behind, BEGIN))
    left = _left(onward)
    back: dict[Node, list[Node]] = {}
    for node, steps in left.items():
        for step in steps:
            back.setdefault(step, []).append(node)
    return frozenset(task for task, _ in _left(back))


def _left(onward: Mapping[Node, Sequence[Node]]) -> dict[Node, list[Node]]:
    """What is left when every node that nothing leads to was taken away, again and again."""
    awaited: dict[Node, int] = {}
    for steps in onward.values():
        for step in steps:
            awaited[step] = awaited.get(step, 0) + 1
    free = [node for node in onward if node not in awaited]
    while free:
        for step in onward.get(free.pop(), ()):
            awaited[step] -= 1
            if not awaited[step]:
                free.append(step)
    there = {node for node, count in awaited.items() if count}
    return {node: [step for step in onward.get(node, ()) if step in there] for node in there}


def _is_part(task: int, of: int, parents: Mapping[int, int | None]) -> bool:
    at = parents.get(task)
    while at is not None and at != of:
        at = parents.get(at)
    return at is not None


def _below(task: int, parts: Mapping[int, Sequence[int]]) -> set[int]:
    found: set[int] = set()
    waiting = [task]
    while waiting:
        for part in parts.get(waiting.pop(), ()):
            if part not in found:
                found.add(part)
                waiting.append(part)
    return found


def _line(came: Mapping[int, int | None], at: int) -> list[int]:
    """From the beginning to here."""
    line: list[int] = []
    step: int | None = at
    while step is not None:
        line.append(step)
        step = came[step]
    return line[::-1]
