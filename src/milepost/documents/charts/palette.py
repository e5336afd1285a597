"""Colours by role, for light (and print) and dark ground. A test computes the contrast of every one against its ground."""

from dataclasses import dataclass

from milepost.documents.charts.shapes import Role


@dataclass(frozen=True, slots=True)
class Paint:
    """Fill and stroke, either may be missing; stroke width and dashes in pixels."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 1
    dash: str = ""


Palette = dict[Role, Paint]


@dataclass(frozen=True, slots=True)
class _Tones:
    """The few colours everything else is made of."""

    ground: str
    ink: str
    quiet: str
    rule: str
    grid: str
    off: str
    stripe: str
    accent: str
    accent_soft: str
    accent_done: str
    danger: str
    danger_soft: str
    danger_done: str
    spine: str
    summary: str
    summary_soft: str
    baseline: str
    status: str
    deadline: str
    link: str
    series: tuple[str, str, str, str, str, str]


_LIGHT = _Tones(
    ground="#ffffff", ink="#1a2230", quiet="#525f70", rule="#c9d0d9", grid="#e8ebef", off="#f2f4f7", stripe="#fafbfc",
    accent="#1f53c9", accent_soft="#c4d5fa", accent_done="#3a6be0",
    danger="#ab1f15", danger_soft="#f8cfc9", danger_done="#cf4a3c", spine="#7c130b",
    summary="#3b4656", summary_soft="#aeb7c3", baseline="#76828f", status="#a8480a", deadline="#1a7048", link="#64707f",
    series=("#3a6be0", "#1e8a80", "#8b55c4", "#a36a00", "#5b6b7e", "#b8457f"),
)  # fmt: skip
_DARK = _Tones(
    ground="#151a21", ink="#e6eaf0", quiet="#a3afbe", rule="#3c4654", grid="#262e39", off="#1c222b", stripe="#181e26",
    accent="#86a8ff", accent_soft="#2b4686", accent_done="#6490fb",
    danger="#ff8d80", danger_soft="#6b2620", danger_done="#e2604f", spine="#ffc4bc",
    summary="#c3ccd8", summary_soft="#5c6878", baseline="#8592a3", status="#ff9d57", deadline="#5fd19b", link="#8896a8",
    series=("#6490fb", "#35aca0", "#ab7fe0", "#cf9526", "#8796a9", "#e077ad"),
)  # fmt: skip


def _palette(tones: _Tones) -> Palette:
    """Each role painted with the tones."""
    series = {Role(f"series-{number}"): Paint(colour, tones.ground, 1) for number, colour in enumerate(tones.series, start=1)}
    dashes = ("", "7 3", "2 2.5", "9 3 2 3", "4 2", "1 3")
    lines = {Role(f"line-{number}"): Paint(None, tones.series[number - 1], 2, dash) for number, dash in enumerate(dashes, start=1)}
    return {
        Role.GROUND: Paint(tones.ground),
        Role.INK: Paint(tones.ink),
        Role.QUIET: Paint(tones.quiet),
        Role.WARNING_TEXT: Paint(tones.danger),
        Role.STATUS_TEXT: Paint(tones.status),
        Role.RULE: Paint(None, tones.rule),
        Role.GRID: Paint(None, tones.grid),
        Role.OFF: Paint(tones.off),
        Role.STRIPE: Paint(tones.stripe),
        Role.BAR: Paint(tones.accent_soft, tones.accent, 1.2),
        Role.DONE: Paint(tones.accent_done),
        Role.CRITICAL: Paint(tones.danger_soft, tones.danger, 1.2),
        Role.CRITICAL_DONE: Paint(tones.danger_done),
        Role.SPINE: Paint(tones.spine),
        Role.SUMMARY: Paint(tones.summary_soft, tones.summary, 1),
        Role.SUMMARY_DONE: Paint(tones.summary),
        Role.MILESTONE: Paint(tones.summary, tones.ground, 1),
        Role.MILESTONE_CRITICAL: Paint(tones.danger, tones.ground, 1),
        Role.MILESTONE_EYE: Paint(tones.ground),
        Role.SPLIT: Paint(None, tones.accent, 1.2, "2 2"),
        Role.SPLIT_CRITICAL: Paint(None, tones.danger, 1.2, "2 2"),
        Role.BASELINE: Paint(tones.baseline),
        Role.FLOAT: Paint(None, tones.link, 1.2, "3 2"),
        Role.DEADLINE: Paint(tones.ground, tones.deadline, 1.5),
        Role.CONSTRAINT: Paint(None, tones.ink, 1.5),
        Role.FORECAST_MARK: Paint(tones.ground, tones.accent, 2),
        Role.TIE: Paint(None, tones.accent, 1.5, "1.5 2.5"),
        Role.LINK: Paint(None, tones.link, 1),
        Role.LINK_CRITICAL: Paint(None, tones.danger, 1.4),
        Role.ARROW: Paint(tones.link),
        Role.ARROW_CRITICAL: Paint(tones.danger),
        Role.STATUS: Paint(None, tones.status, 1.5),
        Role.CAPACITY: Paint(None, tones.ink, 1.5),
        Role.OVER: Paint(tones.danger_soft, tones.danger, 1.2),
        Role.HATCH: Paint(None, tones.danger, 1),
        Role.PERIOD: Paint(tones.series[0]),
        **series,
        **lines,
        Role.PLANNED: Paint(None, tones.accent, 2),
        Role.PLANNED_BASE: Paint(None, tones.baseline, 2, "6 4"),
        Role.ACTUAL: Paint(None, tones.ink, 2.5),
        Role.FORECAST: Paint(None, tones.danger, 2, "2 3"),
        Role.EARNED: Paint(None, tones.deadline, 2.5, "9 2"),
        Role.FAN: Paint(tones.danger_soft, tones.danger, 1),
        Role.FINISH: Paint(None, tones.danger, 1.5, "5 4"),
        Role.GOOD_TEXT: Paint(tones.deadline),
        Role.OUTCOME: Paint(tones.accent_done, tones.accent, 1),
        Role.BEYOND: Paint(tones.accent_soft, tones.accent, 1),
        Role.CUMULATIVE: Paint(None, tones.ink, 2),
        Role.GUIDE: Paint(None, tones.link, 1, "3 3"),
        Role.RIM: Paint(None, tones.ground, 4),
        Role.TICK: Paint(tones.ink, tones.ground, 1),
        Role.DOT: Paint(tones.ink, tones.ground, 1.5),
        Role.PLANNED_MARK: Paint(tones.ground, tones.summary, 1.5),
        Role.MARK_PERCENTILE: Paint(None, tones.ink, 1.2),
        Role.MARK_PLANNED: Paint(None, tones.baseline, 1.6, "6 3"),
        Role.MARK_DEADLINE: Paint(None, tones.deadline, 2),
        Role.MARK_TOLERANCE: Paint(None, tones.status, 1.6, "8 3 2 3"),
    }


LIGHT: Palette = _palette(_LIGHT)
DARK: Palette = _palette(_DARK)
