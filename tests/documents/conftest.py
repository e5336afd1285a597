"""Documents to render: the realistic demo, and one made of the worst text there is."""

from collections.abc import Callable
from io import BytesIO

import pytest

from milepost.documents.renderers import renderer
from milepost.documents.tree import Document
from tests.documents import demo


@pytest.fixture(scope="session")
def demo_document() -> Document:
    return demo.demo()


@pytest.fixture(scope="session")
def rendered() -> Callable[[str, Document], bytes]:
    """Bytes of a document in a format."""

    def render(name: str, document: Document) -> bytes:
        target = BytesIO()
        renderer(name)(document, target)
        return target.getvalue()

    return render
