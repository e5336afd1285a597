"""Priority rules: a value per activity, the least goes first."""

from milepost.engine.levelling.periods.bounds import Window
from milepost.engine.levelling.periods.instance import Project


def latest_finish(project: Project, window: Window) -> tuple[int, ...]:
    """LFT: the activity that must be done first."""
    return window.late_finish


def latest_start(project: Project, window: Window) -> tuple[int, ...]:
    """LST: the activity that must begin first."""
    return tuple(f - d for f, d in zip(window.late_finish, project.durations, strict=True))


def least_float(project: Project, window: Window) -> tuple[int, ...]:
    """MINSLK: the activity with the least total float."""
    starts = latest_start(project, window)
    return tuple(late - early for late, early in zip(starts, window.early_start, strict=True))


def most_followers(project: Project, window: Window) -> tuple[int, ...]:
    """MTS: the activity that most others wait for, directly or not."""
    reach = [0] * len(project.durations)
    for j, after in reversed(list(enumerate(project.successors))):
        for s in after:
            reach[j] |= reach[s] | 1 << s
    return tuple(len(project.durations) - bits.bit_count() for bits in reach)


def greatest_weight(project: Project, window: Window) -> tuple[int, ...]:
    """GRPW: the activity whose own and direct successors' durations sum to most."""
    weight = [d + sum(project.durations[s] for s in after) for d, after in zip(project.durations, project.successors, strict=True)]
    return tuple(max(weight, default=0) - w for w in weight)


RULES = {"LFT": latest_finish, "LST": latest_start, "MTS": most_followers, "GRPW": greatest_weight, "MINSLK": least_float}
"""The rules by their usual names; the search begins with the first three."""
