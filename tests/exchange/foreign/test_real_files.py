"""Every real plan of the shared folder is read, with no loss untold, or refused with the right words."""

from pathlib import Path

import pytest

from milepost.exchange.imported import Unreadable
from milepost.exchange.read import read_plans

REFUSED = {
    "aspose__PasswordProtected.mpp": "protected by a password",
    "derived__msproj2003-deployment.json.json": "This is JSON",
}
# Projects of each file with their tasks (without rows for the project itself) and links, as MPXJ counts them or as the file itself lists.
HELD = {
    "aspose__Software Development Plan.mpp": [(86, 84)],
    "aspose__TestRecurringTask2016.mpp": [(17, 0)],
    "aspose__UpcomingTasks.mpp": [(5, 1)],
    "mpxj__task-baselines-project2019.mpp": [(110, 0)],
    "mpxj__task-links-project2019.mpp": [(16, 8)],
    "projectlibre__Microsoft Office Project 2003 deployment.mpp": [(322, 138)],
    "derived__msproj2003-deployment.mpx.mpx": [(322, 138)],
    "derived__msproj2003-deployment.planner.planner": [(323, 138)],
    "ganttproject__HouseBuildingSample.gan": [(20, 17)],
    "aspose__PrimaveraProject.xml": [(18, 12), (18, 12)],
    "derived__msproj2003-deployment.pmxml.xml": [(322, 96)],
    "aspose__MultiprojectWithExternal.xer": [(3, 0)],
    "aspose__test.xer": [(3, 0)],
    "derived__msproj2003-deployment.xer.xer": [(323, 96)],
}
# What is known to be missing, and told: links to projects that the file does not hold.
TOLD = {
    "aspose__MultiprojectWithExternal.xer": ["project-not-read", "unread-links"],
    "aspose__PrimaveraProject.xml": ["project-not-read", "unread-links"] * 2,
}


def test_every_real_plan_is_read_or_refused(shared_data: Path) -> None:
    files = sorted(path for path in (shared_data / "plans").rglob("*") if path.is_file() and path.suffix != ".md")
    read: dict[str, list[tuple[int, int]]] = {}
    refused: dict[str, str] = {}
    told: dict[str, list[str]] = {}
    for path in files:
        try:
            plans = read_plans(path)
        except Unreadable as error:
            refused[path.name] = str(error)
            continue
        read[path.name] = [(len([task for task in one.plan.tasks if task.level > 0]), len(one.plan.links)) for one in plans]
        codes = [notice.code for one in plans for notice in one.notices if notice.code.startswith(("fewer-", "unread-", "project-not"))]
        if codes:
            told[path.name] = codes
    assert set(refused) == set(REFUSED)
    for name, words in REFUSED.items():
        assert words in refused[name]
    assert len(read) == len(files) - len(REFUSED)
    assert {name: held for name, held in read.items() if name in HELD} == HELD
    assert told == TOLD


@pytest.mark.parametrize("name", ["projectlibre__Microsoft Office Project 2003 deployment.mpp"])
def test_the_same_plan_is_the_same_from_mpp_and_from_its_xml(shared_data: Path, name: str) -> None:
    (saved,) = read_plans(shared_data / "plans" / "mpp" / name)
    (converted,) = read_plans(shared_data / "plans" / "mspdi" / "derived__msproj2003-deployment.mspdi.xml")
    assert [(task.name, task.duration, task.stored.start) for task in saved.plan.tasks] == [
        (task.name, task.duration, task.stored.start) for task in converted.plan.tasks
    ]
    assert set(saved.plan.links) == set(converted.plan.links)
