"""How the figures are computed: one definition per name, only of names that this report uses."""

from collections.abc import Iterator

from milepost.cli.plan.layout.context import Context
from milepost.cli.plan.risk.method import chance_definitions
from milepost.cli.plan.value.method import value_definitions
from milepost.cli.plan.wording import working_days
from milepost.documents.tree import BulletList, Section, Strong, Text


def method_section(context: Context) -> Section:
    """The definitions as a list."""
    items: list[Text] = [(Strong(f"{name} "), told) for name, told in _definitions(context)]
    return Section("How these figures are computed", (BulletList(tuple(items)),), anchor="method")


def _definitions(context: Context) -> Iterator[tuple[str, str]]:
    projects = context.portfolio.projects
    plans = [project.plan for project in projects]
    yield (
        "Dates",
        "come from the critical path method over working calendars: each task starts as soon as its links, its constraint and its "
        "people's calendars allow. Work that is done keeps its real dates.",
    )
    if any(plan.options.move_unfinished and plan.status_date is not None for plan in plans):
        yield "Status date:", "work that is not done yet does not lie before it."
    yield "Critical", "is a task whose delay moves the finish of the project or a promised date."
    if context.internal:
        near = working_days(plans[0].options.near_critical_float, plans[0])
        yield (
            "Float",
            "is how much working time a task can slip before the finish or a promised date moves; it is negative when a date is "
            f"already missed. Close behind means at most {near}.",
        )
    yield "Deadlines", "move nothing: they are compared with the planned finish."
    if any(task.baselines for plan in plans for task in plan.tasks):
        yield "Baseline", "is what was agreed when it was set (number 0). Later by is counted in working time."
    if context.portfolio.histograms:
        yield (
            "Booked",
            "is work over working time on the same days. Work lies over its task as the plan says; working time is the person's calendar, "
            "days off taken out, times their availability. Too much is added up day by day, so that a free Friday does not hide a double "
            "Monday. Two tasks at the same hour count as well, even on a day that has room.",
        )
    if context.portfolio.levelling is not None:
        yield (
            "Levelling",
            "moves tasks until nobody has more to do than their calendar and share allow, and searches for the order in which the projects "
            "are least late. It keeps every link and calendar; it never splits a task, and it never moves work that has begun, has a fixed "
            "date or priority 1000. Moved by is counted in working time, delay and gap by the clock. The bound looks at each project and "
            "person alone: no schedule can go below it.",
        )
    yield from chance_definitions(context)
    yield from value_definitions(context)
    if context.internal and any(project.cost is not None for project in projects):
        yield (
            "Cost",
            "is work at the rates valid on its day, overtime, material, cost per use and fixed cost, rounded once for each assignment. It "
            "falls due as each resource says: at the start, at the end, or with the work. Spent is the part for work that is done.",
        )
    if any(task.percent_complete for plan in plans for task in plan.tasks):
        yield "Done", "is the tasks' own per cent complete, weighed by their duration."
