"""What `milepost person import` is asked with; what reads a file is loaded when one is brought."""

from pathlib import Path
from typing import Any

from milepost.kernel.entity import Entity


def add_import(verbs: Any, entity: Entity, add_common: Any) -> None:
    """`import FILE`, where records of the kind can be made."""
    if not entity.creatable or "import" in verbs.choices:
        return
    told = f"Tries a file of {entity.plural}: CSV, XLSX or JSON. With --apply all of it is imported, or nothing."
    parser = verbs.add_parser("import", help=f"bring {entity.plural} in from a file", description=told)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="what `list --out` wrote, or a template filled in")
    parser.add_argument("--apply", action="store_true", help="import it, not only try")
    parser.add_argument("--template", type=Path, metavar="FILE", help="write a file to fill in instead, .xlsx or .csv")
    parser.add_argument("--rows", action="store_true", help="the template holds the rows that there are")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="for people or for programs (default: table)")
    add_common(parser)
    parser.set_defaults(brings=True)
