"""`make bench`: how fast the directory is, beside others that do the same on the same machine in the same run."""
