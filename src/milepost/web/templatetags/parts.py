"""Icons and other small parts, for templates."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from milepost.kernel.errors import Refused
from milepost.values import Said
from milepost.web.kept import take, typed_words
from milepost.web.once import NAME, new_mark
from milepost.web.parts.icon import icon as made
from milepost.web.sentences import in_words

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; without a label it is there for the eye only."""
    return made(name, label)


@register.filter
def said(text: str | Refused) -> str:
    """Words of a description in the reader's language: `tools/words.py` gathers them for those who translate."""
    return (in_words(text) if isinstance(text, Said | Refused) else gettext(text)) if text else ""


@register.simple_tag(takes_context=True)
def once(context: Any) -> SafeString:
    """The hidden input by which a form is done once, however often it is sent, and what was typed is kept when the session has ended."""
    return format_html('<input type="hidden" name="{}" value="{}">', NAME, new_mark(context["request"].user.pk))


@register.simple_tag(takes_context=True)
def kept(context: Any, path: str, name: str) -> str:
    """What had been typed into an input of the form that is sent to `path`, before the session ended or the form was refused."""
    found = take(context["request"], path)
    return found.typed.get(name, "") if found is not None else ""


@register.simple_tag(takes_context=True)
def typed(context: Any) -> list[tuple[str, str]]:
    """What was typed into the form that was refused as a whole."""
    return typed_words(context["request"])
