"""The options, in groups; imports nothing but the standard library, so that --help is there at once."""
