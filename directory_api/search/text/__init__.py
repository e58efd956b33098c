"""Full text search: the same answers from SQLite and PostgreSQL, because both only say which services hold a token."""
