"""The pages that people see. They work without JavaScript, and nothing on them comes from anybody else's server."""
