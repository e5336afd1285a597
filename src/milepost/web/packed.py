"""What goes over the wire packed: static files, with scripts and style sheets joined, once, beside the house's own files, when a server
starts; pages as they are made."""

import gzip
import logging
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware

from milepost.web.joined import wholes
from milepost.web.styles import sheets
from milepost.web.tree import FOLDER, prefix

log = logging.getLogger(__name__)
PACKED = frozenset({".css", ".js", ".json", ".svg"})
"""What gets smaller; a typeface in WOFF2 is packed already."""


PAGES = frozenset({"text/html", "application/json"})
"""What pages are made of, and what they ask for; files that are downloaded go as they are."""


class Pages(GZipMiddleware):
    """Packs what pages answer, for every browser that takes it so: a list of a hundred rows gets twelve times smaller. Up to a hundred
    bytes of chance in each answer keep its length from telling what stands in it (docs/decisions/0014)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, packed where it is a page's."""
        kind = response.get("Content-Type", "").partition(";")[0]
        if kind not in PAGES or request.path.startswith("/api/"):
            return response
        return super().process_response(request, response)


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Serves the tree of static files, packed for every browser that takes it so."""

    def add_files(self, root: Any, prefix: str | None = None) -> None:
        """The tree's packed copy in the place of the tree."""
        super().add_files(packed(Path(settings.HOME)) if Path(root) == FOLDER else root, prefix)


def packed(home: Path) -> Path:
    """The folder with the tree and its packed files, made where it is not there yet; the tree itself, which takes a browser more requests,
    where nothing can be written, and before there is a house. Several servers may do this at once: the first to be ready counts."""
    place = home / "static" / prefix().strip("/").rpartition("/")[2]
    if place.is_dir():
        return place
    if not home.is_dir():
        return FOLDER
    try:
        place.parent.mkdir(exist_ok=True)
        made = Path(mkdtemp(dir=place.parent))
        try:
            _pack(made / "tree")
            (made / "tree").rename(place)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        if not place.is_dir():
            log.warning("static files go out unpacked: %s", error)
            return FOLDER
    return place


def _pack(place: Path) -> None:
    shutil.copytree(FOLDER, place)
    made = list(wholes(FOLDER))
    for _, _, parts in made:
        for module in parts:  # whoever asked for one beside the joined file would run it twice
            (place / module.relative_to(FOLDER.resolve())).unlink(missing_ok=True)
    for file, text in [*((file, text) for file, text, _ in made), *sheets(FOLDER)]:
        (place / file.relative_to(FOLDER)).write_text(text, "utf-8")
    for file in place.rglob("*"):
        if file.is_file() and file.suffix in PACKED:
            file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))
