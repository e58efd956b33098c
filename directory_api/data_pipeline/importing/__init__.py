"""A feed of somebody else → text under services_data, for people to review. Never into the database.

The way of a record: `feed` (bytes → records, from a file or through `fetch`) → a `shape` gives every standard the names
of HSDS 3 → `service` reads it into the fields of our own record, with the modules for ages, numbers, hours, places and
words → `plan` decides what is new, changed or refused → `write` puts files in place → `report` says what became of it.
"""
