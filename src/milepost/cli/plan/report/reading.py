"""What was read, what could not be kept, and how the computed dates stand beside those the file stored. For internal readers."""

from milepost.cli.plan.compared import comparison_rows, comparison_title
from milepost.cli.plan.counts import counts, source_text
from milepost.cli.plan.layout.context import Context
from milepost.cli.plan.layout.problems import problem_table
from milepost.cli.plan.wording import counted
from milepost.documents.tree import Block, Cell, Column, Kind, Paragraph, Row, Section, Table


def reading_section(context: Context) -> Section | None:
    """None for a client: what a file held besides the plan is not their business."""
    if not context.internal:
        return None
    notices = tuple(n for project in context.portfolio.projects for n in project.notices) + context.portfolio.notices
    title = "Everything in the files was read" if not notices else f"{counted(len(notices), 'thing')} to know about the reading"
    blocks: list[Block] = [_files(context)]
    if notices:
        blocks.append(problem_table("What was not kept, or changed, in reading", notices, context, name="Reading"))
    for project in context.portfolio.projects:
        if project.comparison is not None:
            name = f"{project.name}: " if context.several else ""
            blocks.append(Paragraph(f"{name}{comparison_title(project.comparison)}."))
            rows = tuple(Row((Cell(what), Cell(count), Cell(meaning))) for what, count, meaning in comparison_rows(project.comparison))
            columns = (Column("The other tasks", width=34), Column("Tasks", Kind.NUMBER, width=7), Column("Because", width=50))
            if rows:
                blocks.append(Table("Dates that differ from the stored ones", columns, rows, name=context.sheet("Stored dates", project)))
    return Section(title, tuple(blocks), anchor="reading", label="Reading the files")


def _files(context: Context) -> Table:
    projects = context.portfolio.projects
    shown = [name for name in counts(projects[0].plan) if any(counts(project.plan)[name] for project in projects)]
    columns = [Column("File", width=30), Column("Format", width=24)]
    columns += [Column(name.capitalize(), Kind.NUMBER, width=9) for name in shown]
    rows = []
    for project in projects:
        found = counts(project.plan)
        rows.append(Row((Cell(project.imported.source.name), Cell(source_text(project)), *(Cell(found[name]) for name in shown))))
    return Table("Files read", tuple(columns), tuple(rows), name="Files")
