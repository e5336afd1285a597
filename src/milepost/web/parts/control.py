"""The control of an input: what a form asks it with. One table of types, so that a new form is a list of inputs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import singledispatch
from typing import Any
from zoneinfo import available_timezones

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from milepost.kernel.errors import Fault
from milepost.kernel.inputs import (
    Address,
    Choice,
    Day,
    Flag,
    Hours,
    Input,
    Instant,
    LongText,
    Lookup,
    Number,
    Percent,
    Ref,
    Secret,
    Span,
    Text,
    Upload,
    Whole,
    Words,
    Zone,
)


@dataclass(frozen=True)
class Asked:
    """One control of a form: its name, its input, what stands in it, what is wrong with that. `options` are pairs of a value and a word
    for controls that offer some; `title` is what the record is called that a reference names."""

    name: str
    input: Input
    value: Any = None
    faults: Sequence[Fault] = ()
    options: Sequence[tuple[str, str]] = ()
    title: str = ""
    partial: bool = False
    theirs: Any = None
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What people call it."""
        return self.input.label or self.name.replace("_", " ").capitalize()

    @property
    def id(self) -> str:
        """Of the control in the page."""
        return f"in-{self.name}"

    @property
    def text(self) -> str:
        """The value as text in a control."""
        if self.value is None:
            return ""
        if isinstance(self.value, list):
            return ", ".join(map(str, self.value))
        return str(self.value)

    @property
    def html(self) -> SafeString:
        """The control, for templates."""
        return control(self)

    @property
    def needed(self) -> bool:
        """Whether it may not be left empty."""
        return self.input.required

    @property
    def described(self) -> str:
        """Ids of what describes it."""
        parts = ([f"{self.id}-help"] if self.input.help else []) + ([f"{self.id}-fault"] if self.faults else [])
        return " ".join(parts)


def control(asked: Asked) -> SafeString:
    """The control itself, without label."""
    return _control(asked.input, asked)


def _attributes(asked: Asked, **more: str) -> SafeString:
    found: dict[str, str] = {"id": asked.id, "name": asked.name, "class": "input", **more, **asked.extra}
    if asked.needed and not asked.partial:
        found["required"] = "required"
    if asked.faults:
        found["aria-invalid"] = "true"
    if asked.described:
        found["aria-describedby"] = asked.described
    return format_html_join(" ", '{}="{}"', found.items())


@singledispatch
def _control(kind: Input, asked: Asked) -> SafeString:
    return format_html('<input type="text" value="{}" autocomplete="off" {}>', asked.text, _attributes(asked))


@_control.register
def _(kind: Text, asked: Asked) -> SafeString:
    return format_html('<input type="text" value="{}" maxlength="{}" autocomplete="off" {}>', asked.text, kind.most, _attributes(asked))


@_control.register
def _(kind: LongText, asked: Asked) -> SafeString:
    return format_html('<textarea rows="3" maxlength="{}" {}>{}</textarea>', kind.most, _attributes(asked), asked.text)


@_control.register
def _(kind: Address, asked: Asked) -> SafeString:
    return format_html('<input type="email" value="{}" autocomplete="off" {}>', asked.text, _attributes(asked))


@_control.register
def _(kind: Choice, asked: Asked) -> SafeString:
    return _select(asked, list(kind.options.items()))


@_control.register
def _(kind: Lookup, asked: Asked) -> SafeString:
    words = [word for word, _ in asked.options]
    return _select(asked, [(word, word) for word in dict.fromkeys([*words, *([asked.text] if asked.text else [])])])


@_control.register
def _(kind: Zone, asked: Asked) -> SafeString:
    return _select(asked, [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name])


@_control.register
def _(kind: Ref, asked: Asked) -> SafeString:
    """Typed and chosen from what is found; without script the number or id is typed."""
    return format_html(
        '<mp-pick entity="{}" chosen="{}" titled="{}"><input type="text" value="{}" autocomplete="off" {}></mp-pick>',
        kind.entity,
        asked.text,
        asked.title,
        asked.text,
        _attributes(asked),
    )


@_control.register
def _(kind: Day, asked: Asked) -> SafeString:
    return format_html('<input type="date" value="{}" {}>', asked.text, _attributes(asked))


@_control.register
def _(kind: Instant, asked: Asked) -> SafeString:
    return format_html('<input type="text" value="{}" placeholder="2026-01-31T09:00+00:00" {}>', asked.text, _attributes(asked))


@_control.register
def _(kind: Whole, asked: Asked) -> SafeString:
    bounds = _attributes(asked, min=str(kind.least), max=str(kind.most))
    return format_html('<input type="number" inputmode="numeric" step="1" value="{}" {}>', asked.text, bounds)


@_control.register(Number)
@_control.register(Percent)
def _(kind: Input, asked: Asked) -> SafeString:
    return format_html('<input type="text" inputmode="decimal" value="{}" {}>', asked.text, _attributes(asked))


@_control.register
def _(kind: Span, asked: Asked) -> SafeString:
    text = f"{int(asked.text) // 60}:{int(asked.text) % 60:02d}" if asked.text.isdecimal() else asked.text
    return format_html('<input type="text" value="{}" placeholder="7:30" {}>', text, _attributes(asked))


@_control.register
def _(kind: Hours, asked: Asked) -> SafeString:
    return format_html('<input type="text" value="{}" placeholder="09:00-12:30, 13:30-17:00" {}>', asked.text, _attributes(asked))


@_control.register
def _(kind: Flag, asked: Asked) -> SafeString:
    chosen = "" if asked.value is None else "yes" if asked.value in (True, "yes") else "no"
    return _select(asked, [("yes", "Yes"), ("no", "No")], chosen=chosen)


@_control.register
def _(kind: Words, asked: Asked) -> SafeString:
    return format_html('<textarea rows="4" {}>{}</textarea>', _attributes(asked), asked.text)


@_control.register
def _(kind: Secret, asked: Asked) -> SafeString:
    """What was typed is never sent back."""
    return format_html('<input type="password" maxlength="{}" autocomplete="new-password" {}>', kind.most, _attributes(asked))


@_control.register
def _(kind: Upload, asked: Asked) -> SafeString:
    return format_html('<input type="file" {}>', _attributes(asked))


def _select(asked: Asked, options: Sequence[tuple[str, str]], *, chosen: str | None = None) -> SafeString:
    value = asked.text if chosen is None else chosen
    offered = [*([("", "")] if not asked.needed or not value else []), *options]
    rows = ((word, SafeString(" selected") if word == value else "", gettext(label) if label else "") for word, label in offered)
    return format_html("<select {}>{}</select>", _attributes(asked), format_html_join("", '<option value="{}"{}>{}</option>', rows))
