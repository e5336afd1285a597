"""The renderers by the name of their format; each is imported when it is asked for, so that no command pays for those it does not use."""

from collections.abc import Callable
from typing import BinaryIO

from milepost.documents.tree import Document

Renderer = Callable[[Document, BinaryIO], None]
FORMATS = ("html", "pdf", "docx", "xlsx", "markdown")


def renderer(name: str) -> Renderer:
    """The function that writes a document in a format of FORMATS. Raises KeyError for another name."""
    if name == "html":
        from milepost.documents.html import render_html

        return render_html
    if name == "pdf":
        from milepost.documents.pdf import render_pdf

        return render_pdf
    if name == "docx":
        from milepost.documents.docx import render_docx

        return render_docx
    if name == "xlsx":
        from milepost.documents.xlsx import render_xlsx

        return render_xlsx
    if name == "markdown":
        from milepost.documents.markdown import render_markdown

        return render_markdown
    raise KeyError(name)
