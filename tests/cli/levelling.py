"""Small plans that need levelling, for the tests of --level: shared people, placeholders with skills, work that may not move."""

import json
from pathlib import Path

from tests.cli.plans import HEADING, write

TWICE = f"""# name: Two at once
# start: 2026-01-05
# client: Harbour Council
{HEADING}
1,Dig,1,4d,,Ann Smith,
2,Paint,1,2d,,Ann Smith,
3,Fence,1,3d,2,Bob,
4,Open,1,0d,"1,3",,
"""
"""Ann has two things to do at once. Painting first ends it on 12 January, digging first on 15 January: 12 is proven."""

CALM = f"""# name: One after the other
# start: 2026-01-05
{HEADING}
1,Dig,1,4d,,Ann Smith,
2,Paint,1,2d,1,Ann Smith,
"""

STUCK = f"""# name: Nothing may move
# start: 2026-01-05
{HEADING.replace("Deadline", "Priority")}
1,Dig,1,4d,,Ann Smith,1000
2,Paint,1,2d,,Ann Smith,1000
"""

OTHER = f"""# name: Other job
# start: 2026-01-05
# client: CANARY Foods
{HEADING}
1,CANARY survey,1,3d,,Ann Smith,
2,CANARY report,1,2d,1,Ann Smith,
"""

ROLES = f"""# name: To be staffed
# start: 2026-01-05
{HEADING}
1,Lay cables,1,3d,,Network engineer,
2,Set up switches,1,3d,,Network engineer,
3,Test it all,1,2d,"1,2",Tester,
"""


def staff(folder: Path, *people: dict[str, object], name: str = "staff.json") -> Path:
    """A people file."""
    return write(folder, name, json.dumps({"version": 1, "people": list(people)}))


def engineers(folder: Path) -> Path:
    """Two who can do networks, one who cannot do them well enough, and what the placeholders ask for."""
    return staff(
        folder,
        {"name": "Network engineer", "generic": True, "skills": [{"name": "Networks", "level": 3}]},
        {"name": "Nia Okoro", "skills": [{"name": "Networks", "level": 5}]},
        {"name": "Ned Park", "skills": [{"name": "Networks", "level": 3}]},
        {"name": "Lou Beginner", "skills": [{"name": "Networks", "level": 1}]},
        {"name": "Zed Idle", "skills": [{"name": "Gardening", "level": 5}], "calendar": {"base": "Standard", "fri": []}},
    )


def many(people: int, tasks: int) -> str:
    """A plan in which everybody has several tasks at once, linked in short chains."""
    rows = [HEADING]
    for number in range(1, tasks + 1):
        after = str(number - people) if number > people and number % 3 else ""
        rows.append(f"{number},Task {number},1,{1 + number * 7 % 5}d,{after},Person {number * number % people},")
    return "# name: Many\n# start: 2026-01-05\n" + "\n".join(rows) + "\n"
