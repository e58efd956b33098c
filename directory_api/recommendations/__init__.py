"""Which services, in which order, and why; and which nearly fitted, and why not."""
