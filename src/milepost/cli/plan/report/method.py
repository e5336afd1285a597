"""How the figures are computed: one definition per name, only of names that this report uses."""

from collections.abc import Iterator

from milepost.cli.plan.report.context import Context
from milepost.cli.plan.wording import working_days
from milepost.documents.tree import BulletList, Section, Strong, Text


def method_section(context: Context) -> Section:
    """The definitions as a list."""
    return Section("How these figures are computed", (BulletList(tuple(_definitions(context))),), anchor="method")


def _definitions(context: Context) -> Iterator[Text]:
    plans = [project.plan for project in context.portfolio.projects]
    yield Strong("Dates "), "come from the critical path method over working calendars: each task starts as soon as its links, constraints and people's calendars allow. Work that is done keeps its real dates."
    if any(plan.options.move_unfinished and plan.status_date is not None for plan in plans):
        yield Strong("Status date: "), "work that is not done yet does not lie before it."
    yield Strong("Critical "), "is a task whose delay moves the finish of the project or a promised date."
    if context.internal:
        near = working_days(plans[0].options.near_critical_float, plans[0])
        yield Strong("Float "), "is how much working time a task can slip before the finish or a promised date moves; it is negative when a date is already missed. Close behind means at most " + near + "."
    yield Strong("Deadlines "), "move nothing: they are compared with the planned finish."
    if any(task.baselines for plan in plans for task in plan.tasks):
        yield Strong("Baseline "), "is what was agreed when it was set (number 0). Later by is counted in working time."
    if context.portfolio.histograms:
        yield Strong("Booked "), "is work over working time on the same days. Work is spread over its task as the plan says; working time is the person's calendar, without days off, times their availability. Too much is added up day by day, so that a free Friday does not hide a double Monday."
    if context.internal and any(project.cost is not None for project in context.portfolio.projects):
        yield Strong("Cost "), "is work at the rates valid on its day, overtime, material, cost per use and fixed cost, rounded once for each assignment. It falls due as each resource says: at the start, at the end, or with the work. Spent is the part for work that is done."
    if any(project.plan.status_date is not None for project in context.portfolio.projects) or any(t.percent_complete for p in plans for t in p.tasks):
        yield Strong("Done "), "is the tasks' own per cent complete, weighed by their duration."
