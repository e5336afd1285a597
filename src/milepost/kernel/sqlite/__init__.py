"""Django's SQLite, told how many values the SQLite at hand takes in one statement."""
