"""`--level`: who can do it when; options, run, findings, and its part of each output."""
