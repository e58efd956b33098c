"""Reading people's own words: danger, who, age, place and need. Plain Python; nothing here knows Rasa."""

from understanding.reader import Reader
from understanding.reading import Reading

__all__ = ["Reader", "Reading"]
