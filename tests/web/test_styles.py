"""Style sheets: few bytes for the whole product, joined without a loss, and no rule for what no page has."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from milepost.kernel.models import Tag
from milepost.web.styles import imported, sheets, slim
from milepost.web.tree import FOLDER
from tests.web.weight import STYLE

WEB = FOLDER.parent
PUT_TOGETHER = {
    "rooms.css": {f"l{level}" for level in range(6)},
    "levelling.css": {"deep-2", "deep-3"},
    "components.css": set(Tag.COLOURS),
}
"""Names that no page spells out: levels and depths by their number, tags by their colour."""
BEGUN = {"gantt.css": "g-", "styleguide.css": "c-"}
"""What names begin with that are put together of it and a word: `g-` and what a task is, `c-` and a colour's name."""


def classes(file: Path) -> set[str]:
    """The names of classes that a style sheet has rules for."""
    text = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", file.read_text("utf-8"), flags=re.DOTALL)
    chosen = re.findall(r"([^{};]+)\{", text)
    return {name for one in chosen if not one.strip().startswith("@") for name in re.findall(r"\.([a-zA-Z][\w-]*)", one)}


def words() -> set[str]:
    """Every word in quotes in what makes pages, where names of classes stand."""
    files = [file for kind in ("*.html", "*.py", "*.js") for file in WEB.rglob(kind) if "vendor" not in file.parts]
    text = "\n".join(file.read_text("utf-8") for file in files)
    return set(re.findall(r"[\w-]+", " ".join(re.findall(r"\"[^\"]*\"|'[^'\n]*'|`[^`]*`", text))))


def test_all_style_sheets_of_the_product_together_take_few_bytes() -> None:
    inside = imported(FOLDER)
    sizes = {file.name: len(gzip.compress(text.encode())) for file, text in sheets(FOLDER) if file.name not in inside}
    assert sum(sizes.values()) <= STYLE, sizes


@pytest.mark.parametrize("file", sorted((FOLDER / "css").glob("*.css")), ids=lambda file: file.name)
def test_every_class_that_has_a_rule_is_named_where_pages_are_made(file: Path) -> None:
    named, begun = words(), BEGUN.get(file.name)
    unknown = classes(file) - named - PUT_TOGETHER.get(file.name, set())
    if begun:
        unknown = {name for name in unknown if not (name.startswith(begun) and {name.removeprefix(begun), name.split("-")[-1]} & named)}
    assert not unknown, "no page names these: take their rules out, or name them here if the page puts the name together"


def test_pages_link_to_the_joined_sheet_and_not_to_one_within_it() -> None:
    inside = imported(FOLDER)
    for page in WEB.rglob("*.html"):
        for name in re.findall(r"css/([\w-]+\.css)", page.read_text("utf-8")):
            assert name not in inside, f"{page.name}: link to {inside[name]}, which {name} stands in"
            assert (FOLDER / "css" / name).is_file(), f"{page.name}: there is no {name}"


def test_what_stands_in_quotes_stays_as_it_is() -> None:
    assert slim('/* why */ a::before { content: " ,  { } "; color: red; }\n') == 'a::before{content:" ,  { } ";color:red}'
    assert slim("p { width: calc(100% + 4px) !important; margin: 0 }") == "p{width:calc(100% + 4px)!important;margin:0}"


def test_an_import_that_cannot_be_joined_is_told(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "a.css").write_text("@import url(elsewhere.css);")
    with pytest.raises(ValueError, match=r"a\.css: write"):
        list(sheets(tmp_path))


@pytest.mark.browser
def test_a_browser_reads_the_same_rules_in_what_goes_out(chromium_running: Browser) -> None:
    page = chromium_running.new_page()
    try:
        read = """text => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(text);
            return [...sheet.cssRules].map(one => one.cssText.replace(/,\\s+/g, ","));
        }"""
        for file, text in sheets(FOLDER):
            written = file.read_text("utf-8")
            if "@import" not in written:
                assert page.evaluate(read, text) == page.evaluate(read, written), file.name
    finally:
        page.close()
