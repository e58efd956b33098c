"""The shape of every file under services_data/. Strict: an unknown key or a wrong type is refused."""
