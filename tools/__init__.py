"""What `make` runs. Each verb is one module with `main(arguments) -> exit code`."""
