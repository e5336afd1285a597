"""`milepost plan FILE…`: read, schedule, explain, report."""
