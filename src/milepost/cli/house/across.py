"""Commands across entities: `milepost journal list|head`, `subject export|erase`, `document list|write|publish`, `search WORDS`,
`undo BATCH`."""

import argparse
from collections.abc import Sequence
from typing import Any

from milepost.cli.parser import Parser, parse

ACROSS = frozenset({"document", "journal", "search", "subject", "undo"})


class _Named:
    """What stands in messages where an entity would: its name and how people call it."""

    def __init__(self, name: str) -> None:
        self.name = self.singular = name


def parse_across(argv: Sequence[str]) -> argparse.Namespace:
    """What was typed; `across` is the function that does it. Raises SystemExit as argparse does."""
    make = {"document": _document, "journal": _journal, "search": _search, "subject": _subject, "undo": _undo}[argv[0]]
    typed = list(argv[1:])
    if argv[0] == "document" and typed and ("." in typed[0] or typed[0].upper().startswith("PUB-")):
        typed.insert(0, "write")  # its name alone says which document, and nothing is meant but its file
    return parse(make(), typed)


def _journal() -> Parser:
    parser, verbs = _parser("journal", "The journal of the house: who did what, when, with which record.")
    one = _verb(verbs, "list", "entries that you may see, the latest first")
    one.add_argument("filters", nargs="*", metavar="FILTER=VALUE", help="account, operation, entity, record, batch, since or until")
    one.add_argument("--limit", default="50", metavar="N", help="entries to show (default: 50, at most 500)")
    place = one.add_mutually_exclusive_group()
    place.add_argument("--before", metavar="ID", help="go on from this entry")
    place.add_argument("--after", metavar="POSITION", help="what was sealed after this position, in that order")
    one.add_argument("--format", choices=("table", "json"), default="table", help="for people or for programs (default: table)")
    one.set_defaults(across=_later("milepost.cli.house.journal:list_entries"))
    last = _verb(verbs, "head", "how far the journal is sealed; note it elsewhere to compare")
    last.add_argument("--format", choices=("table", "json"), default="table", help="for people or for programs (default: table)")
    last.set_defaults(across=_later("milepost.cli.house.journal:print_head"))
    return parser


def _subject() -> Parser:
    parser, verbs = _parser("subject", "The data of one person: everything that is kept about them, and its erasure.")
    for word, text in (
        ("export", "everything about one record and the rows that name it, as JSON"),
        ("erase", "empty every personal field of one record and of what belongs to it, for good"),
    ):
        one = _verb(verbs, word, text)
        one.add_argument("entity", metavar="ENTITY", help="such as person, contact or account")
        one.add_argument("key", metavar="ID", help="its id or number")
        if word == "erase":
            one.add_argument("--reason", required=True, metavar="TEXT", help="on what grounds; it stays in the journal, so name nobody")
        one.set_defaults(across=_later(f"milepost.cli.house.subject:{word}"))
    return parser


def _document() -> Parser:
    parser, verbs = _parser("document", "Documents of the house: as files, and published.")
    listed = _verb(verbs, "list", "documents that you may see, and what each asks for")
    listed.set_defaults(across=_later("milepost.cli.house.documents:list_documents"))
    for word, text in (
        ("write", "write a document, or what was published under a number, to a file"),
        ("publish", "freeze a document as it is now, under a number"),
    ):
        one = _verb(verbs, word, text)
        one.add_argument("name", metavar="NAME", help="such as people.availability" + (" or PUB-3" if word == "write" else ""))
        one.add_argument("filters", nargs="*", metavar="INPUT=VALUE", help="such as team=3")
        if word == "write":
            one.add_argument("--format", choices=("pdf", "docx", "xlsx", "html"), help="of the file (default: as --out ends, else pdf)")
            one.add_argument("--out", metavar="FILE", help="where to (default: here, named after the document)")
        else:
            one.add_argument(
                "--narrative", metavar="TEXT", default="", help="what you say of it, its first section; - reads standard input"
            )
        told = "English" if word == "write" else "that of whoever publishes"
        one.add_argument("--language", metavar="CODE", default="", help=f"that it is made in, such as en-us (default: {told})")
        one.set_defaults(across=_later(f"milepost.cli.house.documents:{word}"))
    return parser


def _search() -> Parser:
    told = "Records of every kind that hold every word, or words that begin so, as far as you may see them."
    parser = Parser(prog="milepost search", description=told)
    parser.add_argument("words", nargs="+", metavar="WORDS", help="such as harb coun, or PER-12")
    parser.add_argument("--kind", metavar="ENTITY", help="only records of this kind, such as person")
    parser.add_argument("--limit", default="20", metavar="N", help="records to show (default: 20, at most 1000)")
    parser.add_argument("--offset", default="0", metavar="N", help="records to leave out at the beginning")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="for people or for programs (default: table)")
    parser.add_argument("--as", dest="account", metavar="EMAIL", help="the account that acts (default: MILEPOST_AS)")
    run = _later("milepost.cli.house.searching:search_house")
    parser.set_defaults(subject=_Named("search"), filters=(), verb="", across=run, parser=parser)
    return parser


def _undo() -> Parser:
    told = "Takes back what this account has done, by operations of its own: every rule and permission holds, and the journal has both."
    parser = Parser(prog="milepost undo", description=told)
    parser.add_argument("batch", metavar="BATCH", help="from a history or the journal; `last` is the last thing that the account did")
    parser.add_argument("--try", dest="trial", action="store_true", help="only say what it would do")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="for people or for programs (default: table)")
    parser.add_argument("--as", dest="account", metavar="EMAIL", help="the account that acts (default: MILEPOST_AS)")
    run = _later("milepost.cli.house.undoing:take_back")
    parser.set_defaults(parser=parser, subject=_Named("undo"), verb="", filters=(), across=run)
    return parser


def _parser(word: str, told: str) -> tuple[Parser, Any]:
    parser = Parser(prog=f"milepost {word}", description=told)
    parser.set_defaults(subject=_Named(word), filters=())
    return parser, parser.add_subparsers(dest="verb", required=True, metavar="VERB", title="commands", parser_class=Parser)


def _verb(verbs: Any, word: str, told: str) -> Parser:
    made: Parser = verbs.add_parser(word, help=told, description=f"{told[0].upper()}{told[1:]}.")
    made.add_argument("--as", dest="account", metavar="EMAIL", help="the account that acts (default: MILEPOST_AS)")
    made.set_defaults(parser=made)
    return made


def _later(name: str) -> Any:
    """The function of a command, imported when it runs."""

    def run(actor: Any, arguments: argparse.Namespace) -> int:
        from importlib import import_module

        module, _, function = name.partition(":")
        found: int = getattr(import_module(module), function)(actor, arguments)
        return found

    return run
