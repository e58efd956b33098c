"""What is known in a conversation and what follows from it. Pure Python: no Rasa, no HTTP, no wording."""
