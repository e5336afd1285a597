"""Benches of the house as it is served: answers over HTTP, memory, start, backup, journal; beside Redmine where that runs."""
