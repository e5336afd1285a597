"""How the language of `tests.web.ciphered` writes days and numbers."""
