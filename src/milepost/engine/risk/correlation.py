"""Correlated durations: shares of common factors for each task, and matrices that are none told with the pair that is wrong."""

from collections import Counter
from collections.abc import Mapping
from math import sqrt

from milepost.engine.problem import Problem
from milepost.engine.risk.model import CommonCause, CorrelationMatrix, Risks
from milepost.values import listed, said

ROUNDING = 1e-9
REMEDY = said("Give one coefficient for the whole group instead, or the coefficients measured together on the same records.")

Shares = dict[str, list[tuple[int, float]]]


def factor_shares(risks: Risks) -> tuple[Shares, int]:
    """(shares, factors): by task the (factor, share) its normal value is made of; the squares of a task's shares sum to at most one.

    One factor for each common cause; for a matrix as many as tasks, by Cholesky's decomposition. Valid risks only (`check_correlation`).
    """
    shares: Shares = {}
    count = 0
    for cause in risks.causes:
        for task in cause.tasks:
            shares.setdefault(task, []).append((count, sqrt(cause.coefficient)))
        count += 1
    for matrix in risks.matrices:
        lower, _ = cholesky(matrix.rows)
        for task, row in zip(matrix.tasks, lower, strict=True):
            shares.setdefault(task, []).extend((count + k, share) for k, share in enumerate(row) if share)
        count += len(matrix.tasks)
    return shares, count


def cholesky(rows: tuple[tuple[float, ...], ...]) -> tuple[list[list[float]], int | None]:
    """(lower triangle, None), or (what there is, row) for the first row that contradicts those before it."""
    lower: list[list[float]] = []
    for i, row in enumerate(rows):
        made = [0.0] * len(rows)
        for j in range(i):
            rest = row[j] - sum(made[k] * lower[j][k] for k in range(j))
            if lower[j][j] > ROUNDING:
                made[j] = rest / lower[j][j]
            elif abs(rest) > 1e-7:
                return lower, i
        left = row[i] - sum(x * x for x in made[:i])
        if left < -ROUNDING:
            return lower, i
        made[i] = sqrt(max(left, 0.0))
        lower.append(made)
    return lower, None


def check_correlation(risks: Risks, names: Mapping[str, str]) -> list[Problem]:
    """Problems of all groups and matrices; `names` are the plan's tasks by id."""
    problems: list[Problem] = []
    taken: dict[str, float] = {}
    for number, cause in enumerate(risks.causes, 1):
        place = said("correlated group {number}", number=number)
        problems += _tasks(cause.tasks, names, place)
        if not 0 <= cause.coefficient <= 1:
            message = said("its coefficient {coefficient:g} is not between 0 and 1.", coefficient=cause.coefficient)
            problems.append(
                Problem("correlation-coefficient", place, message, said("Give a value such as 0.3; for tasks that move apart, a matrix."))
            )
        problems += _shared(taken, cause.tasks, cause.coefficient, place)
    for number, matrix in enumerate(risks.matrices, 1):
        place = said("correlation matrix {number}", number=number)
        problems += _tasks(matrix.tasks, names, place)
        found = _matrix(matrix, place)
        problems += found or _shared(taken, matrix.tasks, 1.0, place)
    return problems


def _tasks(tasks: tuple[str, ...], names: Mapping[str, str], place: str) -> list[Problem]:
    problems = [
        Problem("risk-unknown-task", place, said("the plan has no task '{task}'.", task=task), said("Use an id of the plan's tasks."))
        for task in tasks
        if task not in names
    ]
    twice = sorted(task for task, count in Counter(tasks).items() if count > 1)
    if twice:
        problems.append(
            Problem("correlation-task-twice", place, said("task '{twice}' is named twice.", twice=twice[0]), said("Name each task once."))
        )
    if len(tasks) < 2:
        problems.append(
            Problem("correlation-too-small", place, said("it names fewer than two tasks."), said("Name the tasks that move together."))
        )
    return problems


def _matrix(matrix: CorrelationMatrix, place: str) -> list[Problem]:
    size, rows = len(matrix.tasks), matrix.rows
    if len(rows) != size or any(len(row) != size for row in rows):
        return [
            Problem(
                "correlation-shape",
                place,
                said("{size} tasks need {size} rows of {size} values.", size=size),
                said("Give one row for each task."),
            )
        ]
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            pair = said("'{one}' and '{other}'", one=matrix.tasks[i], other=matrix.tasks[j])
            if not -1 <= value <= 1:
                return [
                    Problem(
                        "correlation-value",
                        place,
                        said("{value:g} for {pair} is not between -1 and 1.", value=value, pair=pair),
                        REMEDY,
                        tasks=matrix.tasks,
                    )
                ]
            if i == j and abs(value - 1) > ROUNDING:
                return [
                    Problem(
                        "correlation-diagonal",
                        place,
                        said("'{tasks}' with itself is {value:g}; it must be 1.", tasks=matrix.tasks[i], value=value),
                        REMEDY,
                    )
                ]
            if abs(value - rows[j][i]) > ROUNDING:
                return [
                    Problem(
                        "correlation-symmetry",
                        place,
                        said("{pair} have {value:g} one way and {rows:g} the other.", pair=pair, value=value, rows=rows[j][i]),
                        REMEDY,
                    )
                ]
    _, wrong = cholesky(rows)
    if wrong is None:
        return []
    before = listed(f"'{task}'" for task in matrix.tasks[:wrong])
    message = said(
        "these correlations cannot hold together: those of '{tasks}' contradict the ones among {before}.",
        tasks=matrix.tasks[wrong],
        before=before,
    )
    return [Problem("correlation-impossible", place, message, REMEDY, tasks=matrix.tasks)]


def _shared(taken: dict[str, float], tasks: tuple[str, ...], coefficient: float, place: str) -> list[Problem]:
    """A task's groups may explain all of it and no more."""
    problems = []
    for task in tasks:
        taken[task] = taken.get(task, 0.0) + max(coefficient, 0.0)
        if taken[task] > 1 + ROUNDING:
            message = said("task '{task}' is in groups whose coefficients add up to {taken:g}, more than 1.", task=task, taken=taken[task])
            problems.append(
                Problem(
                    "correlation-too-much", place, message, said("Lower a coefficient, or take the task out of a group."), tasks=(task,)
                )
            )
    return problems


__all__ = ["CommonCause", "Shares", "check_correlation", "cholesky", "factor_shares"]
