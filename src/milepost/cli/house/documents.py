"""`milepost document …`: which documents there are, one of them as a file, what was published, and publishing."""

import argparse
import sys
from pathlib import Path
from typing import Any

from milepost.cli.codes import Exit
from milepost.cli.console.screen import Screen
from milepost.cli.console.table import Heading, Line, print_table
from milepost.cli.failure import usage
from milepost.cli.house.filing import placed
from milepost.kernel.access import Actor
from milepost.kernel.documents import FORMATS, PUBLISH, document_named, documents, file_name, make, offered, written
from milepost.kernel.documents.published import publication_of
from milepost.kernel.documents.write import Format, format_named
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.operations import perform
from milepost.kernel.publications import PUBLICATION
from milepost.kernel.rows import rows_after
from milepost.kernel.tongues import in_language, language_named
from milepost.values import said


def list_documents(actor: Actor, arguments: argparse.Namespace) -> int:
    """Prints those in which there may be something for the actor, and what each asks for."""
    lines = [
        Line((one.name, one.title, ", ".join(name if name in one.required else f"[{name}]" for name in one.inputs) or "nothing"))
        for one in offered(actor)
    ]
    screen = Screen(sys.stdout)
    if not lines:
        screen.line("No documents for you: they are made of what you may see.")
        return Exit.OK
    print_table(screen, (Heading("Document"), Heading("Title", flexible=True), Heading("Asks", spare=1)), lines, indent=0)
    return Exit.OK


def write(actor: Actor, arguments: argparse.Namespace) -> int:
    """Writes a document, or what was published under a number, to a file."""
    form = _form(arguments)
    if arguments.name.upper().startswith(f"{PUBLICATION.prefix}-"):
        tree = publication_of(actor, arguments.name)
        if arguments.language and language_named(arguments.language) != tree.language.lower():
            told = said("{number} was published in another language and stays as it is; leave --language out.", number=arguments.name)
            raise Invalid({"language": [Fault("contradiction", told)]})
        stem = f"{arguments.name} {tree.subtitle}"
    else:
        with in_language(language_named(arguments.language) if arguments.language else ""):
            made = make(_kind(arguments.name), actor, _given(arguments))
        tree, stem = made.tree, made.stem
    target = Path(arguments.out or file_name(stem, form))
    with placed(target) as stream:
        stream.write(written(tree, form))
    print(f"{target}: {tree.title}")
    return Exit.OK


def publish(actor: Actor, arguments: argparse.Namespace) -> int:
    """Freezes a document as it is now, and prints its number."""
    asked = {"language": arguments.language} if arguments.language else {}
    if arguments.narrative:
        asked["narrative"] = sys.stdin.read() if arguments.narrative == "-" else arguments.narrative
    done = perform(PUBLISH, actor, given={"document": _kind(arguments.name).name, "parameters": _given(arguments)} | asked)
    row = rows_after(PUBLICATION, actor, done.records)[0]
    print(f"{row.get('number', '')}, edition {row.get('edition', '')}: {row.get('title', '')}")
    print(f"SHA-256 {row.get('sha256', '')}")
    return Exit.OK


def _kind(word: str) -> Any:
    try:
        return document_named(word)
    except KeyError:
        names = ", ".join(one.name for one in documents())
        raise usage(f"document {word}", "there is no such document.", f"Known are {names}; see milepost document list.") from None


def _form(arguments: argparse.Namespace) -> Format:
    """As asked for, else as the file's name ends, else PDF. Raises Failure (2) for an end that says none."""
    if arguments.format or not arguments.out:
        return format_named(arguments.format or "pdf")
    ending = Path(arguments.out).suffix.removeprefix(".").lower()
    if ending not in FORMATS:
        endings = ", ".join(f".{one.ending}" for one in FORMATS.values())
        raise usage(f"--out {arguments.out}", "its end says no format of documents.", f"Name it {endings}, or say --format.")
    return FORMATS[ending]


def _given(arguments: argparse.Namespace) -> dict[str, str]:
    found = {}
    for text in arguments.filters:
        name, sign, value = text.partition("=")
        if not sign:
            raise Invalid({"": [Fault("no-input", f"'{text}' is no input; expected INPUT=VALUE, such as team=3.")]})
        found[name] = value
    return found
