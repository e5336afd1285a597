"""The chances of a plan as a document: the finding as title, how the finish lies, milestones, what moves the finish most, and from what."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.apps.planning.chart.chances import MOST_MILESTONES, Chances
from milepost.documents.tree import (
    Block,
    Callout,
    CalloutKind,
    Cell,
    Column,
    CurvePoint,
    DistributionChart,
    Document,
    Figure,
    KeyFigure,
    KeyFigures,
    Kind,
    OutcomeBin,
    OutcomeMark,
    OutcomeMarkKind,
    Paragraph,
    RangeChart,
    RangeRow,
    Section,
    Status,
    Table,
    TornadoChart,
    TornadoRow,
    row,
)
from milepost.kernel.inputs.local_moment import moment_of
from milepost.values import FULL_SHARE
from milepost.web.rooms.planning.moments import DAY, clock, later, on_day, per_cent

LIKELY, EVEN = 800_000, 500_000
LEVELS = ("P10", "P50", "P80", "P95")


def finding(chances: Chances) -> str:
    """By when it ends with four chances of five, and how the plan stands beside that."""
    kept = chances.row
    if kept.earliest == kept.latest:
        return _("Every sample ends on %(day)s: nothing in this plan varies") % {"day": _day(kept.p50)}
    told = _("80 %% chance by %(day)s") % {"day": _day(kept.p80)}
    if _day(kept.planned) == _day(kept.p80):
        return _("%(chance)s; the plan says the same day") % {"chance": told}
    facts = {"chance": told, "day": _day(kept.planned), "share": per_cent(kept.planned_share)}
    return _("%(chance)s; the plan says %(day)s, which %(share)s of the samples keep") % facts


def document_of(chances: Chances, *, subtitle: str) -> Document:
    """The whole of it."""
    opening: list[Block] = [KeyFigures(tuple(_keys(chances))), Paragraph(" ".join(_basis(chances)))]
    if chances.row.basis.get("assumed") and not chances.row.basis.get("own"):
        told = _("Give tasks their duration at best and at worst, in the table or the chart of the plan, and the chances rest on that.")
        opening.append(Callout(CalloutKind.WARNING, told, title=_("The spread of the estimates is assumed")))
    if chances.row.earliest != chances.row.latest:
        opening.append(_finish(chances))
    return Document(title=finding(chances), subtitle=subtitle, opening=tuple(opening), sections=tuple(_sections(chances)))


def _keys(chances: Chances) -> Iterator[KeyFigure]:
    kept = chances.row
    how = {
        "P50": _("Half of the %(samples)s samples end by then, half of them later.") % {"samples": f"{kept.samples:,}"},
        "P80": _("Four of five samples end by then. It is what can be promised without luck."),
        "P95": _("Nineteen of twenty samples end by then."),
    }
    for name, at in (("P50", kept.p50), ("P80", kept.p80), ("P95", kept.p95)):
        yield KeyFigure(name, _day(at), later(at - kept.planned).replace(_("as before"), _("as planned")), how[name])
    odds = kept.planned_share
    status = Status.GOOD if odds >= LIKELY else Status.BAD if odds < EVEN // 2 else Status.NOTICE
    told = _("%(share)s of the samples end by the date that the plan says.") % {"share": per_cent(odds)}
    yield KeyFigure(_("Planned"), _day(kept.planned), _("%(share)s keep it") % {"share": per_cent(odds)}, told, status)


def _basis(chances: Chances) -> Iterator[str]:
    """From what it was worked out, and how sure that is."""
    kept, basis = chances.row, chances.row.basis
    facts = {"samples": f"{kept.samples:,}", "seed": kept.seed}
    yield _("The plan was carried out %(samples)s times with other durations (seed %(seed)s: the same plan gives the same answer).") % facts
    own, assumed, beside = basis.get("own", 0), basis.get("assumed", 0), len(basis.get("beside", ()))
    if own:
        text = ngettext(
            "%(many)s task takes the range that somebody gave it, from best to worst around the planned duration (PERT).",
            "%(many)s tasks take the ranges that somebody gave them, from best to worst around the planned duration (PERT).",
            own,
        )
        yield text % {"many": own}
    if assumed:
        low, likely, high = basis["spread"]
        text = ngettext(
            "%(many)s task has no range: a rule of thumb stands in, %(low)s to %(high)s times what is planned, most likely %(likely)s.",
            "%(many)s tasks have no range: a rule of thumb stands in, %(low)s to %(high)s times what is planned, most likely %(likely)s.",
            assumed,
        )
        yield text % {"many": assumed, "low": f"{low:g}", "high": f"{high:g}", "likely": f"{likely:g}"}
    if basis.get("together"):
        text = _("Tasks of one project tend to run late together: among those without a range a correlation of %(much)s is assumed.")
        yield text % {"much": f"{basis['together']:g}"}
    if beside:
        text = ngettext(
            "%(many)s task only goes along with the others and does not vary.",
            "%(many)s tasks only go along with the others and do not vary.",
            beside,
        )
        yield text % {"many": beside}
    yield _("Work whose scope nobody approved is not in it.")


def _finish(chances: Chances) -> Figure:
    kept = chances.row
    marks = (
        OutcomeMark(moment_of(kept.planned), _("Planned %(day)s") % {"day": _day(kept.planned)}, OutcomeMarkKind.PLANNED),
        *(OutcomeMark(moment_of(at), f"{name} {_day(at)}") for name, at in (("P50", kept.p50), ("P80", kept.p80))),
    )
    beyond = kept.basis.get("beyond", 0)
    told = _("%(share)s of the samples lie beyond this axis, the last on %(day)s")
    chart = DistributionChart(
        bins=tuple(OutcomeBin(moment_of(low), moment_of(high), count * FULL_SHARE // kept.samples) for low, high, count in kept.bars),
        curve=tuple(CurvePoint(moment_of(at), share) for at, share in kept.curve),
        marks=marks,
        split_at=moment_of(kept.p80),
        bins_title=_("Share of samples that end then"),
        curve_title=_("Chance to have ended"),
        later=told % {"share": per_cent(beyond), "day": _day(kept.latest)} if beyond else "",
    )
    facts = {"half": _day(kept.p50), "most": _day(kept.p80), "gap": clock(kept.p80 - kept.p50)}
    title = _("Half of the samples end by %(half)s, 80 %% by %(most)s: %(gap)s between them") % facts
    described = _("The samples end between %(first)s and %(last)s.") % {"first": _day(kept.earliest), "last": _day(kept.latest)}
    return Figure(title, chart, f"{described} {title}.", _histogram(chances))


def _histogram(chances: Chances) -> Table:
    kept, total, rows = chances.row, 0, []
    for low, high, count in kept.bars:
        total += count
        rows.append(row(moment_of(low), moment_of(high - 1), count, count * FULL_SHARE // kept.samples, total * FULL_SHARE // kept.samples))
    columns = (
        Column(_("From"), Kind.DATE),
        Column(_("To"), Kind.DATE),
        Column(_("Samples"), Kind.NUMBER),
        Column(_("Share"), Kind.PERCENT, digits=1),
        Column(_("Ended by then"), Kind.PERCENT, digits=1),
    )
    return Table(_("When the samples end"), columns, tuple(rows), collapsed=True)


def _sections(chances: Chances) -> Iterator[Section]:
    if chances.milestones:
        yield Section(_milestone_title(chances), (_milestones(chances),), anchor="milestones", label=_("Milestones"))
    if chances.movers:
        yield Section(_mover_title(chances), (_tornado(chances),), anchor="movers", label=_("What moves the finish"))


def _milestone_title(chances: Chances) -> str:
    odds = [(one.chances.deadline_share, one) for one in chances.milestones if one.chances.deadline_share is not None]
    if not odds:
        return _("When each milestone is likely")
    share, worst = min(odds, key=lambda pair: (pair[0], pair[1].pk))
    if share >= LIKELY:
        return _("Each deadline is met with %(share)s or more") % {"share": per_cent(share)}
    return _("%(task)s meets its deadline with %(share)s") % {"task": f"‘{worst.name}’", "share": per_cent(share)}


def _milestones(chances: Chances) -> Figure:
    promised = sorted(chances.milestones, key=lambda one: one.deadline_at is None)[:MOST_MILESTONES]
    chosen = [one for one in chances.milestones if one in promised]
    rows = []
    for one in chosen:
        values = tuple(moment_of(getattr(one.chances, level.lower())) for level in LEVELS)
        odds = one.chances.deadline_share
        rows.append(
            RangeRow(
                name=one.name,
                values=values,
                planned=moment_of(one.dates.finish),
                deadline=moment_of(one.deadline_at) if one.deadline_at is not None else None,
                note=per_cent(odds) if odds is not None else "",
                status=_status(odds),
            )
        )
    named = _("Deadline met") if any(one.chances.deadline_share is not None for one in chosen) else ""
    chart = RangeChart(rows=tuple(rows), printed=("P50", "P80"), note_title=named, names_title=_("Milestone"))
    described = _("A band for each, from its P10 to its P95, with what is planned and promised.")
    columns = (Column(_("Milestone")), Column(_("Planned"), Kind.DATE), *(Column(level, Kind.DATE) for level in LEVELS), Column(_("Deadline"), Kind.DATE), Column(_("Met"), Kind.PERCENT, digits=1))  # fmt: skip  # noqa: E501
    table = tuple(
        row(
            Cell(one.name, target=f"/tasks/{one.number}/"),
            _date(one.dates.finish),
            *(_date(getattr(one.chances, level.lower())) for level in LEVELS),
            _date(one.deadline_at) if one.deadline_at is not None else None,
            one.chances.deadline_share,
        )
        for one in chances.milestones
    )
    return Figure(_("From P10 to P95, beside what is planned"), chart, described, Table(_("Milestones by chance"), columns, table))


def _status(odds: int | None) -> Status:
    return Status.NONE if odds is None else Status.GOOD if odds >= LIKELY else Status.NOTICE if odds >= EVEN else Status.BAD


def _mover_title(chances: Chances) -> str:
    first = chances.movers[0].chances
    facts = {"task": f"‘{chances.movers[0].name}’", "span": clock(((first.later or 0) - (first.earlier or 0)) // 2)}
    return _("%(task)s moves the finish most: about %(span)s either way") % facts


def _tornado(chances: Chances) -> Figure:
    rows, table = [], []
    for one in chances.movers:
        low, high = sorted(Decimal(value * 10 // DAY) / 10 for value in (one.chances.earlier or 0, one.chances.later or 0))
        critical = one.chances.criticality or 0
        rows.append(TornadoRow(one.name, low, high, per_cent(critical)))
        table.append(row(Cell(one.name, target=f"/tasks/{one.number}/"), low, high, critical))
    chart = TornadoChart(
        rows=tuple(rows),
        centre_label=_("Mean finish %(day)s") % {"day": _day(chances.row.mean)},
        below_label=_("Earlier"),
        above_label=_("Later"),
        unit="d",
        names_title=_("Task"),
        note_title=_("Critical in"),
    )
    often = ngettext(
        "%(many)s task is critical in at least half of the samples.",
        "%(many)s tasks are critical in at least half of the samples.",
        chances.often,
    )
    described = _("How far the finish is expected to move when one task takes its own P10 or P90 and the others what they will.")
    columns = (
        Column(_("Task")),
        Column(_("Earlier, days"), Kind.NUMBER),
        Column(_("Later, days"), Kind.NUMBER),
        Column(_("Critical in"), Kind.PERCENT, digits=0),
    )
    title = _("Days by the clock: by its own P10 earlier, by its own P90 later")
    return Figure(title, chart, f"{described} {often % {'many': chances.often}}", Table(_("What moves the finish"), columns, tuple(table)))


def _day(minutes: int) -> str:
    return on_day(minutes, ends=True)


def _date(minutes: int) -> datetime:
    return moment_of(minutes - 1)
