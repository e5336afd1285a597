"""The shipped sample portfolio is what its sources say, and is what it claims to be."""

import json
import re
import subprocess
import sys
from xml.etree import ElementTree

from milepost.samples import sample_people, sample_plans, sample_records, sample_risks

NAMESPACE = "{http://schemas.microsoft.com/project}"


def test_shipped_files_are_what_their_sources_say(root):
    done = subprocess.run([sys.executable, str(root / "tools" / "samples"), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_three_projects_and_a_people_file_ship():
    assert [path.suffix for path in sample_plans()] == [".xml", ".csv", ".xml"]
    assert all(path.is_file() for path in (*sample_plans(), sample_people()))


def test_the_samples_show_every_link_kind_and_most_constraints():
    kinds, constraints = set(), set()
    for path in sample_plans():
        if path.suffix == ".xml":
            tree = ElementTree.parse(path)
            kinds |= {link.findtext(f"{NAMESPACE}Type") for link in tree.iter(f"{NAMESPACE}PredecessorLink")}
            constraints |= {task.findtext(f"{NAMESPACE}ConstraintType") for task in tree.iter(f"{NAMESPACE}Task")}
    assert kinds == {"0", "1", "2", "3"}
    assert constraints >= {"0", "1", "2", "3", "4", "5", "6", "7"}


def test_everybody_in_the_plans_is_in_the_people_file():
    people = {person["name"] for person in json.loads(sample_people().read_text("utf-8"))["people"]}
    used = set()
    for path in sample_plans():
        text = path.read_text("utf-8")
        used |= set(re.findall(r"<Name>([A-Z]\w+ [A-Z]\w+)</Name>\s*<IsBaseCalendar>0", text)) if path.suffix == ".xml" else set()
    assert {"Technicians"}.isdisjoint(people)
    assert used <= people and len(people) == 8


def test_sample_addresses_belong_to_nobody():
    addresses = re.findall(r"[\w.]+@([\w.]+)", "".join(path.read_text("utf-8") for path in (*sample_plans(), sample_people())))
    assert addresses and all(domain.endswith(".example") for domain in addresses)


def test_a_risk_file_and_past_work_ship_too():
    assert len(json.loads(sample_risks().read_text("utf-8"))["events"]) == 7
    assert len(sample_records().read_text("utf-8").splitlines()) == 121
