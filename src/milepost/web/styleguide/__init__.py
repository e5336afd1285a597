"""/styleguide/: every part of the pages in every state, made by the same templates and functions as the pages themselves."""
