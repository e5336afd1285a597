"""The installation as a whole: its tables, its first administrator, its backups."""
