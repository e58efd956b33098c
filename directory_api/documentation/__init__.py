"""The interactive documentation at /docs: our own page and copies of Swagger UI, so that no other site is asked."""
