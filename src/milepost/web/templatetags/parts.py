"""Icons and other small parts, for templates."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from milepost.web.parts.icon import icon as made

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; without a label it is there for the eye only."""
    return made(name, label)


@register.filter
def said(text: str) -> str:
    """Words of a description in the reader's language: `tools/words.py` gathers them for those who translate."""
    return gettext(text) if text else ""
