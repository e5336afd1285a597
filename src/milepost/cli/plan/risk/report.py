"""The report's section on chances: P50 and P80, S-curves, milestones, what moves the finish, which risk buys most days."""

from collections.abc import Iterator

from milepost.cli.plan.known.chances import Chances
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import STATUS, Context
from milepost.cli.plan.layout.problems import problem_table
from milepost.cli.plan.risk.figures import cost_figure, finish_figure, milestone_figure, mover_finding, tornado_figure
from milepost.cli.plan.risk.findings import cost_chance, deadline_chance, finish_chance, gain_finding, worst_gain
from milepost.cli.plan.risk.tables import class_table, criticality_table, lasting, percentile_table, risk_table
from milepost.cli.plan.risk.wording import basis_sentences, gap, odds_text, remedy_text, rounded, sure, test_text
from milepost.cli.plan.wording import counted, day_text, span
from milepost.documents.tree import Block, Callout, CalloutKind, KeyFigure, KeyFigures, Paragraph, Section


def risk_section(project: Project, context: Context) -> Section | None:
    """None without a simulation."""
    chances = project.chances
    if chances is None or chances.simulation.finish is None:
        return None
    title = finish_chance(project, chances).text
    return Section(title, tuple(_blocks(project, chances, context)), anchor=f"chances-{project.key}", label="Chances")


def _blocks(project: Project, chances: Chances, context: Context) -> Iterator[Block]:
    yield KeyFigures(tuple(risk_figures(project)))
    yield Paragraph(_made(chances))
    remedy = remedy_text(chances.basis)
    if remedy:
        yield Callout(CalloutKind.WARNING, remedy, title="The spread of the estimates is assumed")
    finish = chances.simulation.finish
    assert finish is not None
    if not sure(finish):
        yield finish_figure(project, chances, context)
        yield percentile_table(project, chances, context)
    yield from _parts(project, chances, context)
    if chances.basis.classes:
        yield class_table(project, chances, context)
        tested = test_text(chances)
        yield from (Paragraph(tested),) if tested else ()
    if chances.problems:
        what = "About the simulation"
        yield problem_table(what, chances.problems, context, name=context.sheet(what, project))


def _parts(project: Project, chances: Chances, context: Context) -> Iterator[Block]:
    """Milestones, risks, tasks, cost: each a section with its finding as title."""
    milestones = milestone_figure(project, chances, context)
    if milestones is not None:
        finding = deadline_chance(project, chances)
        title = finding.text if finding is not None else "When the milestones are likely"
        yield Section(title, (milestones,), anchor=f"chances-milestones-{project.key}", label="Milestones by chance")
    gains = gain_finding(project, chances)
    if gains is not None:
        told = () if worst_gain(chances) is None else (Paragraph(_GAINS),)
        yield Section(gains.text, (*told, risk_table(project, chances, context)), anchor=f"chances-risks-{project.key}", label="Risks")
    movers = tornado_figure(project, chances, context)
    known = lasting(project)
    often = [row for row in chances.simulation.tasks if row.criticality >= 0.5 and row.task in known]
    if movers is not None:
        critical = f"{counted(len(often), 'task is', 'tasks are')} critical in at least half of the samples"
        title = mover_finding(project, chances).text
        yield Section(
            title,
            (movers, criticality_table(project, chances, context, finding=critical)),
            anchor=f"chances-tasks-{project.key}",
            label="What moves the finish",
        )
    cost, finding = cost_figure(project, chances, context), cost_chance(project, chances)
    if cost is not None and finding is not None:
        yield Section(finding.text, (cost,), anchor=f"chances-cost-{project.key}", label="Cost by chance")


_GAINS = "Each risk is left out in turn while everything else stays the same, sample by sample; what the finish gains is what it costs."


def _made(chances: Chances) -> str:
    simulation = chances.simulation
    said = f"The plan was carried out {simulation.samples:,} times with other durations (seed {simulation.seed})."
    if simulation.people:
        said += " In each of them nobody did two things at once."
    return " ".join([said, *basis_sentences(chances)])


def risk_figures(project: Project) -> Iterator[KeyFigure]:
    """P50 and P80 with what lies between and around them; nothing without a simulation."""
    chances = project.chances
    finish = chances.simulation.finish if chances is not None else None
    if chances is None or finish is None:
        return
    simulation, plan = chances.simulation, project.plan
    kept = finish_chance(project, chances)
    planned, status = day_text(simulation.planned, finish=True), STATUS[kept.weight]
    yield KeyFigure("Plan kept", odds_text(simulation.planned_odds), planned, "Samples that end as planned or earlier.", status)
    for percent, told in ((50, "as likely earlier as later"), (80, "four chances in five"), (95, "nineteen in twenty")):
        late = rounded(gap(chances, simulation.planned, finish.p(percent)), plan)
        against = "as planned" if not late else f"{span(abs(late), plan)} {'after' if late > 0 else 'before'} the plan"
        explanation = f"The date by which {percent} % of the samples have ended: {told}."
        yield KeyFigure(f"P{percent}", day_text(finish.p(percent), finish=True), against, explanation)
    reserve = rounded(gap(chances, finish.p(50), finish.p(80)), plan)
    yield KeyFigure("Reserve", span(reserve, plan), "between P50 and P80", "P80 less P50: what turns an even chance into four in five.")
    if chances.limit is not None:
        limit = chances.limit
        yield KeyFigure("Tolerance kept", odds_text(limit.kept), f"by {day_text(limit.latest, finish=True)}", "Samples that end by then.")
