"""Contrast, computed: text at 4.5 to 1 and graphics at 3 to 1 against their ground, light and dark (WCAG 1.4.3 and 1.4.11)."""

import pytest

from milepost.documents.charts.palette import DARK, LIGHT, Palette
from milepost.documents.charts.shapes import Role
from milepost.documents.charts.svg import chart_css

TEXT = {Role.INK, Role.QUIET, Role.WARNING_TEXT, Role.STATUS_TEXT, Role.GOOD_TEXT}
# What only orders the page and carries no meaning of its own may be fainter.
DECORATION = {Role.GROUND, Role.RULE, Role.GRID, Role.OFF, Role.STRIPE, Role.MILESTONE_EYE, Role.RIM}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def palettes() -> list[tuple[Palette, Role]]:
    return [(palette, role) for palette in (LIGHT, DARK) for role in Role if role not in DECORATION]


@pytest.mark.parametrize(("palette", "role"), palettes())
def test_every_role_stands_out_from_its_ground(palette: Palette, role: Role) -> None:
    ground, paint = palette[Role.GROUND].fill, palette[role]
    assert ground is not None
    best = max(contrast(colour, ground) for colour in (paint.fill, paint.stroke) if colour)
    assert best >= (4.5 if role in TEXT else 3.0), f"{role}: {best:.2f}"


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize(("upper", "lower"), [(Role.DONE, Role.BAR), (Role.CRITICAL_DONE, Role.CRITICAL), (Role.SPINE, Role.CRITICAL)])
def test_progress_can_be_told_from_the_bar_it_lies_on(palette: Palette, upper: Role, lower: Role) -> None:
    above, below = palette[upper].fill, palette[lower].fill
    assert above is not None and below is not None
    assert contrast(above, below) >= 2.0


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_text_stays_readable_on_shaded_ground(palette: Palette) -> None:
    shaded = palette[Role.OFF].fill
    assert shaded is not None
    for role in TEXT:
        colour = palette[role].fill
        assert colour is not None and contrast(colour, shaded) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_every_role_has_a_paint_and_a_rule(palette: Palette) -> None:
    assert set(palette) == set(Role)
    css = chart_css(palette)
    assert all(f".g-{role}{{" in css for role in Role)
