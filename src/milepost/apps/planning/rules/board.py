"""Where a task stands on the board: always where its progress says, so that board and plan show the same."""

from collections.abc import Mapping, Sequence


def progress_of(started: int | None, finished: int | None) -> str:
    """In the words of the columns: to-do, doing, done."""
    return "done" if finished is not None else "doing" if started is not None else "to-do"


def stands_in(column: int | None, progress: str, meanings: Mapping[int, str]) -> int | None:
    """The column of a task: that into which somebody put it, as long as that says of it what is so; else the first that does. A board
    without such a column shows it in the one nearest before. `meanings` are those of the columns, from the left."""
    if column is not None and meanings.get(column) == progress:
        return column
    order: Sequence[str] = ("to-do", "doing", "done")
    for meaning in reversed(order[: order.index(progress) + 1]):
        for key, means in meanings.items():
            if means == meaning:
                return key
    return next(iter(meanings), None)
