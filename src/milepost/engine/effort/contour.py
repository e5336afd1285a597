"""The eight published shapes of work over an assignment: ten shares of the peak for ten equal parts of its span.

The numbers are those MS Project documents for its work contours (percent of the assigned units in each tenth of the assignment);
a shape whose mean is m stretches the span of the same work by 1 / m.
"""

from milepost.engine.model import Contour

SHARES = 10

CONTOURS: dict[Contour, tuple[int, ...]] = {
    Contour.FLAT: (100,) * 10,
    Contour.BACK_LOADED: (10, 15, 25, 50, 50, 75, 75, 100, 100, 100),
    Contour.FRONT_LOADED: (100, 100, 100, 75, 75, 50, 50, 25, 15, 10),
    Contour.DOUBLE_PEAK: (25, 50, 100, 50, 25, 25, 50, 100, 50, 25),
    Contour.EARLY_PEAK: (25, 50, 100, 100, 75, 50, 50, 25, 15, 10),
    Contour.LATE_PEAK: (10, 15, 25, 50, 50, 75, 100, 100, 50, 25),
    Contour.BELL: (10, 20, 40, 80, 100, 100, 80, 40, 20, 10),
    Contour.TURTLE: (25, 50, 75, 100, 100, 100, 100, 75, 50, 25),
}
"""Percent of the peak in each tenth. `Contour.EDITED` is no shape: its work lies where the assignment's phases say."""


def shares_of(contour: Contour) -> tuple[int, ...]:
    """The ten percentages of a shape; the flat ones for an edited contour, which has no shape of its own."""
    return CONTOURS.get(contour, CONTOURS[Contour.FLAT])
