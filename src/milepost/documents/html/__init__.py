"""The document as one HTML file: no script, no external load, its style allowed by hash, light and dark, wide, phone and print."""

from milepost.documents.html.page import html_text, render_html

__all__ = ["html_text", "render_html"]
