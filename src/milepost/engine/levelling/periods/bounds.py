"""Early and late dates without resources, for the priority rules; what bounds a schedule with resources stands in `bounding`."""

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
