"""The skills matrix: who has mastered what, and where a team depends on one person or on nobody."""

from collections import defaultdict
from typing import Annotated, Any

from milepost.apps.people.documents.chosen import OfTeam, names_of, people_of, whose
from milepost.documents.tree import (
    Cell,
    Column,
    Document,
    KeyFigure,
    KeyFigures,
    Kind,
    Paragraph,
    Section,
    Status,
    Table,
    row,
)
from milepost.documents.wording import said_number
from milepost.kernel.access import Actor
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import asked, rows
from milepost.kernel.inputs import Text, Whole
from milepost.values import Said, listed, said, said_many

ACROSS = 10
"""People beside each other in one table."""
METHOD = said(
    "Levels run from 0, none yet, by 1, knows of it, and 3, works alone, to 5, teaches it. A question mark says that nobody above has "
    "confirmed the level, a plus that they would like to work with it. A skill is a gap when nobody here has the level asked for, and "
    "hangs on one person when only one has."
)
Held = dict[int, dict[str, Any]]


@document("people.skills", title="Skills matrix", needs=("person.skill-matrix", "skill.view"), about=("team",))
def skills(
    actor: Actor,
    *,
    team: OfTeam = None,
    category: Annotated[str, Text(most=120, required=False, help="Only skills of this category.")] = "",
    level: Annotated[int, Whole(least=1, most=5, required=False, help="The level that counts; 3, works alone, when empty.")] = 3,
) -> Document:
    """People by skills, with what nobody here has mastered and what hangs on one person: for training and for bids."""
    found = asked(actor, "person.skill-matrix", team=team, category=category or None)
    held: dict[int, Held] = defaultdict(dict)
    for one in found.rows:
        held[one["skill"]["id"]][one["person"]["id"]] = one
    known = [
        one for one in rows(actor, "skill", order="category,name") if not category or one["category"].casefold() == category.casefold()
    ]
    people = {key: name for key, (name, _) in people_of(actor, team=team).items()}
    able = {one["id"]: [key for key, row in held[one["id"]].items() if row["level"] >= level and key in people] for one in known}
    gaps = [one for one in known if not able[one["id"]]]
    single = [one for one in known if len(able[one["id"]]) == 1]
    finding = _finding(len(gaps), len(single), level) if known else said("no skills are listed")
    return Document(
        title=said("{who}: {finding}", who=whose(team, None), finding=finding),
        subtitle=said("Skills matrix"),
        opening=(
            KeyFigures(
                (
                    KeyFigure(said("Skills"), said_number(len(known))),
                    KeyFigure(said("People"), said_number(len({p for one in held.values() for p in one})), said("with a skill listed")),
                    KeyFigure(
                        said("Gaps"),
                        said_number(len(gaps)),
                        said("nobody at level {level}", level=level),
                        status=Status.BAD if gaps else Status.GOOD,
                    ),
                    KeyFigure(
                        said("On one person"),
                        said_number(len(single)),
                        said("if they are away, nobody can"),
                        status=Status.NOTICE if single else Status.GOOD,
                    ),
                )
            ),
        ),
        sections=(
            Section(_gaps(gaps, level), (_table(known, held, able, people, level),), label=said("Cover")),
            *_matrix(known, held, people),
            Section(said("How to read it"), (Paragraph(METHOD), *(Paragraph(note) for note in found.notes[1:])), label=said("Method")),
        ),
    )


def _finding(gaps: int, single: int, level: int) -> Said:
    lacking = said_many(
        "{count:,} skill that nobody has at level {level}", "{count:,} skills that nobody has at level {level}", count=gaps, level=level
    )
    hanging = said_many("{count:,} that hangs on one person", "{count:,} that hang on one person", count=single)
    return listed([lacking if gaps else said("somebody at level {level} in every skill", level=level), hanging])


def _gaps(gaps: list[dict[str, Any]], level: int) -> str:
    if not gaps:
        return said("Every skill has somebody at level {level}", level=level)
    return said("Nobody has {names} at level {level}", names=names_of([one["name"] for one in gaps]), level=level)


def _table(known: list[dict[str, Any]], held: dict[int, Held], able: dict[int, list[int]], people: dict[int, str], level: int) -> Table:
    columns = (
        Column(said("Skill")),
        Column(said("Category")),
        Column(said("At level {level}", level=level), Kind.NUMBER),
        Column(said("Below"), Kind.NUMBER),
        Column(said("Want to"), Kind.NUMBER),
        Column(said("Who can")),
    )
    made = []
    for one in known:
        who, all_of_it = able[one["id"]], [row for key, row in held[one["id"]].items() if key in people]
        status = Status.BAD if not who else Status.NOTICE if len(who) == 1 else Status.NONE
        wanted = sum(bool(row["wanted"]) for row in all_of_it)
        names = names_of(sorted(people[key] for key in who), 3) or said("nobody")
        made.append(row(one["name"], one["category"], Cell(len(who), status=status), len(all_of_it) - len(who), wanted, names))
    return Table(said("How many have each skill"), columns, tuple(made), empty=said("No skill is listed."), name=said("Skills"))


def _matrix(known: list[dict[str, Any]], held: dict[int, Held], people: dict[int, str]) -> tuple[Section, ...]:
    with_some = [key for key in people if any(key in one for one in held.values())]
    if not with_some:
        return ()
    tables = []
    for start in range(0, len(with_some), ACROSS):
        part = with_some[start : start + ACROSS]
        made = [
            row(one["name"], *(Cell(held[one["id"]].get(key, {}).get("shown", "")) for key in part))
            for one in known
            if any(key in held[one["id"]] for key in part)
        ]
        first, last = people[part[0]], people[part[-1]]
        caption = said("Levels of {first} to {last}", first=first, last=last) if len(part) > 1 else said("Levels of {name}", name=first)
        tables.append(Table(caption, (Column(said("Skill")), *(Column(people[key]) for key in part)), tuple(made)))
    title = said_many("{count:,} person has skills listed", "{count:,} people have skills listed", count=len(with_some))
    return (Section(title, tuple(tables), label=said("Matrix")),)
