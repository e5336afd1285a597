"""What is wrong with a file of another program is said in the reader's language, as what is brought from it is shown."""

import json
import re
from pathlib import Path

import pytest
from django.utils import translation

from milepost.exchange.imported import Unreadable
from milepost.exchange.read import read_plan
from milepost.values import Said
from milepost.values.sentence import packed, unpacked
from tests.web.ciphered import CIPHERED, cipher_catalogue, ciphered  # noqa: F401
from tests.web.test_sentences import WithoutData

PROJECT = '<Project xmlns="http://schemas.microsoft.com/project">{}</Project>'
TASK = "<Task><UID>{}</UID><ID>{}</ID><Name>Zdig</Name><OutlineLevel>{}</OutlineLevel>{}</Task>"
FILES = {
    "empty.xml": "",
    "other.xml": "<html></html>",
    "torn.xml": '<Project xmlns="http://schemas.microsoft.com/project"><Tasks>',
    "twice.xml": PROJECT.format(f"<Tasks>{TASK.format(1, 1, 1, '')}{TASK.format(1, 2, 9, '')}</Tasks>"),
    "nothing.csv": "A,B\n1,2\n",
    "wrong.csv": "Name,Duration,Start,Predecessors\nZdig,soon,never,99\n",
    "no.json": '{"tasks": 1}',
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_wrong_with_a_file_is_said_in_the_readers_language(name: str, tmp_path: Path, ciphered: None) -> None:  # noqa: F811
    file = tmp_path / name
    file.write_text(FILES[name], "utf-8")
    with pytest.raises(Unreadable) as refused:
        read_plan(file)
    assert refused.value.problems
    for one in refused.value.problems:
        for text in filter(None, (one.message, one.remedy)):
            assert isinstance(text, Said), text
            with translation.override(CIPHERED):
                assert not re.search("[A-Za-z]{2}", text.told(WithoutData())), text
            assert json.loads(json.dumps(packed(text)), object_hook=unpacked).template == text.template
