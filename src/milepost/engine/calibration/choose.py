"""Chooses how past records are weighed: by what would have forecast the later of them best, so that nobody has to know."""

from collections.abc import Sequence
from itertools import pairwise
from math import log

from milepost.engine.calibration.mixture import MidDistribution, gathered
from milepost.engine.calibration.records import Record
from milepost.engine.calibration.references import Weighing, fitted

LATEST = 1000
"""The choice is made on at most so many of the last records: what helped long ago need not help now."""
LEAST = 40
"""Fewer records than this tell nothing about how to weigh them."""
STEPS = 4
BANDS = 6
IN_A_BAND = 30
GAIN = 0.01
"""By how much (a share of the loss) a more complicated weighing must forecast better to be chosen."""
SHARES = (0.5, 0.8)
AMISS = 0.05
"""By how much forecasts may be reached too often or too seldom in the rehearsal before that is mended."""
EVEN = 100.0
"""Records by which the mending of percentiles is drawn to no change."""


def rehearsed(records: Sequence[Record], *, shrink: float) -> tuple[Weighing, MidDistribution | None]:
    """(the weighing with the least loss on the later half of the records, where the outcomes lay among its forecasts).

    Each step is learned from what came before it. Tried are size alone, and recency with or without it; the plain weighing wins ties.
    Outcomes that lay too high or too low among the forecasts mend later ones (V. Kuleshov, N. Fenner, S. Ermon, Accurate Uncertainties
    for Deep Learning Using Calibrated Regression, 2018), drawn to no change by as much as `EVEN` records.
    """
    shown = records[-LATEST:]
    if len(shown) < LEAST or shown[0].order == shown[-1].order:
        return Weighing(), None
    sizes = size_limits(shown)
    best = Weighing()
    least, places = _rehearsal(shown, best, shrink)
    lives = [None, *(len(shown) / part for part in (3, 9, 27) if len(shown) / part >= 10)]
    for limits in ((), sizes) if sizes else ((),):
        for life in lives:
            tried = Weighing(life, limits)
            if tried == Weighing():
                continue
            loss, found = _rehearsal(shown, tried, shrink)
            if loss < least * (1 - GAIN):
                best, least, places = tried, loss, found
    return best, _levels(places)


def _levels(places: Sequence[float]) -> MidDistribution | None:
    """The shares at which outcomes lay, later ones counting more, mixed with those of perfect forecasts; None where they lay well."""
    life = max(len(places) / 2, 1.0)
    own = [(place, 0.5 ** ((len(places) - 1 - n) / life)) for n, place in enumerate(places)]
    if not places or all(abs(MidDistribution(gathered(own)).share(share) - share) <= AMISS for share in SHARES):
        return None
    even = [((n + 0.5) / 100, EVEN / 100) for n in range(100)]
    return MidDistribution(gathered([*own, *even]))


def size_limits(records: Sequence[Record]) -> tuple[float, ...]:
    """Estimates that part the records into up to six sizes of about equal count, between values that occur."""
    estimates = sorted(record.estimate for record in records)
    bands = min(BANDS, len(estimates) // IN_A_BAND)
    limits = {estimates[len(estimates) * n // bands] for n in range(1, bands)} if bands > 1 else set()
    return tuple(sorted(limit for limit in limits if limit > estimates[0]))


def _rehearsal(records: Sequence[Record], weighing: Weighing, shrink: float) -> tuple[float, list[float]]:
    """(pinball loss of the logarithms of P50 and P80 over the later half, the share at which each outcome lay)."""
    first = len(records) // 2
    bounds = [_moved(records, first + (len(records) - first) * step // STEPS) for step in range(STEPS + 1)]
    loss = 0.0
    places = []
    for begin, end in pairwise(bounds):
        learned = fitted(records[:begin], weighing, shrink=shrink)
        for record in records[begin:end]:
            reference = learned.of(record.group, record.estimate)
            if reference is None:
                continue
            ratio = log(record.actual / record.estimate)
            for share in SHARES:
                gap = ratio - reference.middle.at(share)
                loss += gap * share if gap > 0 else -gap * (1 - share)
            places.append(reference.middle.share(ratio))
    return loss, places


def _moved(records: Sequence[Record], at: int) -> int:
    """A bound moved on so that records of one order are never on both sides."""
    while 0 < at < len(records) and records[at].order == records[at - 1].order:
        at += 1
    return at
