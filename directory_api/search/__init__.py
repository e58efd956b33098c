"""Finding services: the selects, what they fill, and the filters."""
