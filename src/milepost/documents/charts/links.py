"""How a link runs from bar to bar: right angles only, leaving and entering the ends that its kind names, ending in an arrowhead."""

from dataclasses import dataclass
from itertools import pairwise

from milepost.documents.charts.shapes import Line, Role
from milepost.documents.tree.chart import LinkKind

Point = tuple[float, float]
_GAP = 7.0  # pixels a link runs straight before it turns
_HEAD = 4.5


@dataclass(frozen=True, slots=True)
class BarEnds:
    """Where links may fasten: left and right end, and the middle line, of one bar; `half` its half height, and `drop` where
    an arrow from above or below lands: just inside the start of a bar, the centre of a diamond."""

    left: float
    right: float
    y: float
    half: float
    drop: float


@dataclass(frozen=True, slots=True)
class Route:
    """The corners of a link from its source end to the tip of its arrow, and the direction of its last piece (right, down: +1)."""

    points: tuple[Point, ...]
    direction: tuple[int, int]


def route(source: BarEnds, target: BarEnds, *, kind: LinkKind, row_height: float) -> Route:
    """The corners of a link. Finish ends are left to the right, start ends to the left; starts are entered from the left,
    finishes from the right; a start that lies right below or above the finish, as in most plans, is entered straight from there.
    A link that must go back turns on the boundary beside the target's row."""
    leaves_finish = kind in (LinkKind.FINISH_START, LinkKind.FINISH_FINISH)
    enters_start = kind in (LinkKind.FINISH_START, LinkKind.START_START)
    out, into = (1 if leaves_finish else -1), (1 if enters_start else -1)
    x0 = source.right if leaves_finish else source.left
    x1 = target.left if enters_start else target.right
    turn, approach = x0 + out * _GAP, x1 - into * _GAP
    if out > 0 and into > 0 and x0 - 1 <= target.drop and approach < turn and source.y != target.y:
        down = 1 if target.y > source.y else -1
        tip = (target.drop, target.y - down * target.half)
        return Route(((x0, source.y), (target.drop, source.y), tip), (0, down))
    if out != into:  # both ends face the same way: one vertical beyond the outer one
        x = max(turn, approach) if out > 0 else min(turn, approach)
        corners = [(x0, source.y), (x, source.y), (x, target.y), (x1, target.y)]
    elif (approach - turn) * out >= 0:  # room between the two
        corners = [(x0, source.y), (turn, source.y), (turn, target.y), (x1, target.y)]
    else:
        boundary = target.y + (row_height / 2 if source.y > target.y else -row_height / 2)
        corners = [(x0, source.y), (turn, source.y), (turn, boundary), (approach, boundary), (approach, target.y), (x1, target.y)]
    return Route(tuple(corners), (into, 0))


def arrowhead(end: Route, *, role: Role) -> Line:
    """A small filled triangle with its tip on the end of the route."""
    (x, y), (dx, dy) = end.points[-1], end.direction
    back_x, back_y = x - dx * _HEAD, y - dy * _HEAD
    side = _HEAD * 0.7
    return Line(role, ((x, y), (back_x - dy * side, back_y - dx * side), (back_x + dy * side, back_y + dx * side)), closed=True)


def clipped(points: tuple[Point, ...], *, top: float, bottom: float) -> tuple[tuple[Point, ...], ...]:
    """The pieces of a right-angled line that lie between two heights."""
    pieces: list[tuple[Point, ...]] = []
    current: list[Point] = []
    for (xa, ya), (xb, yb) in pairwise(points):
        outside = not (top <= ya <= bottom) if ya == yb else max(ya, yb) < top or min(ya, yb) > bottom
        if outside:
            pieces.extend([tuple(current)] if current else [])
            current = []
            continue
        start, end = (xa, min(max(ya, top), bottom)), (xb, min(max(yb, top), bottom))
        if not current or current[-1] != start:
            pieces.extend([tuple(current)] if current else [])
            current = [start]
        current.append(end)
    pieces.extend([tuple(current)] if current else [])
    return tuple(pieces)
