"""Icons: symbols of one sprite."""

from functools import lru_cache

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString


@lru_cache(maxsize=512)
def icon(name: str, label: str = "") -> SafeString:
    """One of icons.svg; without a label it is there for the eye only."""
    address = f"{settings.STATIC_URL}icons.svg#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, address)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', address)
