"""The roadmap: which project reaches what in which quarter, when each is likely to finish, and who waits for whom."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Annotated, Any

from milepost.documents.tree import Cell, Column, Document, KeyFigure, KeyFigures, Kind, Paragraph, Row, Section, Status, Table, row
from milepost.documents.wording import said_number
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import NOT_VISIBLE, asked, rows
from milepost.kernel.inputs import Ref, Whole
from milepost.kernel.settings import today_here
from milepost.values import Said, listed, said, said_many

OPEN = ["proposed", "active", "on-hold"]
METHOD = said(
    "P80 is the day by which 80 % of the simulated runs of a plan have finished; a project is likely late when P80, or where it was "
    "not simulated the planned finish, comes after the committed day. Work whose scope nobody approved is in no date. A milestone "
    "stands in the quarter in which it was reached, or is likely to be."
)
Json = dict[str, Any]


@document(
    "projects.roadmap",
    title="Delivery roadmap",
    needs=("project.view", "project.forecast", "project.roadmap"),
    masks=("project-dependency.view", "programme.view"),
    about=("programme",),
)
def roadmap(
    actor: Actor,
    *,
    programme: Annotated[Any, Ref(entity="programme", required=False, help="All projects when empty.")] = None,
    quarters: Annotated[int, Whole(least=1, most=12, required=False, help="So many; 5 when empty.")] = 5,
) -> Document:
    """What is delivered in which quarter, project by project, with the chance of what was promised: for boards and programmes."""
    narrowed = {"programme": programme.pk} if programme is not None else {}
    projects = rows(actor, "project", order="name", state=OPEN, **narrowed)
    forecasts = {one["project"]["id"]: one for one in asked(actor, "project.forecast").rows}
    known = [(one, forecasts.get(one["id"], {})) for one in projects]
    late = [one for one, forecast in known if (forecast.get("late") or 0) > 0]
    promised = [one for one, forecast in known if forecast.get("late") is not None]
    counts = {"late": len(late), "promised": len(promised)}
    today = today_here()
    shown = _quarters(today, quarters)
    sections = [
        Section(_reached_told(shown), (_milestones(actor, projects, shown),), label=said("By quarter")),
        Section(said("{late:,} of {promised:,} committed days are likely missed", **counts), (_forecasts(known),), label=said("Forecast")),
        *_waits(actor, {one["id"] for one in projects}),
        Section(said("How it is told"), (Paragraph(METHOD),), label=said("Method")),
    ]
    title = said("No project has promised a day yet")
    if promised:
        title = said_many(
            "{late:,} of {promised:,} projects is likely late",
            "{late:,} of {promised:,} projects are likely late",
            count=len(late),
            **counts,
        )
    of_what = said("Delivery roadmap, {day:day}", day=today)
    return Document(
        title=title,
        subtitle=of_what if programme is None else said("{document}: {programme}", document=of_what, programme=programme.name),
        opening=(
            KeyFigures(
                (
                    KeyFigure(said("Projects"), said_number(len(projects)), explanation=said("Those you may see that are not over.")),
                    KeyFigure(
                        said("Likely late"), said_number(len(late)), status=Status.BAD if late else Status.GOOD, explanation=said("By P80.")
                    ),
                )
            ),
        ),
        sections=tuple(sections),
    )


def _quarters(today: date, many: int) -> list[date]:
    """First days, from today's quarter on, and that of the one behind the last."""
    found = [date(today.year, today.month - (today.month - 1) % 3, 1)]
    for _ in range(many):
        later = found[-1] + timedelta(days=100)
        found.append(date(later.year, later.month - (later.month - 1) % 3, 1))
    return found


def _told(first: date) -> Said:
    return said("Q{quarter} {year}", quarter=(first.month + 2) // 3, year=str(first.year))


def _reached_told(shown: Sequence[date]) -> str:
    return said("What is reached from {first} to {last}", first=_told(shown[0]), last=_told(shown[-2]))


def _milestones(actor: Actor, projects: Sequence[Json], shown: Sequence[date]) -> Table:
    by_project: dict[int, list[Json]] = {}
    for one in asked(actor, "project.roadmap").rows:
        by_project.setdefault(one["project"]["id"], []).append(one)
    lines: list[Row] = []
    for project in projects:
        cells: list[Any] = [project["name"]]
        for first, behind in pairwise(shown):
            inside = [one for one in by_project.get(project["id"], ()) if first <= _day(one) < behind]
            late = any(one["finished"] is None and one["deadline"] and _at(one) > one["deadline"] for one in inside)
            words = listed([said("{name} {day:short-day}", name=one["name"], day=_day(one)) for one in inside], between="; ")
            cells.append(Cell(words, status=Status.BAD) if late else words)
        lines.append(row(*cells))
    columns = (Column(said("Project"), width=24), *(Column(_told(first), width=22) for first in shown[:-1]))
    return Table(said("Milestones by quarter; marked where one is later than its deadline"), columns=columns, rows=tuple(lines))


def _at(one: Json) -> str:
    return str(one["finished"] or one["p80"] or one["finish"])


def _day(one: Json) -> date:
    return (datetime.fromisoformat(_at(one)) - timedelta(minutes=1)).date()


def _forecasts(known: Sequence[tuple[Json, Json]]) -> Table:
    lines = []
    for project, forecast in known:
        late = forecast.get("late")
        status = Status.NONE if late is None else Status.BAD if late > 0 else Status.GOOD
        promised = project.get("committed_finish")
        days = [_ends(forecast.get(name)) for name in ("finish", "p50", "p80")]
        parts = listed([one["label"] for one in forecast.get("parts") or () if one["tone"] in ("warn", "bad")], between=" · ")
        lines.append(row(project["name"], date.fromisoformat(promised) if promised else None, *days, Cell(late, status=status), parts))
    dates = (Column(name, Kind.DATE) for name in (said("Committed"), said("Planned"), "P50", "P80"))
    columns = (Column(said("Project"), width=24), *dates, Column(said("Days late"), Kind.NUMBER), Column(said("To watch"), width=28))
    return Table(said("Forecast beside what was promised"), columns=columns, rows=tuple(lines))


def _ends(moment: str | None) -> date | None:
    return (datetime.fromisoformat(moment) - timedelta(minutes=1)).date() if moment else None


def _waits(actor: Actor, projects: set[int]) -> list[Section]:
    """Where they may know of any."""
    if not can_anywhere(actor, "project-dependency.awaited"):
        return []
    found = [one for one in asked(actor, "project-dependency.awaited").rows if one["project"]["id"] in projects]
    if not found:
        return []
    late = sum((one["late"] or 0) > 0 for one in found)
    lines = []
    for one in found:
        names = [(one[name] or {}).get("title") or NOT_VISIBLE for name in ("project", "on_project")]
        days = [date.fromisoformat(one[name]) if one[name] else None for name in ("needed", "expected")]
        status = Status.NONE if one["late"] is None else Status.BAD if one["late"] > 0 else Status.GOOD
        lines.append(row(names[0], one["what"], names[1], *days, Cell(one["late"], status=status)))
    words = (Column(said("Waits"), width=22), Column(said("For"), width=24), Column(said("From"), width=22))
    columns = (*words, Column(said("Needed"), Kind.DATE), Column(said("Expected"), Kind.DATE), Column(said("Days late"), Kind.NUMBER))
    table = Table(said("Who waits for whom, the latest first"), columns=columns, rows=tuple(lines))
    return [Section(said("{late:,} of {whole:,} dependencies do not fit", late=late, whole=len(found)), (table,), label=said("Who waits"))]
