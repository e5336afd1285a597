"""A document that uses as much of the format as one small plan can, as MS Project 2019 would write it."""

from tests.exchange.mspdi.making import HEADER, STANDARD, WORKING_DAY, document, element, link, task

_BASELINE = element(
    "Baseline",
    Number=0,
    Start="2026-01-05T08:00:00",
    Finish="2026-01-06T17:00:00",
    Duration="PT16H0M0S",
    DurationFormat=7,
    Work="PT16H0M0S",
    Cost=112500,
)


def phase(kind: int, start: str, finish: str, value: str, uid: int = 1) -> str:
    """A TimephasedData element."""
    return element("TimephasedData", Type=kind, UID=uid, Start=start, Finish=finish, Unit=2, Value=value)


_HEADER = (
    HEADER.replace("<CurrencyCode>", "<CriticalSlackLimit>1</CriticalSlackLimit><CurrencyDigits>2</CurrencyDigits><CurrencyCode>")
    + "<StatusDate>2026-01-07T17:00:00</StatusDate><NewTasksAreManual>1</NewTasksAreManual><Views><View><Name>Gantt</Name></View></Views>"
    + "<OutlineCodes><OutlineCode><Guid>00000000-0000-0000-0000-000000000001</Guid><FieldID>188744096</FieldID><Values>"
    + "<Value><ValueID>1</ValueID><FieldGUID>1</FieldGUID><Type>21</Type><Value>North</Value></Value></Values></OutlineCode></OutlineCodes>"
    + "<WBSMasks><VerifyUniqueCodes>1</VerifyUniqueCodes><GenerateCodes>1</GenerateCodes></WBSMasks><ExtendedAttributes>"
    + element("ExtendedAttribute", FieldID=188743731, FieldName="Text1", Alias="Ticket")
    + "</ExtendedAttributes>"
)
_PERSON = (
    element("Calendar", UID=2, Name="Asha", IsBaseCalendar=0, BaseCalendarUID=1).replace("</Calendar>", "<Exceptions>")
    + "<Exception><EnteredByOccurrences>0</EnteredByOccurrences><TimePeriod><FromDate>2026-01-12T00:00:00</FromDate>"
    + "<ToDate>2026-01-12T23:59:00</ToDate></TimePeriod><Occurrences>1</Occurrences><Name>Leave</Name><Type>1</Type>"
    + "<DayWorking>0</DayWorking></Exception><Exception><EnteredByOccurrences>1</EnteredByOccurrences><TimePeriod>"
    + "<FromDate>2026-01-10T00:00:00</FromDate><ToDate>2026-03-07T23:59:00</ToDate></TimePeriod><Occurrences>3</Occurrences>"
    + f"<Name>Saturdays</Name><Type>6</Type><Period>4</Period><DaysOfWeek>64</DaysOfWeek>{WORKING_DAY}</Exception></Exceptions></Calendar>"
)
_TASKS = (
    task(0, ID=0, Name="Roll-out", OutlineLevel=0, Manual=0, Summary=1)
    + task(1, ID=1, Name="Prepare", Manual=0, Summary=1, Duration="PT24H0M0S")
    + task(
        2,
        _BASELINE,
        ID=2,
        GUID="3E172537-DBD2-E811-AC3F-4CEDDE6E5B57",
        Name="Survey sites",
        Active=1,
        Manual=0,
        Type=1,
        CreateDate="2026-01-01T09:00:00",
        OutlineLevel=2,
        Start="2026-01-05T08:00:00",
        Finish="2026-01-06T17:00:00",
        Duration="PT16H0M0S",
        DurationFormat=7,
        Work="PT16H0M0S",
        EarlyStart="2026-01-05T08:00:00",
        EarlyFinish="2026-01-06T17:00:00",
        LateStart="2026-01-05T08:00:00",
        LateFinish="2026-01-06T17:00:00",
        StartVariance=0,
        TotalSlack=0,
        ActualStart="2026-01-05T08:00:00",
        PercentComplete=50,
        ActualDuration="PT8H0M0S",
        RemainingDuration="PT8H0M0S",
        Notes="Bring keys",
    ).replace("<Baseline>", element("ExtendedAttribute", FieldID=188743731, Value="INC-1") + "<Baseline>")
    + task(
        3,
        link(2, Type=3, CrossProject=0, LinkLag=9600, LagFormat=8) + element("OutlineCode", FieldID=188744096, ValueID=1),
        ID=3,
        Name="Order",
        Manual=0,
        OutlineLevel=2,
        ConstraintType=4,
        ConstraintDate="2026-01-08T08:00:00",
        Deadline="2026-02-01T17:00:00",
    )
    + "<Task><UID>4</UID><ID>4</ID><IsNull>1</IsNull></Task>"
    + task(5, link(3, Type=1, CrossProject=0, LinkLag=-50, LagFormat=19), ID=5, Name="Install", Manual=1, ManualStart="2026-01-20T08:00:00")
    + task(6, link(5, Type=1, CrossProject=0, LinkLag=0, LagFormat=7), ID=6, Name="Done", Manual=0, Milestone=1, Duration="PT0H0M0S")
)
_RATES = element(
    "Rate",
    RatesFrom="1984-01-01T00:00:00",
    RatesTo="2049-12-31T23:59:00",
    RateTable=0,
    StandardRate=75,
    StandardRateFormat=2,
    OvertimeRate=100,
    OvertimeRateFormat=2,
    CostPerUse=500,
)
_RESOURCES = (
    "<Resource><UID>0</UID><ID>0</ID><Type>1</Type></Resource>"
    + element("Resource", UID=1, ID=1, Name="Asha Patel", Type=1, MaxUnits="1.00", PeakUnits=1, CalendarUID=2).replace(
        "</Resource>", f"<Rates>{_RATES}</Rates></Resource>"
    )
    + element("Resource", UID=2, ID=2, Name="Cable", Type=0, MaterialLabel="m", MaxUnits=1)
    + element("Resource", UID=3, ID=3, Name="Travel", Type=0, IsCostResource=1)
)
_ASSIGNMENTS = (
    element(
        "Assignment",
        UID=1,
        TaskUID=2,
        ResourceUID=1,
        PercentWorkComplete=50,
        ActualStart="2026-01-05T08:00:00",
        ActualWork="PT8H0M0S",
        Confirmed=0,
        Finish="2026-01-06T17:00:00",
        RemainingWork="PT8H0M0S",
        Start="2026-01-05T08:00:00",
        Units=1,
        Work="PT16H0M0S",
        WorkContour=0,
    ).replace(
        "</Assignment>",
        element("Baseline", Number=0, Start="2026-01-05T08:00:00", Work="PT16H0M0S", Cost="1125.00")
        + phase(1, "2026-01-06T08:00:00", "2026-01-07T08:00:00", "PT8H0M0S")
        + phase(2, "2026-01-05T08:00:00", "2026-01-06T08:00:00", "PT8H0M0S")
        + "</Assignment>",
    )
    + element("Assignment", UID=2, TaskUID=3, ResourceUID=2, Units=120, HasFixedRateUnits=1, Work="PT120H0M0S", WorkContour=0)
    + element("Assignment", UID=3, TaskUID=3, ResourceUID=3, Cost=25000, Units=0, WorkContour=0)
    + element("Assignment", UID=4, TaskUID=5, ResourceUID=-65535, Units=1, WorkContour=0)
)


def rich() -> bytes:
    """The document."""
    return document(_TASKS, header=_HEADER, calendars=STANDARD + _PERSON, resources=_RESOURCES, assignments=_ASSIGNMENTS)
