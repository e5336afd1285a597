"""Style sheets and scripts go over the wire packed, scripts joined, and whoever does not take them packed gets them as they are."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from milepost.web.joined import CHART, SCRIPT, WHOLES, joined, wholes
from milepost.web.joined import modules as modules_of
from milepost.web.packed import Pages, StaticFiles, packed
from milepost.web.styles import slim
from milepost.web.tree import FOLDER, prefix


def asked(encoding: str) -> HttpResponse:
    server = StaticFiles(lambda request: HttpResponse(status=404))
    found: HttpResponse = server(RequestFactory().get(f"{prefix()}css/base.css", headers={"Accept-Encoding": encoding}))
    return found


def test_a_style_sheet_goes_out_packed_to_who_takes_it_so(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path
    whole = slim((FOLDER / "css" / "base.css").read_text("utf-8")).encode()
    answer = asked("gzip, br")
    sent = b"".join(answer)
    assert answer["Content-Encoding"] == "gzip" and gzip.decompress(sent) == whole and len(sent) < len(whole) / 2
    assert "immutable" in answer["Cache-Control"] and answer["Vary"] == "Accept-Encoding"
    plain = asked("identity")
    assert "Content-Encoding" not in plain and b"".join(plain) == whole


def test_the_packed_tree_is_made_once(tmp_path: Path) -> None:
    place = packed(tmp_path)
    (place / "mark").write_text("still here")
    assert packed(tmp_path) == place and (place / "mark").exists()
    assert [path.name for path in (tmp_path / "static").iterdir()] == [place.name]


def test_before_there_is_a_house_files_go_out_as_they_are(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path / "nowhere"
    assert "Content-Encoding" not in asked("gzip") and not settings.HOME.exists()


def test_a_page_takes_one_script_of_ours_that_holds_every_module_and_asks_for_no_other(tmp_path: Path) -> None:
    place = packed(tmp_path)
    script = (place / SCRIPT).read_text("utf-8")
    assert {f"js/{file.name}" for file in (place / SCRIPT).parent.glob("*.js")} == {name for name in WHOLES if name.count("/") == 1}
    assert not re.search(r"^\s*import\b|\bimport\s*\(", script, re.MULTILINE)
    for module in modules_of(FOLDER / SCRIPT):
        last = [line for line in module.read_text("utf-8").splitlines() if line.strip()][-1]
        assert script.count(f"const of_{module.stem} = (() => {{") == 1 and last.strip().removeprefix("export ") in script, module.name


def test_the_chart_is_one_script_and_one_more_for_each_that_is_fetched_later(tmp_path: Path) -> None:
    place = packed(tmp_path)
    there = {file.relative_to(place).as_posix() for file in (place / "js").rglob("*.js")}
    assert there == set(WHOLES)
    chart = (place / CHART).read_text("utf-8")
    assert re.findall(r'^import .* from "(.*)";$', chart, re.MULTILINE) == ["../milepost.js"]
    held = [part for _, _, parts in wholes(FOLDER) for part in parts]
    assert {file.resolve() for file in (FOLDER / "js").rglob("*.js")} == set(held)


def modules(folder: Path, **content: str) -> Path:
    for name, text in content.items():
        (folder / f"{name}.js").write_text(text)
    return folder / "a.js"


def test_what_a_module_needs_stands_before_it_and_only_once(tmp_path: Path) -> None:
    entry = modules(
        tmp_path,
        a='import { one } from "./c.js";\nimport "./b.js";\none();',
        b='import { one, two } from "./c.js";\none(two);',
        c="export const one = (n) => n;\nexport const two = 2;",
    )
    script = joined(entry)
    assert script.index("const of_c =") < script.index("const of_b =") < script.index("const of_a =") and script.count("const of_c =") == 1
    assert "return { one, two };" in script and "const { one, two } = of_c;" in script


@pytest.mark.parametrize(
    "line",
    [
        'import * as c from "./c.js";',
        'import c from "./c.js";',
        'export { one } from "./c.js";',
        "export default one;",
        'if (x) import("./c.js");',
    ],
)
def test_a_form_of_import_that_cannot_be_joined_is_told_with_its_place(tmp_path: Path, line: str) -> None:
    entry = modules(tmp_path, a=f"// what it is for\n{line}", c="export const one = 1;")
    with pytest.raises(ValueError, match=r"a\.js, line 2"):
        joined(entry)


def test_what_only_writers_need_is_left_out_and_a_text_that_would_lose_by_it_is_told(tmp_path: Path) -> None:
    entry = modules(tmp_path, a="/** What it does. */\nif (x) {\n  // how\n  one(`a  b`);\n}")
    assert "if (x) {\none(`a  b`);\n}" in joined(entry)
    with pytest.raises(ValueError, match=r"a\.js, a text over several lines: one\(`a"):
        joined(modules(tmp_path, a="  one(`a\n  b`);"))


def test_modules_that_need_each_other_in_a_circle_are_told(tmp_path: Path) -> None:
    entry = modules(tmp_path, a='import "./b.js";', b='import "./a.js";')
    with pytest.raises(ValueError, match="module of its own"):
        joined(entry)


def answered(path: str, kind: str, body: str, encoding: str = "gzip") -> HttpResponse:
    """What goes out where a view has answered so."""
    found: HttpResponse = Pages(lambda request: HttpResponse(body, content_type=kind))(
        RequestFactory().get(path, headers={"Accept-Encoding": encoding})
    )
    return found


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json"])
def test_a_page_goes_out_packed_and_its_length_tells_nothing(kind: str) -> None:
    body = "<tr><td>Harbour Council</td></tr>" * 500
    answers = [answered("/organisations/", kind, body) for _ in range(20)]
    assert all(gzip.decompress(one.content).decode() == body and one["Content-Encoding"] == "gzip" for one in answers)
    assert len({len(one.content) for one in answers}) > 5 and max(len(one.content) for one in answers) < len(body) / 10
    assert answered("/organisations/", kind, body, "identity").content.decode() == body


@pytest.mark.parametrize(("path", "kind"), [("/api/v1/organisations/", "application/json"), ("/documents/7/pdf/", "application/pdf")])
def test_the_api_and_downloads_go_out_as_they_are(path: str, kind: str) -> None:
    assert "Content-Encoding" not in answered(path, kind, "x" * 5000)


@pytest.mark.django_db
def test_the_house_packs_its_pages() -> None:
    answer = Client().get("/log-in/", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip" and b"Log in" in gzip.decompress(answer.content)
