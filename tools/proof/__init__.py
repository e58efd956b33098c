"""`make test`, `make test-fast` and `make check`."""
