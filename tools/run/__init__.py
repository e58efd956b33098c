"""`make run`: sets everything up, starts the parts, says where they are, and leaves nothing behind."""
