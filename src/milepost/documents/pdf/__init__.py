"""The document as a tagged PDF, set by Typst."""

from milepost.documents.pdf.render import PdfRefused, render_pdf

__all__ = ["PdfRefused", "render_pdf"]
