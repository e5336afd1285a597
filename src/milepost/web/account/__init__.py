"""One's own account: who one is here, password and second factors, where one is logged in, tokens."""
