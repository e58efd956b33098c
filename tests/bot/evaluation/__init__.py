"""How well messages are read that nothing was tuned on: `make evaluate`."""
