"""English as it is written in the United Kingdom: the words in the source."""
