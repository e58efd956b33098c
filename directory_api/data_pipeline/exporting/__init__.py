"""What the directory serves, as files for others: HSDS JSON, Open Referral UK pages, tables, and pages to print.

Everything comes from the documents that the open standard's API serves, so that a file never holds more, or less, than
the API would tell anybody.
"""
