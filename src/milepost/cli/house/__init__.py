"""The house from the command line: the same entities and operations as at every door."""
