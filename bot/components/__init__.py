"""Thin Rasa components around bot/understanding."""
