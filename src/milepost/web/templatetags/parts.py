"""Icons and other small parts, for templates."""

from django import template
from django.utils.safestring import SafeString

from milepost.web.parts.icon import icon as made

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; without a label it is there for the eye only."""
    return made(name, label)
