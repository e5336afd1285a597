"""Computed dates beside those the file stored: how many agree, and why the others do not."""

from milepost.engine.network.compare import Comparison, Difference

MEANING = {
    Difference.NOT_STORED: "the file stores no dates for them",
    Difference.MANUAL: "they are scheduled by hand",
    Difference.ACTUALS: "their work has begun or is done, and the file kept other dates",
    Difference.LEVELLED: "levelling delays them",
    Difference.LATE: "they are to be done as late as possible",
    Difference.CALENDARS: "the people file gives their people other working times",
    Difference.STALE: "the stored dates contradict one another",
    Difference.FOLLOWS: "they follow a task that differs",
    Difference.UNEXPLAINED: "no reason was found in the file",
}


def comparison_title(comparison: Comparison) -> str:
    """ "Computed early dates equal those stored in the file for 318 of 322 tasks"."""
    same = comparison.counts.get(Difference.NONE, 0)
    if comparison.compared == 1:
        return f"Computed early dates {'equal' if same else 'differ from'} those stored in the file for its one task"
    if same == comparison.compared:
        return f"Computed early dates equal those stored in the file for all {same:,} tasks that have them"
    return f"Computed early dates equal those stored in the file for {same:,} of {comparison.compared:,} tasks"


def comparison_rows(comparison: Comparison) -> list[tuple[str, int, str]]:
    """(what, tasks, meaning) for each reason that occurs, in a fixed order."""
    return [
        (kind.value, comparison.counts[kind], MEANING.get(kind, kind.value))
        for kind in Difference
        if kind is not Difference.NONE and comparison.counts.get(kind)
    ]
