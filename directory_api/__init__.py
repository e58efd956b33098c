"""The public web service: directory API, website and the chat gateway."""
