"""How odds, spreads and gains are said: shares in per cent, time in working days of the plan."""

from milepost.cli.plan.known.chances import Basis, Chances
from milepost.cli.plan.wording import counted, day, day_text, short_day
from milepost.engine.model import Plan
from milepost.engine.risk import Distribution, RiskEvent, RiskGain, Shape, ThreePoint
from milepost.engine.risk.assumed import ASSUMED, ASSUMED_CORRELATION
from milepost.values import DAY, FULL_SHARE, HOUR


def odds_text(share: float) -> str:
    """ "12 %"; what is not quite nothing or everything does not become it by rounding."""
    if share > 0 and round(100 * share) == 0:
        return "less than 1 %"
    if share < 1 and round(100 * share) == 100:
        return "more than 99 %"
    return f"{round(100 * share)} %"


def short_odds(share: float) -> str:
    """The same where room is short: "<1 %"."""
    return odds_text(share).replace("less than ", "<").replace("more than ", ">")


def share(value: float) -> int:
    """A share from 0 to 1 in millionths."""
    return round(value * FULL_SHARE)


def near_day(moment: int, other: int, *, finish: bool = True) -> str:
    """ "3 Aug", or "3 Aug 2026" where the year is not that of the other moment."""
    same = day(moment, finish=finish).year == day(other, finish=finish).year
    return short_day(moment, finish=finish) if same else day_text(moment, finish=finish)


def sure(distribution: Distribution) -> bool:
    """Whether every sample came to the same value."""
    return distribution.values[0] == distribution.values[-1]


def gap(chances: Chances, earlier: int, later: int) -> int:
    """Working seconds of the plan's calendar between two moments; negative when the second comes first."""
    return chances.time.between(earlier, later)


def working_share(chances: Chances) -> float:
    """Working time for each second by the clock, about where the samples end: turns mean gains into working days."""
    finish = chances.simulation.finish
    assert finish is not None
    low, high = finish.values[0] - 14 * DAY, finish.values[-1] + 14 * DAY
    return chances.time.between(low, high) / (high - low)


def gain_at(chances: Chances, gain: RiskGain, percent: int) -> int:
    """Working seconds by which the P50 or P80 comes earlier without an event."""
    finish = chances.simulation.finish
    assert finish is not None
    with_it = finish.p(percent)
    without = with_it - (gain.p80_gain if percent == 80 else gain.p50_gain)
    return chances.time.between(without, with_it)


def mean_gain(chances: Chances, gain: RiskGain) -> int:
    """Working seconds by which the finish comes earlier without an event, on average."""
    return round(gain.mean_gain * working_share(chances))


def events(chances: Chances) -> dict[str, RiskEvent]:
    """The events that were simulated, by id."""
    return {event.id: event for event in chances.risks.events}


def rounded(seconds: int, plan: Plan) -> int:
    """A simulated span, rounded to tenths of the plan's day, or to days from ten on: finer figures would only look exact."""
    day = plan.settings.day or 8 * HOUR
    step = day if abs(seconds) >= 10 * day else day // 10
    return round(seconds / step) * step if step else seconds


def tenths(seconds: int, plan: Plan) -> str:
    """A simulated span in days of the plan: "0.2 d", "12 d"; "none" for less than a twentieth of a day."""
    days = rounded(seconds, plan) / (plan.settings.day or 8 * HOUR)
    return f"{days:,.1f}".removesuffix(".0").replace("-", "\u2212") + " d" if abs(days) >= 0.05 else "none"


def spread_text(spread: ThreePoint) -> str:
    """A relative spread: "0.75 to 2 times, most likely 1 (PERT)"."""
    if spread.shape is Shape.LOGNORMAL:
        return f"P10 {spread.low:.2f}, P50 {spread.likely:.2f}, P90 {spread.high:.2f} times (lognormal)"
    shape = "PERT" if spread.shape is Shape.PERT else spread.shape.value
    return f"{spread.low:g} to {spread.high:g} times, most likely {spread.likely:g} ({shape})"


def basis_sentences(chances: Chances) -> list[str]:
    """Where the spread of the tasks comes from, in full sentences."""
    basis = chances.basis
    said = []
    if basis.own:
        its = "its" if basis.own == 1 else "their"
        said.append(f"{counted(basis.own, 'task has', 'tasks have')} an estimate of {its} own in the risk file.")
    if basis.calibrated and chances.history is not None:
        whole = chances.history.calibration.whole
        number = counted(whole.count if whole else 0, "past record", "past records")
        takes = "takes its spread" if basis.calibrated == 1 else "take their spread"
        said.append(f"{counted(basis.calibrated, 'task')} {takes} from {number} in {chances.history.name}.")
    if basis.assumed and basis.by_default:
        said.append(
            f"Nobody has said how sure the estimates are, so a rule of thumb stands in: {_each(basis.by_default)} takes "
            f"{spread_text(ASSUMED)}, of what is planned."
        )
    elif basis.by_default and basis.default is not None:
        takes = "takes" if basis.by_default == 1 else "take"
        said.append(
            f"{counted(basis.by_default, 'task')} {takes} the risk file's default spread: {spread_text(basis.default)}, of what is planned."
        )
    if basis.together:
        said.append(f"Tasks of one project tend to run late together: a correlation of {ASSUMED_CORRELATION:g} is assumed.")
    if basis.beside:
        goes = "task only accompanies the others and does", "tasks only accompany the others and do"
        said.append(f"{counted(len(basis.beside), *goes)} not vary.")
    if basis.sure:
        has = "unfinished task has no estimate and is", "unfinished tasks have no estimate and are"
        said.append(f"{counted(basis.sure, *has)} taken as certain.")
    if not basis.varying and not basis.sure:
        said.append("No task is left whose duration could vary.")
    return said


def remedy_text(basis: Basis) -> str:
    """What to do about an assumption; empty where none was made."""
    return "Give your own with --risks FILE, or past work with --records FILE." if basis.assumed and basis.by_default else ""


def test_text(chances: Chances) -> str:
    """What the back-test of past records says; empty without one."""
    tested = chances.history.tested if chances.history is not None else None
    if tested is None or tested.calibrated is None:
        return ""
    cover = tested.calibrated.coverage
    return (
        f"Of {tested.count:,} past tasks forecast this way from earlier ones, {odds_text(cover[80])} ended within their P80 and "
        f"{odds_text(cover[50])} within their P50."
    )


def _each(number: int) -> str:
    return "the one unfinished task" if number == 1 else f"each of the {number:,} unfinished tasks"
