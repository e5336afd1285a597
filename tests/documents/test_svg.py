"""SVG is well-formed whatever the text, carries its words for those who cannot see it, and needs no inline style."""

import re

from lxml import etree

from milepost.documents.charts.gantt import layout_gantt
from milepost.documents.charts.palette import LIGHT
from milepost.documents.charts.shapes import Box, Label, Picture, Role, hatch
from milepost.documents.charts.svg import svg_file, svg_with_classes
from tests.documents import demo, hostile

SPACE = "{http://www.w3.org/2000/svg}"


def test_hostile_text_stays_text() -> None:
    labels = tuple(Label(Role.INK, 5, 10 * number, text) for number, text in enumerate(hostile.TEXTS))
    for title in hostile.TEXTS[:6]:
        tree = etree.fromstring(svg_file(Picture(100, 100, labels, title, title), palette=LIGHT))
        assert {element.tag for element in tree.iter()} == {f"{SPACE}{name}" for name in ("svg", "title", "desc", "text")}
        assert all(set(element.attrib) <= {"fill", "x", "y", "font-size"} for element in tree.iter(f"{SPACE}text"))


def test_a_picture_with_a_title_is_an_image_with_title_and_description() -> None:
    tree = etree.fromstring(svg_with_classes(Picture(10, 10, (), "Finding", "In words"), identifier="a").encode())
    assert tree.get("role") == "img" and tree.get("aria-labelledby") == "a-t a-d"
    assert [(child.get("id"), child.text) for child in tree] == [("a-t", "Finding"), ("a-d", "In words")]


def test_a_picture_without_a_title_is_decoration() -> None:
    tree = etree.fromstring(svg_with_classes(Picture(10, 10, ()), identifier="a").encode())
    assert tree.get("aria-hidden") == "true" and tree.get("role") is None


def test_a_picture_for_a_page_takes_its_colours_from_the_style_sheet_alone() -> None:
    layout = layout_gantt(demo.gantt(demo.jobs()), title="T", description="D", width=900)
    text = svg_with_classes(layout.bands[0].picture, identifier="a")
    assert not re.search(r"style=|fill=|stroke=|#[0-9a-f]{6}", text)


def test_hatching_stays_inside_its_box() -> None:
    box = Box(Role.OVER, 10, 20, 33, 7)
    points = [point for line in hatch(box) for point in line.points]
    assert len(points) >= 10
    assert all(10 <= x <= 43 and 20 <= y <= 27 for x, y in points)
