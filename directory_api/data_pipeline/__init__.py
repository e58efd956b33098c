"""services_data → checks → database. The only code that writes to the directory's tables."""
