"""Gathers every word that pages show into src/milepost/locale/milepost.pot, for those who translate, and makes the catalogues that are
shipped: `python tools/words.py [--check]`.

Words stand in templates, in calls of gettext, in scripts as words("…"), and in what rooms describe (labels, help, states). American
English is made by rule from the British words of the source; any other language is a file LANGUAGE/LC_MESSAGES/django.po written by people,
begun from the .pot. No gettext is needed on the machine: the .mo files that Django reads are made here.
"""

import argparse
import ast
import os
import re
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "milepost"
LOCALE = SOURCE / "locale"
Word = tuple[str, str]
"""As it stands in the source, and its plural or nothing."""

SENTENCES = {"said", "said_many", "word", "listed", "begun", "name_task", "phrase"}
CALLS = {"gettext", "_", "gettext_lazy", "gettext_noop", "pgettext", "ngettext", "ngettext_lazy"} | SENTENCES
OF_TWO = ("ngettext", "ngettext_lazy", "said_many")
WORDS_OF_TABLES = re.compile(r"[A-Z][^_/]*|.* .*")
FLOORS = ("web", "kernel", "apps", "documents", "exchange", "engine", "values")
SMALL_TABLES = {"WORDS"}
"""Tables of words at the head of a page's module, of which every text is one."""


def in_python(text: str) -> Iterator[Word]:
    """Texts in calls of gettext, templates of sentences, and what tasks are called."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
        texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if name in CALLS and texts:
            yield (texts[0], texts[1]) if name in OF_TWO and len(texts) > 1 else (texts[-1], "")


def in_tables(text: str) -> Iterator[Word]:
    """Texts in the tables at the head of a module: what navigation, filters and titles say."""
    for node in ast.parse(text).body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        names = {one.id for one in targets if isinstance(one, ast.Name) and one.id.isupper()}
        if not names or node.value is None:  # type: ignore[attr-defined]
            continue
        for one in ast.walk(node.value):  # type: ignore[attr-defined]
            text = one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else ""
            if text.strip() and (names & SMALL_TABLES or WORDS_OF_TABLES.fullmatch(text)):
                yield text, ""


def in_template(text: str) -> Iterator[Word]:
    """Texts in translate, blocktranslate and _(…), as Django's own tool finds them."""
    from django.utils.translation.template import templatize

    quoted = r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|\"\"\"(?:.|\n)*?\"\"\")"
    for found in re.finditer(rf"(n?gettext|_)\({quoted}(?:\s*,\s*{quoted})?", templatize(text)):
        yield ast.literal_eval(found[2]), ast.literal_eval(found[3]) if found[1] == "ngettext" and found[3] else ""


def in_script(text: str) -> Iterator[Word]:
    """Texts in words(…)."""
    from milepost.web.shell.words import texts_in

    yield from ((one, "") for one in texts_in(text))


def described() -> Iterator[Word]:
    """What rooms and kernel describe, with which pages are made."""
    from milepost.kernel.access import scope_kinds
    from milepost.kernel.documents import documents
    from milepost.kernel.entity import entities
    from milepost.kernel.importing.faults import REMEDIES
    from milepost.kernel.notices.rules import rules
    from milepost.kernel.operations import operation_named, operations
    from milepost.kernel.questions import questions
    from milepost.kernel.rows import fields_of
    from milepost.kernel.settings import declared

    for entity in entities():
        yield from ((text, "") for text in (entity.singular, entity.plural, getattr(entity, "help", "")))
        yield from ((text, "") for text in (entity.workflow.states.values() if entity.workflow is not None else ()))
        yield from ((column.back, "") for column in entity.columns)
        for field in fields_of(entity).values():
            yield field.label, ""
            yield from _of_input(field.input)
        for narrowing in entity.narrowings:
            yield narrowing.input.label, ""
            yield from _of_input(narrowing.input)
    for name in rules():
        with suppress(KeyError):  # what a schedule tells of is no operation
            yield operation_named(name).label, ""
    for operation in operations():
        yield from ((text, "") for text in (operation.label, operation.doc))
        for name, asked in {**operation.inputs, **operation.shows}.items():
            yield asked.label or name.replace("_", " ").capitalize(), ""
            yield from _of_input(asked)
    for document in documents():
        yield from ((text, "") for text in (document.title, document.doc))
        for name, asked in document.inputs.items():
            yield asked.label or name.replace("_", " ").capitalize(), ""
            yield from _of_input(asked)
    for question in questions():
        for name, asked in {**question.inputs, **question.gives}.items():
            yield asked.label or name.replace("_", " ").capitalize(), ""
            yield from _of_input(asked)
    yield from ((kind.label, "") for kind in scope_kinds().values())
    for kind in declared().values():
        yield kind.input.label, ""
        yield from _of_input(kind.input)
    yield from ((text, "") for text in REMEDIES.values())
    yield from _of_tables()


def _of_tables() -> Iterator[Word]:
    """What tables say of rows that contradict them, and what they are called where others need them."""
    from django.apps import apps

    for model in apps.get_models():
        if model.__module__.startswith("milepost."):
            yield str(model._meta.verbose_name_plural), ""
            for one in model._meta.constraints:
                if one.violation_error_message != one.default_violation_error_message:
                    yield str(one.violation_error_message), ""


def _of_input(asked: object) -> Iterator[Word]:
    yield getattr(asked, "help", ""), ""
    options = getattr(asked, "options", {})
    yield from ((str(text), "") for text in (options.values() if isinstance(options, Mapping) else ()))


@cache
def gathered() -> dict[Word, list[str]]:
    """Every word with the files it stands in, in the order of the alphabet."""
    found: dict[Word, set[str]] = {}

    def keep(words: Iterable[Word], place: str) -> None:
        for one, many in words:
            if re.search("[A-Za-z]", one):
                found.setdefault((one, many), set()).add(place)

    for file in sorted(SOURCE.rglob("*")):
        place = file.relative_to(ROOT).as_posix()
        if file.suffix == ".py" and file.relative_to(SOURCE).parts[0] in FLOORS:
            keep(in_python(file.read_text("utf-8")), place)
            if file.relative_to(SOURCE).parts[0] == "web":
                keep(in_tables(file.read_text("utf-8")), place)
        elif file.suffix == ".html":
            keep(in_template(file.read_text("utf-8")), place)
        elif file.suffix == ".js" and "vendor" not in file.parts:
            keep(in_script(file.read_text("utf-8")), place)
    keep(described(), "described")
    return {word: sorted(found[word]) for word in sorted(found)}


AMERICAN = (
    (r"(\w*)isation(s?)\b", r"\1ization\2"),
    (
        r"\b((?:organ|recogn|author|summar|custom|final|minim|maxim|normal|anonym|categor|priorit|real|synchron|util|formal|standard|special)i)s(e|ed|es|ing|er)\b",
        r"\1z\2",
    ),
    (r"\b(c)entre(s?)\b", r"\1enter\2"),
    (r"\b(p)rogramme(s?)\b", r"\1rogram\2"),
    (r"\b(c)olour(s?|ed|ing)\b", r"\1olor\2"),
    (r"\b(b)ehaviour(s?)\b", r"\1ehavior\2"),
    (r"\b(f)avour(s?|ed|ite|ites)\b", r"\1avor\2"),
    (r"\b(l)abour\b", r"\1abor"),
    (r"\b(c)ancell(ed|ing)\b", r"\1ancel\2"),
    (r"\b(l)abell(ed|ing)\b", r"\1abel\2"),
    (r"\b(l)evell(ed|ing)\b", r"\1evel\2"),
    (r"\b(t)ravell(ed|ing|er|ers)\b", r"\1ravel\2"),
    (r"\b(c)atalogue(s?)\b", r"\1atalog\2"),
    (r"\b(l)icence(s?)\b", r"\1icense\2"),
    (r"\b(g)rey\b", r"\1ray"),
    (r"\b(e)nrol\b", r"\1nroll"),
    (r"\b(f)ulfil\b", r"\1ulfill"),
    (r"\b(p)ractise(s?|d)\b", r"\1ractice\2"),
    (r"\b(d)efence\b", r"\1efense"),
    (r"\b(l)earnt\b", r"\1earned"),
    (r"\bPostcode\b", "ZIP code"),
)


def american(text: str) -> str:
    """The text as it is spelled in the United States; what stands in %(…)s, {…} and addresses is no word."""
    parts = re.split(r"(%\([^)]*\)\w|\{[^}]*\}|https?://\S+)", text)
    for place in range(0, len(parts), 2):
        for british, there in AMERICAN:
            parts[place] = re.sub(british, there, parts[place], flags=re.IGNORECASE)
    return "".join(parts)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    lines = escaped.split("\n")
    if len(lines) == 1:
        return f'"{escaped}"'
    return '""\n' + "\n".join(f'"{line}\\n"' for line in lines[:-1]) + (f'\n"{lines[-1]}"' if lines[-1] else "")


HEAD = (
    'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)


def written(words: Mapping[Word, Iterable[str]], language: str, meant: Mapping[Word, tuple[str, str]]) -> str:
    """A .po or .pot: each word with its places and what it is in the language, if anything."""
    parts = [HEAD.format(language=language)]
    for (one, many), places in words.items():
        flags = "#, python-format\n" if re.search(r"%\(\w+\)[sd]", one) else ""
        told, several = meant.get((one, many), ("", ""))
        entry = "".join(f"#: {place}\n" for place in places) + flags + f"msgid {_quoted(one)}\n"
        if many:
            entry += f"msgid_plural {_quoted(many)}\nmsgstr[0] {_quoted(told)}\nmsgstr[1] {_quoted(several)}\n"
        else:
            entry += f"msgstr {_quoted(told)}\n"
        parts.append(entry)
    return "\n".join(parts)


def read(text: str) -> dict[Word, tuple[str, str]]:
    """What a .po says, entries without a translation left out."""
    found: dict[Word, tuple[str, str]] = {}
    for entry in re.split(r"\n\s*\n", text):
        parts: dict[str, str] = {}
        name = ""
        for line in entry.splitlines():
            if head := re.match(r'(msgid_plural|msgid|msgstr(?:\[\d\])?) (".*")$', line):
                name, parts[head[1]] = head[1], ast.literal_eval(head[2])
            elif line.startswith('"') and name:
                parts[name] += ast.literal_eval(line)
        told = parts.get("msgstr") or parts.get("msgstr[0]") or ""
        if parts.get("msgid") and told:
            found[parts["msgid"], parts.get("msgid_plural", "")] = (told, parts.get("msgstr[1]", ""))
    return found


def compiled(meant: Mapping[Word, tuple[str, str]], language: str) -> bytes:
    """A .mo: the format that the Python library reads, keys in order, without a table of hashes."""
    head = f"Language: {language}\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
    rows = {"": head} | {
        f"{one}\0{many}" if many else one: f"{told}\0{several}" if many else told for (one, many), (told, several) in meant.items()
    }
    keys = sorted(rows, key=lambda key: key.encode())
    texts = [text.encode() + b"\0" for text in (*keys, *(rows[key] for key in keys))]
    start = 28 + 16 * len(keys)
    table, place = [], start
    for text in texts:
        table += [len(text) - 1, place]
        place += len(text)
    return (
        struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, start)
        + struct.pack(f"<{len(table)}I", *table)
        + b"".join(texts)
    )


def files() -> dict[Path, bytes]:
    """What should stand in the folder."""
    words = gathered()
    meant = {word: (american(word[0]), american(word[1])) for word in words}
    differing = {word: told for word, told in meant.items() if told != word}
    us = LOCALE / "en_US" / "LC_MESSAGES" / "django.po"
    made = {
        LOCALE / "milepost.pot": written(words, "", {}).encode(),
        us: written({word: words[word] for word in differing}, "en_US", differing).encode(),
    }
    for po in [us, *LOCALE.glob("*/LC_MESSAGES/django.po")]:
        text = made[po].decode() if po in made else po.read_text("utf-8")
        made[po.with_suffix(".mo")] = compiled(read(text), po.parts[-3])
    return made


def main() -> int:
    """Write, or with --check only say what is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if something would be written")
    asked = parser.parse_args()
    stale = [file for file, content in files().items() if not file.exists() or file.read_bytes() != content]
    for file in stale:
        print(f"{'stale' if asked.check else 'written'}: {file.relative_to(ROOT).as_posix()}")
    if not asked.check:
        for file, content in files().items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    return 1 if stale and asked.check else 0


def _set_up() -> None:
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("MILEPOST_SECRET_KEY", "gathers words only")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "milepost.config.settings")
    import django

    django.setup()


if __name__ == "__main__":
    _set_up()
    sys.exit(main())
