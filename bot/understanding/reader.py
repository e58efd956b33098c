"""One call that reads a message in every way the guide needs."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from understanding.age import AgeReader
from understanding.age_mentions import ADULT_AGE, WRITER, AgeFound, AgeMention
from understanding.audience import ADULT, PARENT_CARER, PROFESSIONAL, YOUNG_PERSON, AudienceFound, AudienceReader
from understanding.classifier import Classifier, Likely
from understanding.counts import Seen
from understanding.danger import NOT_SAID, DangerReading, Detector, LexiconDetector, Likelihoods, signals_of
from understanding.language import LanguageReader
from understanding.language_danger import LanguageDetector
from understanding.lexicon import load_entries
from understanding.needs import GROWN_UP, UNDER_18, NeedsReader, words_of
from understanding.normalise import Normaliser
from understanding.patterns import Grammar
from understanding.place import PlaceMention, PlaceReader
from understanding.reading import Reading
from understanding.scope import Scope
from understanding.signs import SignsDetector
from understanding.thresholds import Thresholds
from understanding.word_lists import read_yaml, word_list

FOR_ANOTHER = (PARENT_CARER, PROFESSIONAL)  # who writes about somebody else


def today_in_london() -> date:
    """The date where the visitors are."""
    return datetime.now(ZoneInfo("Europe/London")).date()


class Reader:
    """Reads messages. Build it once with `load`; it keeps nothing of a message and is safe to share."""

    def __init__(
        self,
        normaliser: Normaliser,
        detectors: tuple[Detector, ...],
        ages: AgeReader,
        places: PlaceReader,
        audiences: AudienceReader,
        needs: NeedsReader,
        thresholds: Thresholds,
        classifier: Classifier | None = None,
    ) -> None:
        self._normaliser = normaliser
        self.languages = LanguageReader.load()
        self._detectors = detectors
        self._in_other_languages = LanguageDetector(self.languages)
        self._ages = ages
        self._places = places
        self._audiences = audiences
        self._needs = needs
        self._classifier = classifier
        self._thresholds = thresholds

    @classmethod
    def load(
        cls,
        data_dir: str | Path,
        today: Callable[[], date] = today_in_london,
        classifier: Classifier | None = None,
        thresholds: Thresholds | None = None,
    ) -> "Reader":
        """Read the word lists and, from `data_dir` (services_data), areas.yml and support_needs.yml.

        `today` dates birthdays. Without `classifier` it reads by the lists alone. `thresholds`: other ones than those
        of words/thresholds.yml. Raises FileNotFoundError or ValueError when a list is missing or malformed.
        """
        thresholds = thresholds or Thresholds.load()
        grammar = Grammar.with_classes(word_list("classes")["classes"])
        entries = load_entries(grammar)
        scope = Scope(word_list("scope"), grammar)
        signs = SignsDetector(word_list("signs"), grammar, scope)
        audiences = AudienceReader.load()
        places = PlaceReader.load(Path(data_dir), thresholds)
        vocabulary = {
            word
            for source in [*grammar.classes.values(), *(p.sequence for entry in entries for p in entry.patterns)]
            for word in source.vocabulary()
        }
        needs = read_yaml(Path(data_dir) / "support_needs.yml")["needs"]
        vocabulary |= audiences.vocabulary() | {*scope.vocabulary(), *signs.vocabulary()}
        normaliser = Normaliser(word_list("text_speak"), vocabulary | words_of(word_list("needs"), needs, grammar))
        return cls(
            normaliser,
            (LexiconDetector(entries, scope), signs),
            AgeReader.load(today, thresholds),
            places,
            audiences,
            NeedsReader(word_list("needs"), needs, grammar, normaliser, thresholds.needs),
            thresholds,
            classifier,
        )

    def seen(self, text: str) -> Seen:
        """`text` made ready, as the classifier learns from it."""
        message = self._normaliser.read(text)
        return Seen.of(message, signals_of(message, self._detectors))

    def mentions(self, text: str) -> tuple[Sequence[AgeMention], Sequence[PlaceMention]]:
        """The numbers in `text` that may be ages, and the places named, as it is learnt from them which one counts."""
        message = self._normaliser.read(text)
        return self._ages.look(message)[1], [one for one in self._places.look(message)[1] if one.signs]

    def read(self, text: str) -> Reading:
        """What `text` says. Any string is safe: it never raises, and takes time in proportion to the length."""
        message = self._normaliser.read(text)
        if not message.words:
            return Reading()
        listed = signals_of(message, self._detectors)
        seen = Seen.of(message, listed)
        likely = self._classifier.read(seen) if self._classifier else Likely()
        told = likely.weigh(listed, seen.length, self._thresholds)
        danger = DangerReading((*told, *self._in_other_languages.signals(message)))
        judges = self._classifier.judges if self._classifier else None
        age = self._ages.read(message, judges)
        said = self._audiences.read(message, age)
        who = _with_likely(said, likely, age, self._thresholds.audience)
        place = self._places.read(message, judges)
        needs = self._needs.read(message, danger.signals, _age_band(age.age, who.audience), likely.needs)
        return Reading(
            danger=danger.level,
            danger_levels=danger.levels,
            danger_signals=tuple(signal.id for signal in danger.signals),
            audience=who.audience,
            audience_guessed=who.audience != said.audience,
            speaker_is_friend=who.speaker_is_friend,
            for_self=who.for_self,
            age=age.age,
            age_is_of=age.is_of,
            areas=place.areas,
            place=place.place,
            outside=place.outside,
            needs=needs.needs,
            needs_unsure=needs.unsure,
            out_of_scope=needs.out_of_scope,
            refuses=who.refuses,
            not_sure=who.not_sure,
            language=self.languages.read(message.typed),
        )


def _with_likely(found: AudienceFound, likely: Likely, age: AgeFound, enough: Likelihoods) -> AudienceFound:
    """Who writes, by the classifier where the words do not say, or where it is far surer than their signs."""
    if (found.audience and not found.weighed) or found.refuses or found.not_sure or not likely.audience:
        return found
    grown_up = age.is_of == WRITER and (age.age or 0) >= ADULT_AGE
    cannot_be = (NOT_SAID, YOUNG_PERSON) if grown_up else (NOT_SAID,)
    told = {who: chance for who, chance in likely.audience.items() if who not in cannot_be}
    best, any_of_them = max(told, key=lambda who: told[who]), sum(told.values())
    if best == found.audience or told[best] < (enough["sure"] if found.audience else enough["share"] * any_of_them):
        return found
    if any_of_them < enough["told"]:
        return found
    for_self = None if found.audience in FOR_ANOTHER else found.for_self
    return replace(found, audience=best, for_self=False if for_self is None and best in FOR_ANOTHER else for_self)


def _age_band(age: int | None, audience: str | None) -> str | None:
    """Whether the person to be helped is a child, as far as was said."""
    if age is not None:
        return UNDER_18 if age < ADULT_AGE else GROWN_UP
    return {YOUNG_PERSON: UNDER_18, ADULT: GROWN_UP}.get(audience or "")
