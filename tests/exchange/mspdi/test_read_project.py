"""The header: names, dates, settings, options, currency; and the definitions of custom fields."""

import pytest

from milepost.engine.model import CustomField, FieldKind, FieldValue
from milepost.exchange.mspdi import read
from milepost.values import HOUR, Currency, read_moment
from tests.exchange.mspdi.making import HEADER, NAME, again, codes, document, element, plan_of, task

FULL = (
    "<SaveVersion>14</SaveVersion><BuildNumber>16.0.1</BuildNumber><Name>file.xml</Name><GUID>P</GUID><Title>Migration</Title>"
    "<Company>Us</Company><Manager>Ann</Manager><Author>Bo</Author><ScheduleFromStart>0</ScheduleFromStart>"
    "<StartDate>2026-01-05T09:00:00</StartDate><FinishDate>2026-03-05T17:30:00</FinishDate><CriticalSlackLimit>2</CriticalSlackLimit>"
    "<CurrencyDigits>0</CurrencyDigits><CurrencySymbol>¥</CurrencySymbol><CurrencyCode>JPY</CurrencyCode><CalendarUID>1</CalendarUID>"
    "<DefaultStartTime>09:00:00</DefaultStartTime><DefaultFinishTime>17:30:00</DefaultFinishTime><MinutesPerDay>450</MinutesPerDay>"
    "<MinutesPerWeek>2250</MinutesPerWeek><DaysPerMonth>21</DaysPerMonth><HonorConstraints>0</HonorConstraints>"
    "<MultipleCriticalPaths>1</MultipleCriticalPaths><StatusDate>2026-01-09T17:30:00</StatusDate><Views><View><Name>Gantt</Name></View></Views>"
)


def test_the_header_is_read() -> None:
    found = read(document(header=FULL), name=NAME)
    plan = found.plan
    assert (plan.name, plan.title, plan.company, plan.manager, plan.calendar) == ("file.xml", "Migration", "Us", "Ann", "1")
    assert (plan.start, plan.finish, plan.from_finish) == (read_moment("2026-01-05T09:00:00"), read_moment("2026-03-05T17:30:00"), True)
    assert plan.status_date == read_moment("2026-01-09T17:30:00")
    settings = plan.settings
    assert (settings.minutes_per_day, settings.minutes_per_week, settings.days_per_month) == (450, 2250, 21)
    assert (settings.default_start, settings.default_finish, settings.currency) == (9 * HOUR, 17 * HOUR + 1800, Currency("JPY", "¥", 0))
    assert found.source.producer == "Microsoft Project 16.0.1"


def test_the_critical_limit_is_written_in_days() -> None:
    assert plan_of(document(header=FULL)).options.critical_float == 2 * 450 * 60
    assert plan_of(document(header=FULL)).options.multiple_critical_paths is True


def test_constraints_win_whatever_the_unreliable_element_says() -> None:
    assert plan_of(document(header=FULL)).options.honour_constraints is True


@pytest.mark.parametrize(("value", "honours"), [("0", False), ("1", True), ("true", True)])
def test_conversions_say_plainly_whether_constraints_win(value: str, honours: bool) -> None:
    header = FULL.replace("<HonorConstraints>0<", f"<HonorConstraints>{value}<")
    assert read(document(header=header), name=NAME, plain_options=True).plan.options.honour_constraints is honours


def test_progress_is_told_in_percent() -> None:
    said: list[str] = []
    read(document("".join(task(n) for n in range(1, 3001))), name=NAME, progress=said.append)
    assert len(said) == 3
    shares = [int(text.split()[0]) for text in said]
    assert shares == sorted(shares) and 0 < shares[0] < shares[-1] <= 100


def test_what_the_model_has_no_place_for_comes_back() -> None:
    first, second = again(document(header=FULL))
    assert first.plan == second.plan
    assert first.carry == second.carry
    kept = "".join(xml for _, xml in first.carry.project)  # type: ignore[attr-defined]
    assert all(part in kept for part in ("<View><Name>Gantt</Name></View>", "<Author>Bo</Author>", "<HonorConstraints>", "<BuildNumber>"))


def test_without_a_start_date_the_earliest_stored_start_is_taken_and_told() -> None:
    header = HEADER.replace("<StartDate>2026-01-05T08:00:00</StartDate>", "")
    found = read(document(task(1, Start="2026-02-02T08:00:00") + task(2, Start="2026-02-01T08:00:00"), header=header), name=NAME)
    assert found.plan.start == read_moment("2026-02-01T08:00:00")
    assert codes(found) == ["no-start-date"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<CurrencyCode>", "<MinutesPerDay>0</MinutesPerDay><CurrencyCode>", "setting-out-of-range"),
        ("<CurrencyCode>", "<DaysPerMonth>400</DaysPerMonth><CurrencyCode>", "setting-out-of-range"),
        ("<CalendarUID>1</CalendarUID>", "", "plan-calendar-missing"),
        ("<Name>", "<Name>One</Name><Name>", "element-twice"),
        ("2026-01-05T08:00:00", "2026-01-05T08:00:00Z", "time-zone-ignored"),
        ("2026-01-05T08:00:00", "2026-01-05T08:00:00<b/>", "unexpected-elements"),
    ],
)
def test_odd_headers_are_read_and_told(old: str, new: str, code: str) -> None:
    assert code in codes(read(document(header=HEADER.replace(old, new)), name=NAME))


def test_a_file_without_a_currency_gets_the_code_for_none() -> None:
    header = HEADER.replace("<CurrencyCode>GBP</CurrencyCode>", "")
    assert plan_of(document(header=header)).settings.currency == Currency("XXX", "", 2)


def test_comments_are_told() -> None:
    assert codes(read(document(task(1)).replace(b"<Tasks>", b"<Tasks><!-- by hand -->"), name=NAME)) == ["comments-dropped"]


DEFINITIONS = (
    "<ExtendedAttributes>"
    + element("ExtendedAttribute", FieldID=188743731, FieldName="Text1", Alias="Ticket", Formula="x")
    + element("ExtendedAttribute", FieldID=205521008, FieldName="Number1", CFType=5, ElemType=21)
    + element("ExtendedAttribute", FieldID=188743783, FieldName="Duration1")
    + "</ExtendedAttributes>"
)
OUTLINE = (
    "<OutlineCodes><OutlineCode><Guid>G</Guid><FieldID>188744096</FieldID><FieldName>Outline Code1</FieldName><Alias>Site</Alias><Values>"
    "<Value><ValueID>1</ValueID><FieldGUID>G</FieldGUID><Type>21</Type><Value>North</Value></Value>"
    "<Value><ValueID>2</ValueID><FieldGUID>G</FieldGUID><Type>21</Type><ParentValueID>1</ParentValueID><Value>Leeds</Value></Value>"
    "</Values></OutlineCode></OutlineCodes>"
)


def test_custom_fields_are_read_with_owner_kind_and_alias() -> None:
    assert plan_of(document(header=HEADER + OUTLINE + DEFINITIONS)).fields == (
        CustomField("188743731", "task", "Text1", "Ticket", FieldKind.TEXT),
        CustomField("205521008", "resource", "Number1", "", FieldKind.NUMBER),
        CustomField("188743783", "task", "Duration1", "", FieldKind.DURATION),
        CustomField("188744096", "task", "Outline Code1", "Site", FieldKind.OUTLINE_CODE),
    )


def test_values_of_custom_fields_are_read_and_come_back() -> None:
    values = (
        element("ExtendedAttribute", FieldID=188743731, Value="INC 1 < 2")
        + element("ExtendedAttribute", FieldID=188743783, Value="PT8H0M0S", DurationFormat=7)
        + element("ExtendedAttribute", FieldID=188743734, Value="pointed", ValueGUID="V")
        + element("ExtendedAttribute", FieldID=188743737, ValueGUID="only a pointer")
        + element("OutlineCode", FieldID=188744096, ValueID=2)
        + element("OutlineCode", FieldID=188744098, ValueID=99)
    )
    first, second = again(document(task(1, values), header=HEADER + OUTLINE + DEFINITIONS))
    assert first.plan.tasks[0].fields == (
        FieldValue("188743731", "INC 1 < 2"),
        FieldValue("188743783", "PT8H0M0S", 7),
        FieldValue("188743734", "pointed"),
        FieldValue("188744096", "North.Leeds"),
    )
    assert first.plan == second.plan
    assert first.carry == second.carry
