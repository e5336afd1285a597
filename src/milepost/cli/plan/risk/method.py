"""How the chances are computed: definitions of the names that a simulation brings into the report."""

from collections.abc import Iterator

from milepost.cli.plan.layout.context import Context


def chance_definitions(context: Context) -> Iterator[tuple[str, str]]:
    """The definitions; nothing without a simulation."""
    found = [project.chances for project in context.portfolio.projects if project.chances is not None]
    if not found:
        return
    yield (
        "Simulation:",
        "each sample is a whole schedule by the plan's own rules, calendars included, in which every unfinished task takes another "
        "duration from its spread and each risk happens or not. The same seed and files give the same figures on any machine.",
    )
    yield (
        "P50, P80",
        "are the dates by which 50 % and 80 % of the samples have ended. Chance is a share of samples. The reserve is P80 less P50.",
    )
    yield (
        "Critical in",
        "is the criticality index: the share of samples in which a task is critical. Cruciality is the correlation of its duration "
        "and the project's finish. How far a task moves the finish is read from the line of best fit between the two, at the task's "
        "own P10 and P90.",
    )
    if any(chances.simulation.gains for chances in found):
        yield "Sooner without it:", "the same samples with that risk left out. Mean over all samples, and between the P50s and the P80s."
    if any(chances.simulation.cost is not None for chances in found):
        yield (
            "Simulated cost",
            "is the plan's cost, people's work growing with the duration of their task, and the cost of risks that happen.",
        )
    if any(chances.history is not None for chances in found):
        yield (
            "Past work:",
            "the ratios actual / estimate of finished work of the same class, small classes drawn towards all records together. P50 "
            "and P80 factor are what to multiply an estimate by. The back-test learns from earlier records and forecasts later ones.",
        )
