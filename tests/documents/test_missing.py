"""A renderer whose package is not installed says which extra brings it; the others need nothing beyond Python."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from milepost.documents.missing import DependencyMissing
from milepost.documents.renderers import FORMATS, renderer
from milepost.documents.tree import Document


@pytest.mark.parametrize(
    ("name", "package", "module"), [("pdf", "typst", "typst"), ("docx", "python-docx", "docx"), ("xlsx", "xlsxwriter", "xlsxwriter")]
)
def test_a_missing_package_is_named_with_its_extra(name: str, package: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    target = BytesIO()
    with pytest.raises(DependencyMissing, match=rf"needs the package {package}, .* pip install 'milepost\[reports\]'"):
        renderer(name)(Document(title="x", sections=()), target)
    assert target.getvalue() == b""


def test_importing_the_floor_loads_none_of_the_heavy_packages(root: Path) -> None:
    names = ", ".join(f"renderer({name!r})" for name in FORMATS)
    code = (
        "import sys; from milepost.documents.renderers import renderer; "
        f"{names}; print(sorted(set(sys.modules) & {{'typst', 'docx', 'xlsxwriter', 'numpy', 'lxml'}}))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, env={"PYTHONPATH": "src"}, check=True)
    assert run.stdout.strip() == "[]"


def test_an_unknown_format_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        renderer("odt")


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_document_can_be_written_in_every_format(name: str) -> None:
    target = BytesIO()
    renderer(name)(Document(title="", sections=()), target)
    assert target.getvalue()
