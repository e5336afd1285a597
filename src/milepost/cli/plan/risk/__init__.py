"""`--simulate`: how sure a date is; options, run, findings, and its part of each output."""
