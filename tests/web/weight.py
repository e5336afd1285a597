"""What a page weighs: bytes of what a browser fetches with it, how often it asks, how many elements stand in it."""

import gzip
import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from milepost.web.joined import CHART, wholes
from milepost.web.styles import sheets
from milepost.web.tree import FOLDER

SCRIPT, STYLE, FONT, ALL, REQUESTS = 30_000, 20_000, 50_000, 160_000, 16
"""The most that a page may take on the first visit; bytes packed, fonts as they are."""
WITH_CHART = 45_000
"""Of scripts, where a page has the chart of a plan."""


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes by kind, requests, elements, and addresses elsewhere."""

    script: int
    style: int
    font: int
    whole: int
    requests: int
    nodes: int
    elsewhere: tuple[str, ...]
    has_chart: bool = False

    def too_much(self) -> list[str]:
        """What is over its limit, in words."""
        limits = (
            ("script", self.script, WITH_CHART if self.has_chart else SCRIPT),
            ("style", self.style, STYLE),
            ("font", self.font, FONT),
            ("all", self.whole, ALL),
            ("requests", self.requests, REQUESTS),
        )
        return [
            *(f"{name} {is_:,} of {most:,}" for name, is_, most in limits if is_ > most),
            *(f"from elsewhere: {one}" for one in self.elsewhere),
        ]


OF_ITSELF = {"load", "revealed"}
"""What of htmx's triggers asks without anybody's doing."""


class _Parts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.nodes, self.asks, self.parts = 0, set[str](), list[str]()
        self.elsewhere: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.nodes += 1
        told = dict(attributes)
        address = told.get("src") or (told.get("href") if tag in ("link", "use") else None)
        if address and not address.startswith("data:"):
            self.asks.add(address.partition("#")[0])
            if urlsplit(address).netloc:
                self.elsewhere.append(address)
        if told.get("hx-get") and OF_ITSELF & set((told.get("hx-trigger") or "").replace(",", " ").split()):
            self.parts.append(told["hx-get"] or "")


@cache
def _wholes() -> dict[str, str]:
    """What is served of the scripts and style sheets that are joined, by name."""
    made = [*((file, text) for file, text, _ in wholes(FOLDER)), *sheets(FOLDER)]
    return {file.relative_to(FOLDER).as_posix(): text for file, text in made}


@cache
def _packed(address: str) -> int:
    name = address.removeprefix(settings.STATIC_URL)
    file = FOLDER / name
    content = _wholes()[name].encode() if name in _wholes() else file.read_bytes()
    return len(content if file.suffix == ".woff2" else gzip.compress(content))


@cache
def _with_imports(address: str) -> frozenset[str]:
    """A script or style sheet, and what it imports at once; what is fetched when somebody's hand comes near has a limit of its own."""
    name = address.removeprefix(settings.STATIC_URL)
    text = _wholes().get(name) or (FOLDER / name).read_text("utf-8")
    found = re.findall(r"""\bimport\s+(?:[^"';]*?from\s*)?["'](\.[^"']+)["']|@import\s+(?:url\()?["']([^"']+)""", text)
    return frozenset({address}).union(*(_with_imports(urljoin(address, one or other)) for one, other in found))


def weight(html: str) -> Weight:
    """Of a page that a browser comes to for the first time."""
    parts = _Parts()
    parts.feed(html)
    ours = {one for one in parts.asks if one.startswith(settings.STATIC_URL)}
    for one in list(ours):
        if one.endswith((".js", ".css")):
            ours |= _with_imports(one)
    size = {kind: sum(_packed(one) for one in ours if one.endswith(kind)) for kind in (".js", ".css", ".woff2", ".svg")}
    others = parts.asks - ours
    whole = len(gzip.compress(html.encode())) + sum(size.values())
    return Weight(
        size[".js"],
        size[".css"],
        size[".woff2"],
        whole,
        1 + len(ours) + len(others) + len(parts.parts),
        parts.nodes,
        tuple(parts.elsewhere),
        any(one.endswith(f"/{CHART}") for one in ours),
    )
