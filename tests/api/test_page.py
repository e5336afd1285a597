"""The page of the door: complete, light, and text as people read it."""

import gzip
import re

from django.test import Client

from milepost.api.openapi import description

KIBIBYTE = 1024


def page() -> str:
    return Client().get("/api/v1/").content.decode()


def test_every_operation_is_on_the_page_once() -> None:
    found = re.findall(r'<details class="deed" id="([^"]+)"', page())
    paths = description()["paths"].values()
    assert sorted(found) == sorted(told["operationId"] for methods in paths for word, told in methods.items() if word != "parameters")


def test_nothing_stands_between_backticks_and_everything_is_closed_at_first() -> None:
    assert "`" not in page() and "<details open" not in page()


def test_the_page_is_sent_packed_to_whoever_takes_it_so() -> None:
    packed = Client().get("/api/v1/", headers={"Accept-Encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip" and packed["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.content).decode() == page()
    assert len(packed.content) < 200 * KIBIBYTE


def test_every_kind_of_filter_is_told_for_each_field() -> None:
    listed = page().partition('id="organisation.list"')[2].partition("</details>")[0]
    assert "<code>name</code> <code>__not</code>" in listed and "<code>changed_at</code>" in listed
