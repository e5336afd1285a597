"""Names at the ends of the lines of a curve, pushed apart until no two meet."""

from dataclasses import replace

from milepost.documents.charts.axis import TimeScale
from milepost.documents.charts.measure import fitted, text_width
from milepost.documents.charts.shapes import Anchor, Label, Role

_LINE_APART = 15.0
_NEAR = 120.0


def end_labels(
    named: list[tuple[str, tuple[float, float]]], scale: TimeScale, *, top: float, bottom: float, gutter: float, edge: float
) -> list[Label]:
    """A label for each (name, end of its line): in the gutter for lines that reach `edge`, beside its end for one that stops earlier, and
    all of them in the upper left corner, which rising curves leave free, where there is no gutter."""
    if not gutter:
        room = (scale.right - scale.left) * 0.72
        return [
            Label(Role.INK, scale.left + 6, top + 32 + number * _LINE_APART, fitted(text, size=11, width=room), size=11, halo=True)
            for number, (text, _) in enumerate(sorted(named, key=lambda each: each[1][1]))
        ]
    at_edge: list[Label] = []
    early: list[tuple[str, float, float]] = []
    for text, (x, y) in named:
        text = fitted(text, size=11, width=gutter - 10, strong=True)
        if x > scale.right - 30 or (x >= edge and x > scale.right - _NEAR):
            at_edge.append(Label(Role.INK, scale.right + 8, y + 4, text, size=11, strong=True))
        else:
            early.append((text, x, y))
    upper: list[Label] = []
    lower: list[Label] = []
    for number, (text, x, y) in enumerate(sorted(early, key=lambda each: each[2])):
        # running totals rise: free is what lies up and left of the highest end, and what lies down and right of the others
        if number and x + 10 + text_width(text, size=11, strong=True) < scale.right:
            lower.append(Label(Role.INK, x + 8, y + 14, text, size=11, strong=True, halo=True))
        else:
            anchor = Anchor.END if x - scale.left > 150 else Anchor.START
            upper.append(Label(Role.INK, x - 8, y - 6, text, anchor, size=11, strong=True, halo=True))
    return [
        each for group, least in ((at_edge, top), (upper, top + 22), (lower, top)) for each in spread(group, top=least, bottom=bottom + 10)
    ]


def spread(labels: list[Label], *, top: float, bottom: float) -> list[Label]:
    """The labels pushed apart until no two lines of text meet, in the order of their heights, none below `bottom`."""
    placed: list[Label] = []
    for label in sorted(labels, key=lambda each: (each.y, each.text)):
        y = max(label.y, top + 8, placed[-1].y + _LINE_APART if placed else 0)
        placed.append(replace(label, y=y))
    low = bottom
    for number in reversed(range(len(placed))):
        if placed[number].y > low:
            placed[number] = replace(placed[number], y=low)
        low = placed[number].y - _LINE_APART
    return placed
