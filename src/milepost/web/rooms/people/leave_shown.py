"""Leave as pages show it: when, how long, in what state, and how much is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.web.parts.span_of_days import short, span_told
from milepost.web.parts.state import badge
from milepost.web.rooms.reading import Row, answer

REASONS = ("Too many of us are away then", "Something that cannot be moved falls into these days", "Please choose other days; let us talk")
"""Why leave is refused, to be said in one tap."""


def span_of(row: Row) -> str:
    """The same of a row of leave."""
    return span_told(date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"]), row.get("part") or "day")


def leave_shown(found: Iterable[Row], today: date) -> list[dict[str, Any]]:
    """Leave that is not over: what a list says of each."""
    asked = entity("leave")
    kinds = asked.by_name["kind"].input.options  # type: ignore[attr-defined]
    return [
        {
            **one,
            "span": span_of(one),
            "badge": badge(asked, one["state"]),
            "kind_told": _(kinds[one["kind"]]) if one.get("kind") else "",
            "now": one["first_day"] <= str(today) <= one["last_day"],
            "address": f"/leave/{one['number']}/",
        }
        for one in found
        if one["last_day"] >= str(today)
    ]


@dataclass(frozen=True, slots=True)
class Balance:
    """Days of annual leave, as they are read: "12.5"."""

    allowance: str
    taken: str
    booked: str
    requested: str
    left: str
    until: date
    shares: tuple[tuple[str, int], ...]

    @property
    def bar(self) -> SafeString:
        """The shares side by side, in thousandths of the allowance."""
        placed, at = [], 0
        for name, width in self.shares:
            placed.append((name, at, width))
            at += width
        return format_html_join("", '<rect class="{}" x="{}" y="0" width="{}" height="10"/>', placed)

    @property
    def title(self) -> str:
        """What it comes to."""
        if self.left.startswith("-"):
            return _("%(days)s days more than allowed until %(day)s") % {"days": self.left[1:], "day": short(self.until)}
        return _("%(days)s days of annual leave left until %(day)s") % {"days": self.left, "day": short(self.until)}


def balance_of(actor: Actor, person: int) -> Balance | None:
    """How much annual leave somebody has; None where that is not known or not for whoever looks."""
    found = answer("leave-allowance.balance", actor, person=person)
    return None if found is None or not found.rows else balance_from(found.rows[0])


def balances(actor: Actor) -> dict[int, Row]:
    """By person the rows that leave-allowance.balance gives, of all about whom whoever looks may ask."""
    found = answer("leave-allowance.balance", actor)
    return {one["person"]["id"]: one for one in found.rows} if found is not None else {}


def balance_from(row: Row) -> Balance:
    """Of a row that leave-allowance.balance gave."""
    names = ("allowance", "taken", "booked", "requested", "left")
    values = {name: row[name] for name in names}
    whole = max(float(values["allowance"]), sum(float(values[name]) for name in ("taken", "booked", "requested")), 0.5)
    shares = tuple((name, round(1000 * float(values[name]) / whole)) for name in ("taken", "booked", "requested"))
    return Balance(**values, until=date.fromisoformat(row["last_day"]), shares=shares)
