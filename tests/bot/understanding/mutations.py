"""Ways in which the same thing is typed otherwise."""

from collections.abc import Callable


def _spaced(text: str) -> str:
    return "  ".join(text.split(" "))


MUTATIONS: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "title case": str.title,
    "no apostrophes": lambda text: text.replace("'", ""),
    "curly apostrophes": lambda text: text.replace("'", "\u2019"),
    "full stop": lambda text: f"{text}.",
    "exclamation marks": lambda text: f"{text}!!!!",
    "question marks": lambda text: f"{text}??",
    "dots between": lambda text: text.replace(" ", "... ", 1),
    "comma after the first word": lambda text: text.replace(" ", ", ", 1),
    "new line": lambda text: text.replace(" ", "\n", 1),
    "two spaces": _spaced,
    "emoji after": lambda text: f"{text} 😭😭",
    "emoji before": lambda text: f"🥺 {text}",
    "emoji between": lambda text: text.replace(" ", " 😢 ", 1),
    "ok so um": lambda text: f"ok so um {text}",
    "hi": lambda text: f"hi {text}",
    "i dont know how to say this but": lambda text: f"i dont know how to say this but {text}",
    "please help me": lambda text: f"please help me {text}",
    "trailing idk": lambda text: f"{text} idk",
    "trailing what do i do": lambda text: f"{text} what do i do",
    "tbh": lambda text: f"tbh {text} tbh",
    "zero width": lambda text: text.replace(" ", "\u200b \u200d", 2),
    "right to left mark": lambda text: f"\u202e{text}\u200f",
    "full width letters": lambda text: "".join(chr(ord(c) + 0xFEE0) if "a" <= c <= "z" else c for c in text),
    "slash before": lambda text: f"/{text}",
    "quotation marks": lambda text: f'"{text}"',
    "long last letters": lambda text: f"{text}{text[-1] * 4}" if text[-1].isalpha() else text,
}


def slips(word: str) -> list[str]:
    """Spelling slips in the middle of a word: a letter lost, doubled, or swapped with the next."""
    half = len(word) // 2
    return [
        word[:half] + word[half + 1 :],
        word[:half] + word[half] + word[half:],
        word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :],
    ]
