"""11/23/2026, 2:05 PM; weeks begin on Sunday."""

DATE_FORMAT = "m/d/Y"
MONTH_DAY_FORMAT = "M j"
TIME_FORMAT = "g:i A"
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%m/%d/%Y", "%b %d, %Y", "%B %d, %Y"]
FIRST_DAY_OF_WEEK = 0
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
