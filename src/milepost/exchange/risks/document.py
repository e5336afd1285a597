"""A risk file in JSON: the layout that risks.schema.json publishes."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from milepost.engine.risk.model import Shape, ThreePoint
from milepost.exchange.grid.findings import said_by
from milepost.exchange.nested import Node
from milepost.exchange.risks.file import RiskFile
from milepost.exchange.risks.spread import Points, Spread, Unit, make_points, shape_value, told_in_percent, unit_value
from milepost.exchange.risks.stated import (
    StatedCause,
    StatedDefault,
    StatedEstimate,
    StatedEvent,
    StatedMatrix,
    StatedTolerance,
    TaskWords,
)
from milepost.exchange.risks.whole import CLOSED, probability_value
from milepost.values import said

T = TypeVar("T")
_POINTS = ("low", "likely", "high")
_SPREAD = (*_POINTS, "unit", "shape")
_TEXTS = ("owner", "response", "category", "status", "notes")
_HIGHEST = 10**9


def read_document(node: Node, *, name: str) -> RiskFile:
    """Everything the document states; every error goes to the node's findings."""
    fields = node.fields(("$schema", "version", "default", "estimates", "events", "causes", "matrices", "tolerance"))
    if "version" in fields and fields["version"].value != 1:
        fields["version"].wrong(said("Only version 1 of the risk file is known."), said("Use a newer Milepost, or write version 1."))

    def each(key: str, read: Callable[[Node], T | None], *, alone: bool = False) -> tuple[T, ...]:
        if key not in fields:
            return ()
        nodes = [fields[key]] if alone and isinstance(fields[key].value, dict) else fields[key].items()
        return tuple(made for one in nodes if (made := read(one)) is not None)

    return RiskFile(
        name,
        each("estimates", _estimate),
        each("events", _event),
        each("causes", _cause),
        each("matrices", _matrix),
        each("default", _default, alone=True),
        each("tolerance", _tolerance, alone=True),
    )


def _text(fields: dict[str, Node], key: str) -> str:
    return fields[key].text() if key in fields else ""


def _task(node: Node, project: str) -> TaskWords:
    """A task by text, or by a number as a number."""
    if isinstance(node.value, int) and not isinstance(node.value, bool):
        return TaskWords(str(node.number(high=10**12)), project, node.path)
    words = node.text()
    if not words and isinstance(node.value, str):
        node.wrong(said("The task's name is empty."), said("Name it by row number, id, WBS code or name."))
    return TaskWords(words, project, node.path)


def _points(fields: dict[str, Node], node: Node, shape: Shape, *, divided_by: int = 1) -> ThreePoint | None:
    before = node.findings.errors
    values = [fields[key].number(high=_HIGHEST) / divided_by if key in fields else None for key in _POINTS]
    points: Points = (values[0], values[1], values[2])
    return make_points(points, place=node.path.strip(), shape=shape, findings=node.findings) if node.findings.errors == before else None


def _unit(fields: dict[str, Node], *, default: str) -> tuple[Unit, int]:
    try:
        return unit_value(_text(fields, "unit") or default)
    except ValueError as error:
        fields["unit"].wrong(f"{error}.")
        return Unit(), 1


def _shape(fields: dict[str, Node]) -> Shape:
    try:
        return shape_value(_text(fields, "shape") or "pert")
    except ValueError as error:
        fields["shape"].wrong(f"{error}.")
        return Shape.PERT


def _spread(fields: dict[str, Node], node: Node, *, default: str, relative: bool | None = None) -> Spread | None:
    """Three points with unit and shape; `relative` says which kind of unit may stand here, None: either."""
    unit, divisor = _unit(fields, default=default)
    if relative is not None and unit.relative != relative:
        expected = "times or percent" if relative else "days or hours"
        fields["unit"].wrong(said("'{value}' makes no sense here; expected {expected}.", value=fields["unit"].value, expected=expected))
        return None
    points = _points(fields, node, _shape(fields), divided_by=divisor)
    if points is None or not told_in_percent(points, divisor=divisor, place=node.path.strip(), findings=node.findings):
        return None
    return Spread(points, unit, node.path.strip(), "unit" in fields)


def _estimate(node: Node) -> StatedEstimate | None:
    fields = node.fields(("task", "project", *_SPREAD, "notes"), needed=("task",))
    spread = _spread(fields, node, default="days")
    return StatedEstimate(_task(fields["task"], _text(fields, "project")), spread) if "task" in fields and spread else None


def _default(node: Node) -> StatedDefault | None:
    fields = node.fields(("project", *_SPREAD))
    spread = _spread(fields, node, default="times", relative=True)
    return StatedDefault(spread, _text(fields, "project")) if spread else None


def _event(node: Node) -> StatedEvent:
    fields = node.fields(("id", "name", "project", "probability", "impacts", "cost", *_TEXTS), needed=("id", "name", "probability"))
    identity = fields.get("id")
    number = identity is not None and isinstance(identity.value, int) and not isinstance(identity.value, bool)
    key = str(identity.number()) if identity is not None and number else _text(fields, "id")
    if identity is not None and not key:
        identity.wrong(said("The id is empty."))
    project = _text(fields, "project")
    found = [_impact(one, project) for one in fields["impacts"].items()] if "impacts" in fields else []
    texts = {key: _text(fields, key) for key in _TEXTS}
    return StatedEvent(
        key,
        _text(fields, "name"),
        _probability(fields["probability"]) if "probability" in fields else 0.0,
        node.path.strip(),
        project,
        tuple(one for one in found if one is not None),
        _cost(fields["cost"]) if "cost" in fields else None,
        closed=texts["status"].casefold() in CLOSED,
        **texts,
    )


def _impact(node: Node, project: str) -> StatedEstimate | None:
    fields = node.fields(("task", "project", *_SPREAD), needed=("task",))
    spread = _spread(fields, node, default="days", relative=False)
    return StatedEstimate(_task(fields["task"], _text(fields, "project") or project), spread) if "task" in fields and spread else None


def _probability(node: Node) -> float:
    value = node.value
    try:
        text = isinstance(value, str)
        if not text and (isinstance(value, bool) or not isinstance(value, (int, Decimal))):
            raise ValueError(said("Expected a number from 0 to 1"))
        share = Decimal(value.strip()[:-1].strip()) if text and value.strip().endswith("%") else None
        return probability_value(share / 100 if share is not None else Decimal(value))
    except (ValueError, ArithmeticError) as error:
        why = said_by(error) if isinstance(error, ValueError) else f"'{str(value)[:40]}' is not a number"
        node.wrong(f"{why}.", said('Write 30 % as 0.3 or "30%".'), "risk-probability")
        return 0.0


def _cost(node: Node) -> ThreePoint | None:
    """One amount, or three."""
    if not isinstance(node.value, dict):
        amount = float(node.number(high=_HIGHEST))
        return ThreePoint(amount, amount, amount)
    fields = node.fields((*_POINTS, "shape"))
    return _points(fields, node, _shape(fields))


def _cause(node: Node) -> StatedCause | None:
    fields = node.fields(("name", "project", "tasks", "coefficient", "notes"), needed=("tasks", "coefficient"))
    if "tasks" not in fields or "coefficient" not in fields:
        return None
    project = _text(fields, "project")
    tasks = tuple(_task(one, project) for one in fields["tasks"].items())
    coefficient = float(fields["coefficient"].number(high=1))
    return StatedCause(_text(fields, "name"), tasks, coefficient, node.path.strip())


def _matrix(node: Node) -> StatedMatrix | None:
    fields = node.fields(("project", "tasks", "rows", "notes"), needed=("tasks", "rows"))
    if "tasks" not in fields or "rows" not in fields:
        return None
    project = _text(fields, "project")
    tasks = tuple(_task(one, project) for one in fields["tasks"].items())
    rows = tuple(tuple(float(value.number(low=-1, high=1)) for value in row.items()) for row in fields["rows"].items())
    return StatedMatrix(tasks, rows, node.path.strip())


def _tolerance(node: Node) -> StatedTolerance | None:
    fields = node.fields(("project", "time", "unit", "cost"))
    time = None
    if "time" in fields:
        unit, _ = _unit(fields, default="days")
        if unit.relative or unit.elapsed:
            fields["unit"].wrong(said("A tolerance is counted in working days or hours."))
            return None
        amount = float(fields["time"].number(high=_HIGHEST))
        time = Spread(ThreePoint(amount, amount, amount), unit, fields["time"].path, "unit" in fields)
    cost = fields["cost"].number(high=_HIGHEST) if "cost" in fields else None
    if time is None and cost is None:
        node.wrong(said("The tolerance states neither time nor cost."), said("Give 'time', 'cost' or both."), "risks-missing")
    return StatedTolerance(node.path.strip(), _text(fields, "project"), time, cost)
