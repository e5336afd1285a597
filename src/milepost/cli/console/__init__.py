"""The terminal, for every command: width, colour, tables, problems."""
