"""The document as one HTML file: no script, no external load, its style allowed by hash, light and dark, wide, phone and print."""

from milepost.documents.html.page import html_part, html_text, render_html
from milepost.documents.html.style import style_within

__all__ = ["html_part", "html_text", "render_html", "style_within"]
