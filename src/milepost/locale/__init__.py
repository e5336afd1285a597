"""Languages: how days and numbers are written in each, and the catalogues of words (tools/words.py makes them)."""
