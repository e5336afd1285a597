"""One value of a JSON document with its path, and typed access that reports what is wrong instead of raising."""

import difflib
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from milepost.engine.problem import Problem
from milepost.exchange.grid.findings import Findings
from milepost.exchange.imported import Unreadable
from milepost.values import DAY, said, to_moment

MOST_BYTES = 50_000_000


class Node:
    """A value and where it stands: "people.json people[3].leave[0].from". `file` is what codes of problems begin with ("people")."""

    def __init__(self, value: Any, path: str, findings: Findings, *, file: str) -> None:
        self.value = value
        self.path = path
        self.findings = findings
        self.file = file

    def wrong(self, message: str, remedy: str = "", code: str = "") -> None:
        """Reports an error here; without a code it is that of a wrong value."""
        self.findings.error(code or f"{self.file}-value", self.path, message, remedy)

    def below(self, value: Any, path: str) -> "Node":
        """A value inside this one."""
        return Node(value, path, self.findings, file=self.file)

    def fields(self, known: Iterable[str], *, needed: Iterable[str] = ()) -> dict[str, "Node"]:
        """The members of an object by key; unknown, missing and wrongly typed ones are reported. null counts as absent."""
        if not isinstance(self.value, dict):
            self.wrong(said("Expected an object {{...}}, found {kind}.", kind=_kind(self.value)))
            return {}
        names = list(known)
        for key in self.value:
            if key not in names:
                near = difflib.get_close_matches(str(key), names, n=1)
                hint = said("Did you mean '{near}'?", near=near[0]) if near else said("Known here: {names}.", names=", ".join(names))
                self.wrong(said("'{what}' is not known.", what=str(key)[:60]), hint, f"{self.file}-unknown-key")
        for key in needed:
            if self.value.get(key) is None:
                self.wrong(said("'{key}' is missing.", key=key), code=f"{self.file}-missing")
        prefix = self.path if self.path.endswith(" ") else f"{self.path}."
        return {key: self.below(self.value[key], prefix + key) for key in names if self.value.get(key) is not None}

    def items(self) -> list["Node"]:
        """The elements of an array."""
        if not isinstance(self.value, list):
            self.wrong(said("Expected an array [...], found {kind}.", kind=_kind(self.value)))
            return []
        return [self.below(value, f"{self.path}[{index}]") for index, value in enumerate(self.value)]

    def text(self) -> str:
        """A string without surrounding space; "" after reporting another type."""
        if not isinstance(self.value, str):
            self.wrong(said("Expected text, found {kind}.", kind=_kind(self.value)))
            return ""
        try:
            self.value.encode("utf-8")
        except UnicodeEncodeError:
            self.wrong(said("The text holds half of a surrogate pair, which is no character."))
            return ""
        return " ".join(self.value.split())

    def number(self, *, low: int = 0, high: int = 10**12) -> Decimal:
        """A number within bounds, or the bound 0 after reporting."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or not low <= value <= high:
            self.wrong(said("Expected a number from {low} to {high}, found {kind}.", low=low, high=high, kind=_kind(value)))
            return Decimal(low)
        return Decimal(value)

    def flag(self) -> bool:
        """true or false."""
        if not isinstance(self.value, bool):
            self.wrong(said("Expected true or false, found {kind}.", kind=_kind(self.value)))
        return self.value is True

    def day(self) -> int | None:
        """Days since 1970-01-01 from "2026-01-31"; None after reporting."""
        text = self.text()
        try:
            found = date.fromisoformat(text)
            if len(text) != 10 or not 1900 <= found.year <= 2200:
                raise ValueError
        except ValueError:
            self.wrong(said("'{text}' is not a date; expected one such as 2026-01-31, in the years 1900 to 2200.", text=text[:40]))
            return None
        return to_moment(found) // DAY


def read_json(data: bytes, *, name: str, findings: Findings, file: str) -> Node:
    """The document as a node; `file` as in Node. Raises Unreadable with line and column when it is no JSON."""
    if len(data) > MOST_BYTES:
        raise _refused(
            "too-large", name, said("The file has {many:,} bytes; at most {most_bytes:,} are read.", many=len(data), most_bytes=MOST_BYTES)
        )
    try:
        encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _refused("encoding", f"{name} byte {error.start + 1}", said("The text is not UTF-8; JSON must be.")) from None

    def pairs(members: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in members:
            if key in found:
                findings.error(
                    f"{file}-key-twice",
                    name,
                    said("The key '{key}' comes twice in one object.", key=key[:60]),
                    said("Keep one of the two."),
                )
            found[key] = value
        return found

    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_float=Decimal, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = f"{name} line {error.lineno}, column {error.colno}"
        raise _refused(
            "json-broken",
            place,
            said("This is not JSON here ({msg}).", msg=error.msg),
            said("Check for a missing comma, quote or bracket."),
        ) from None
    except RecursionError:
        raise _refused("json-broken", name, said("The JSON is nested too deeply.")) from None
    except (ValueError, ArithmeticError):
        raise _refused("json-broken", name, said("The JSON holds a number that is none.")) from None
    return Node(value, f"{name} ", findings, file=file)


def _no_constant(word: str) -> Any:
    raise ValueError(word)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value[:40]}'"
    if isinstance(value, (int, Decimal)):
        return f"{value:.12g}" if isinstance(value, Decimal) else f"{str(value)[:20]}"
    return {dict: "an object", list: "an array", type(None): "null"}.get(type(value), "something else")


def _refused(code: str, place: str, message: str, remedy: str = "See this file's page in the reference.") -> Unreadable:
    return Unreadable([Problem(code, place, message, remedy)])
