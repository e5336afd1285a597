"""Labels of vertical lines, in as many rows as they need so that no label meets another or is crossed by another's line."""

from dataclasses import dataclass

from milepost.documents.charts.measure import fitted, text_width

ROW = 15.0
LABEL_SIZE = 11.0
_GAP = 5.0
_MOST_TRIES = 3_000
_MOST_SEARCHED = 8  # above that many marks each label gets a row of its own


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """The label of line `number` from pixel `left`, in row `row` (0 is the uppermost); its line begins below it or beside it."""

    number: int
    x: float
    left: float
    right: float
    row: int
    text: str


def place_labels(marks: list[tuple[float, str]], *, left: float, right: float) -> list[PlacedLabel]:
    """A place for each (pixel, text), in the order of the pixels. The line of a mark runs from the row of its label downwards, so a label
    may stand above other lines but not across one that begins higher up. Texts wider than the room are cut."""
    order = sorted(range(len(marks)), key=lambda number: (marks[number][0], number))
    texts = [fitted(text, size=LABEL_SIZE, width=right - left, strong=True) for _, text in marks]
    tries = 0

    def search(placed: list[PlacedLabel], rows: int) -> list[PlacedLabel] | None:
        nonlocal tries  # counted, not timed: the same marks always give the same places
        if len(placed) == len(order):
            return placed
        number = order[len(placed)]
        x = marks[number][0]
        for row in range(rows):
            for start, finish in _choices(x, texts[number], left, right):
                tries += 1
                candidate = PlacedLabel(number, x, start, finish, row, texts[number])
                if tries <= _MOST_TRIES and all(_apart(candidate, other) for other in placed):
                    found = search([*placed, candidate], rows)
                    if found is not None:
                        return found
        return None

    for rows in range(1, len(marks) if len(marks) <= _MOST_SEARCHED else 1):
        tries = 0
        found = search([], rows)
        if found is not None:
            return found
    return _stairs(marks, texts, order, left, right)


def _stairs(marks: list[tuple[float, str]], texts: list[str], order: list[int], left: float, right: float) -> list[PlacedLabel]:
    """A row for each label: labels right of their lines with the leftmost on top, or left of them with the rightmost on top."""
    ways = []
    for side, sequence in ((0, order), (-1, order[::-1])):
        way: list[PlacedLabel] = []
        for row, number in enumerate(sequence):
            x = marks[number][0]
            way.append(PlacedLabel(number, x, *_choices(x, texts[number], left, right)[side], row, texts[number]))
        met = sum(not _apart(one, other) for place, one in enumerate(way) for other in way[:place])
        ways.append((met, way))
    return min(ways, key=lambda each: each[0])[1]


def _choices(x: float, text: str, left: float, right: float) -> list[tuple[float, float]]:
    """Right of the line, left of it, or above its upper end, whichever lie inside."""
    wide = text_width(text, size=LABEL_SIZE, strong=True)
    above = min(max(x - wide / 2, left), right - wide)
    places = [(x + _GAP, x + _GAP + wide), (x - _GAP - wide, x - _GAP)]
    return [place for place in places if left <= place[0] and place[1] <= right] or [(above, above + wide)]


def _apart(one: PlacedLabel, other: PlacedLabel) -> bool:
    if one.row == other.row and one.left < other.right + _GAP and other.left < one.right + _GAP:
        return False
    first, second = (one, other) if (one.x, one.number) <= (other.x, other.number) else (other, one)
    if first.left >= first.x and second.right <= second.x and first.left + first.right > second.left + second.right:
        return False  # each would stand on the other's side
    upper, lower = (one, other) if one.row <= other.row else (other, one)
    return not (lower.left - 2 < upper.x < lower.right + 2 and upper.row < lower.row)
