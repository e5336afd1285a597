"""Languages that nobody speaks, made from every word that can be translated: in one each word stands in marks, the other is written from
right to left. What stands in a page without marks is either data or can never be translated."""

import re
from pathlib import Path

from tools.words import Word, compiled, gathered, read

OPEN, SHUT = "⟦", "⟧"
MARKED, RIGHTWARD = "en-xm", "ar-xr"


def write(folder: Path) -> None:
    """The catalogues, as Django looks for them."""
    words: dict[Word, tuple[str, str]] = {word: (mark(word[0]), mark(word[1])) for word in [*gathered(), *_of_others()]}
    for name in ("en_XM", "ar_XR"):
        place = folder / name / "LC_MESSAGES"
        place.mkdir(parents=True, exist_ok=True)
        (place / "django.mo").write_bytes(compiled(words, name))


def mark(text: str) -> str:
    """A text in marks; what is put into it stays as it is."""
    return f"{OPEN}{text}{SHUT}" if text else ""


def _of_others() -> list[Word]:
    """What Django and the log-in say themselves, from catalogues they ship."""
    import allauth
    import django

    found = []
    for package, place in ((django, "conf/locale/de"), (django, "contrib/auth/locale/de"), (allauth, "locale/de")):
        file = Path(package.__file__ or "").parent / place / "LC_MESSAGES" / "django.po"
        found += list(read(file.read_text("utf-8")))
    return [word for word in found if not re.match(r"[a-zA-Z]\.?[a-zA-Z]?\.?$", word[0])]
