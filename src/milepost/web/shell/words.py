"""What scripts say, in the reader's language: it stands in the page, and only what is said otherwise than in the source."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext, override

from milepost.web.tree import FOLDER

_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')


def texts_in(script: str) -> Iterator[str]:
    """Every text within words(…), names of values aside."""
    for found in re.finditer(r"\bwords\(", script):
        depth, at = 1, found.end()
        while depth and at < len(script):
            if text := _TEXT.match(script, at):
                if depth == 1:
                    yield ast.literal_eval(text[0])
                at = text.end()
                continue
            depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(script[at], 0)
            at += 1


@cache
def _texts() -> tuple[str, ...]:
    files = sorted((FOLDER / "js").rglob("*.js"))
    return tuple(sorted({text for file in files for text in texts_in(file.read_text("utf-8"))}))


@cache
def words_of_scripts(language: str) -> dict[str, str]:
    """By the text of the source."""
    with override(language):
        return {text: said for text in _texts() if (said := gettext(text)) != text}
