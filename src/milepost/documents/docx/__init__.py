"""The document as a Word file, written with python-docx."""

from milepost.documents.docx.render import render_docx

__all__ = ["render_docx"]
