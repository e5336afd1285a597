"""What no schedule can beat: early and late finishes without resources, and lower bounds of the last finish with them."""

from dataclasses import dataclass

from milepost.engine.levelling.periods.instance import Project


@dataclass(frozen=True, slots=True)
class Window:
    """Of each activity: early start and late finish in a project of the critical path's length."""

    early_start: tuple[int, ...]
    late_finish: tuple[int, ...]
    length: int


def windows(project: Project) -> Window:
    """Early starts and late finishes by the critical path method."""
    early: list[int] = []
    for before in project.predecessors:
        early.append(max((early[p] + project.durations[p] for p in before), default=0))
    length = max((s + d for s, d in zip(early, project.durations, strict=True)), default=0)
    late = [length] * len(early)
    for j in range(len(early) - 1, -1, -1):
        for p in project.predecessors[j]:
            late[p] = min(late[p], late[j] - project.durations[j])
    return Window(tuple(early), tuple(late), length)


def lower_bound(project: Project) -> int:
    """The greatest of: the critical path; the work of each resource; the critical sequence; work between heads and tails.

    Critical sequence: Stinson, Davis and Khumawala (1978). Heads and tails: for each resource, activities that begin no earlier than a
    head and leave a tail behind them need their work's time in between (the interval form of Demeulemeester and Herroelen's bounds).
    """
    window = windows(project)
    bound = window.length
    early, tails = window.early_start, tuple(window.length - f for f in window.late_finish)
    for r, capacity in enumerate(project.capacities):
        if capacity > 0:
            bound = max(bound, _energy(project, r, early, tails, capacity))
    return max(bound, _sequence(project, window))


def _energy(project: Project, r: int, early: tuple[int, ...], tails: tuple[int, ...], capacity: int) -> int:
    rows = sorted(
        (
            (tail, head, d * demand[r])
            for tail, head, d, demand in zip(tails, early, project.durations, project.demands, strict=True)
            if d * demand[r]
        ),
        reverse=True,
    )
    best = 0
    for head in {row[1] for row in rows}:
        work = 0
        for tail, start, energy in rows:
            if start >= head:
                work += energy
                best = max(best, head + -(-work // capacity) + tail)
    return best


def _sequence(project: Project, window: Window) -> int:
    """How much an activity beside the critical path must stretch it, because the two cannot run together for long enough."""
    spans = list(zip(window.early_start, window.late_finish, project.durations, strict=True))
    critical = [j for j, (s, f, d) in enumerate(spans) if d and s + d == f]
    path: list[int] = []
    for j in critical:
        if not path or spans[j][0] >= spans[path[-1]][1]:
            path.append(j)
    longest = 0
    for j, (early, late, d) in enumerate(spans):
        if not d or early + d == late:
            continue
        run = most = 0
        for t in range(early, late):
            on_path = next((p for p in path if spans[p][0] <= t < spans[p][1]), None)
            clash = on_path is not None and any(
                a + b > c for a, b, c in zip(project.demands[j], project.demands[on_path], project.capacities, strict=True)
            )
            run = 0 if clash else run + 1
            most = max(most, run)
        longest = max(longest, d - most)
    return window.length + max(longest, 0)
