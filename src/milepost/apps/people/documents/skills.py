"""The skills matrix: who has mastered what, and where a team depends on one person or on nobody."""

from collections import defaultdict
from typing import Annotated, Any

from milepost.apps.people.documents.chosen import OfTeam, listed, people_of, whose
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
from milepost.documents.wording import counted
from milepost.kernel.access import Actor
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import asked, rows
from milepost.kernel.inputs import Text, Whole

ACROSS = 10
"""People beside each other in one table."""
METHOD = (
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
    lacking = f"{counted(len(gaps), 'skill')} that nobody has at level {level}" if gaps else f"somebody at level {level} in every skill"
    finding = f"{lacking}, {len(single)} that {'hangs' if len(single) == 1 else 'hang'} on one person"
    return Document(
        title=f"{whose(team, None)}: {finding if known else 'no skills are listed'}",
        subtitle="Skills matrix",
        opening=(
            KeyFigures(
                (
                    KeyFigure("Skills", f"{len(known):,}"),
                    KeyFigure("People", f"{len({p for one in held.values() for p in one}):,}", "with a skill listed"),
                    KeyFigure("Gaps", f"{len(gaps):,}", f"nobody at level {level}", status=Status.BAD if gaps else Status.GOOD),
                    KeyFigure(
                        "On one person", f"{len(single):,}", "if they are away, nobody can", status=Status.NOTICE if single else Status.GOOD
                    ),
                )
            ),
        ),
        sections=(
            Section(_gaps(gaps, level), (_table(known, held, able, people, level),), label="Cover"),
            *_matrix(known, held, people),
            Section("How to read it", (Paragraph(METHOD), *(Paragraph(note) for note in found.notes[1:])), label="Method"),
        ),
    )


def _gaps(gaps: list[dict[str, Any]], level: int) -> str:
    names = listed([one["name"] for one in gaps])
    return f"Nobody has {names} at level {level}" if gaps else f"Every skill has somebody at level {level}"


def _table(known: list[dict[str, Any]], held: dict[int, Held], able: dict[int, list[int]], people: dict[int, str], level: int) -> Table:
    columns = (
        Column("Skill"),
        Column("Category"),
        Column(f"At level {level}", Kind.NUMBER),
        Column("Below", Kind.NUMBER),
        Column("Want to", Kind.NUMBER),
        Column("Who can"),
    )
    made = []
    for one in known:
        who, all_of_it = able[one["id"]], [row for key, row in held[one["id"]].items() if key in people]
        status = Status.BAD if not who else Status.NOTICE if len(who) == 1 else Status.NONE
        wanted = sum(bool(row["wanted"]) for row in all_of_it)
        names = listed(sorted(people[key] for key in who), 3) or "nobody"
        made.append(row(one["name"], one["category"], Cell(len(who), status=status), len(all_of_it) - len(who), wanted, names))
    return Table("How many have each skill", columns, tuple(made), empty="No skill is listed.", name="Skills")


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
        caption = f"Levels of {people[part[0]]} to {people[part[-1]]}" if len(part) > 1 else f"Levels of {people[part[0]]}"
        tables.append(Table(caption, (Column("Skill"), *(Column(people[key]) for key in part)), tuple(made)))
    return (Section(f"{counted(len(with_some), 'person has', 'people have')} skills listed", tuple(tables), label="Matrix"),)
