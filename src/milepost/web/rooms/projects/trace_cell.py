"""A cell of the matrix of requirements: a button that traces, or takes the trace away. Written here and not by a template: there are
thousands on a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.html import escape
from django.utils.safestring import SafeString

from milepost.web.parts.icon import icon


@dataclass(frozen=True, slots=True)
class Cells:
    """Those of one matrix: where they are sent, with the browser's token, and whether whoever looks may change them."""

    here: str
    by: str
    token: str
    may: bool

    @classmethod
    def of(cls, request: HttpRequest, by: str, *, may: bool) -> "Cells":
        """For the page that is asked for."""
        return cls(escape(request.path), by, get_token(request) if may else "", may)

    def line(self, needed: dict[str, Any], across: Sequence[dict[str, Any]], traces: Mapping[tuple[int, int], int]) -> SafeString:
        """The cells of one requirement; `traces` has the id of each trace by requirement and what is across."""
        called = escape(needed["name"])
        found = (self.cell(needed["id"], called, one["id"], escape(one["name"]), traces.get((needed["id"], one["id"]))) for one in across)
        return SafeString("".join(found))

    def cell(self, needed: Any, called: str, to: Any, name: str, trace: int | None) -> SafeString:
        """One; the names are escaped."""
        begun = '<td class="on">' if trace else "<td>"
        if not self.may:
            return SafeString(f"{begun}{icon('check', name) if trace else ''}</td>")
        sent = {"csrfmiddlewaretoken": self.token, "by": self.by, "requirement": needed, "called": called, "to": to, "name": name}
        hidden = "".join(f'<input type="hidden" name="{key}" value="{value}">' for key, value in {**sent, "trace": trace}.items() if value)
        return SafeString(
            f'{begun}<form method="post" action="{self.here}" hx-post="{self.here}" hx-target="closest td" hx-swap="outerHTML">{hidden}'
            f'<button id="trace-{needed}-{to}" aria-pressed="{"true" if trace else "false"}" aria-label="{called}: {name}" title="{name}">'
            f"{icon('check') if trace else ''}</button></form></td>"
        )
