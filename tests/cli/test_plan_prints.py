"""What `milepost plan` prints: read, dates, critical path, float, milestones, overloads, cost, comparison."""

import pytest

from tests.cli.plans import BEGUN, HEADING, write, write_rich


@pytest.mark.duty_part("SR-18", "names the critical path, what is close behind, and why", where="milepost plan")
@pytest.mark.duty_part("SR-6", "schedules a plan and tracks its milestones against their deadlines", where="milepost plan")
def test_a_plan_is_answered_from_a_shell(journey, website):
    ran = journey("plan", website.name)
    assert ran.code == 0 and ran.err == ""
    assert "website.csv (CSV)\n  5 tasks, 1 summary, 1 milestone, 5 links, 2 people, 5 assignments, 1 calendar." in ran.out
    assert "✗ Finish on Mon 19 Jan 2026, 1 working day after the deadline." in ran.out
    assert "Critical path: 4 tasks" in ran.out
    assert "It begins on Mon 5 Jan 2026: the start of the project." in ran.out


def lines_of(out, title):
    """The lines of the list below a title."""
    lines = out.splitlines()
    start = next(number for number, line in enumerate(lines) if line.strip().startswith(title))
    below = lines[start + 1 :]
    return below[: below.index("")] if "" in below else below


def test_the_critical_path_stands_in_the_order_of_time(milepost, website):
    rows = [line.split()[0] for line in lines_of(milepost("plan", website).out, "Critical path")[1:-1]]
    assert rows == ["2", "3", "4", "6"]


def test_a_milestone_has_date_deadline_and_float(milepost, website):
    row = lines_of(milepost("plan", website).out, "1 milestone")[1]
    assert row.split() == ["6", "Live", "Mon", "19", "Jan", "2026", "16", "Jan", "2026", "−1", "d", "late"]


def test_an_overload_says_who_when_how_much_and_on_what(milepost, website):
    out = milepost("plan", website).out
    assert "✗ Ann Smith has more work than time." in out
    assert "Ann Smith  7–12 Jan 2026   200 %      32 h  Build and Write guide" in out


def test_people_with_time_enough_are_told_so(milepost, network):
    assert "✓ Nobody has more work than time." in milepost("plan", network).out


def test_a_missed_deadline_comes_with_a_remedy(milepost, website):
    out = milepost("plan", website).out
    assert "after its deadline" in out and "Shorten the work before it, add people, or agree another date." in out


def test_cost_is_told_by_person_and_in_total(milepost, tmp_path):
    out = milepost("plan", write_rich(tmp_path)).out
    rows = [" ".join(line.split()) for line in lines_of(out, "Cost £7,290,403.55")]
    assert rows[1:] == ["Ann Smith 64 h £5,846,848.00 £0.00", "Fixed costs £777,111.33 £0.00", "CANARY-travel £666,444.22 £0.00"]


def test_a_plan_without_rates_says_nothing_of_cost(milepost, website):
    assert "Cost" not in milepost("plan", website).out


def test_stored_dates_are_compared(milepost, tmp_path):
    out = milepost("plan", write_rich(tmp_path)).out
    assert "Computed early dates equal those stored in the file for all 4 tasks that have them" in out


def test_a_file_without_stored_dates_is_not_compared(milepost, website):
    assert "stored" not in milepost("plan", website).out


def test_what_could_not_be_kept_is_told_with_its_place(milepost, tmp_path):
    path = write(tmp_path, "odd.csv", "# start: 2026-01-05\nName,Duration,Colour of the cover\nPaint,1d,red\n")
    out = " ".join(milepost("plan", path).out.split())
    assert "To know about the reading (" in out and "Colour of the cover" in out and "odd.csv" in out


def test_near_critical_tasks_are_listed_with_their_float(milepost, tmp_path):
    rows = '1,Long,1,5d,,,\n2,Nearly as long,1,4d,,,\n3,End,1,0d,"1,2",,\n'
    out = milepost("plan", write(tmp_path, "near.csv", f"# start: 2026-01-05\n{HEADING}\n{rows}")).out
    row = lines_of(out, "Close behind: 1 task with little float")[1]
    assert row.split()[:4] == ["2", "Nearly", "as", "long"] and row.endswith("1 d")


def test_progress_and_actual_dates_are_kept(milepost, tmp_path):
    out = milepost("plan", write(tmp_path, "begun.csv", BEGUN)).out
    assert "Finish on Mon 12 Jan 2026" in out


def test_quiet_prints_nothing(milepost, website):
    ran = milepost("plan", website, "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_quiet_still_answers_what_was_asked(milepost, website):
    assert "Why 6 ‘Live’" in milepost("plan", website, "--quiet", "--explain", "6").out


def test_no_line_is_wider_than_the_terminal(milepost, website, monkeypatch):
    for width in (40, 60, 80):
        monkeypatch.setenv("COLUMNS", str(width))
        out = milepost("plan", website).out
        assert max(len(line) for line in out.splitlines()) <= width and "Live" in out


def test_a_name_cannot_steer_the_terminal(milepost, tmp_path):
    path = write(tmp_path, "evil.csv", "# start: 2026-01-05\nName,Duration\nBoom \x1b[31m red \x07\u202e,1d\n")
    out = milepost("plan", path).out
    assert "\x1b" not in out and "\x07" not in out and "\u202e" not in out and "Boom" in out
