"""What every part of the report and of the terminal's answer is laid out with."""
