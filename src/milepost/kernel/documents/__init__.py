"""Documents of the house: written once as a function, shown as a page, downloaded as a file, given out frozen with number and hash."""

from milepost.kernel.documents import access_register as _access_register  # noqa: F401  # makes itself known
from milepost.kernel.documents.kind import DocumentKind, document, document_named, documents, offered
from milepost.kernel.documents.make import make
from milepost.kernel.documents.publish import PUBLISH
from milepost.kernel.documents.published import Published, editions, published
from milepost.kernel.documents.write import FORMATS, Format, as_page, file_name, written

__all__ = [
    "FORMATS",
    "PUBLISH",
    "DocumentKind",
    "Format",
    "Published",
    "as_page",
    "document",
    "document_named",
    "documents",
    "editions",
    "file_name",
    "make",
    "offered",
    "published",
    "written",
]
