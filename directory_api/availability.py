"""How a service can be reached at a moment: which numbers answer, and whether it is open. Pure."""

from dataclasses import dataclass
from datetime import datetime

from directory_api.models import Phone, Schedule, Service
from directory_api.opening_hours import ALWAYS, UNKNOWN, Opening, State, out_of_hours_opening, weekly_opening

HELP = "help"
_USABLE_FIRST = {True: 0, None: 1, False: 2}


@dataclass(frozen=True)
class PhoneState:
    """A number and whether it answers."""

    phone: Phone
    opening: Opening


@dataclass(frozen=True)
class Availability:
    """The numbers that may be shown, those that answer now first, and the opening of the service as a whole."""

    phones: tuple[PhoneState, ...]
    opening: Opening

    @property
    def open_order(self) -> int:
        """0 open, 1 not known, 2 closed."""
        return _USABLE_FIRST[self.opening.open_now]


def availability(service: Service, now: datetime, for_professional: bool = False) -> Availability:
    """Judge every number a person may use at `now`, without those for other purposes or for professionals only."""
    numbers = [
        PhoneState(phone, _phone_opening(service, phone, now))
        for phone in service.phones
        if phone.purpose == HELP and (for_professional or not phone.for_professionals_only)
    ]
    numbers.sort(key=lambda state: _USABLE_FIRST[state.opening.open_now])
    return Availability(tuple(numbers), _service_opening(service, numbers, now))


def _phone_opening(service: Service, phone: Phone, now: datetime) -> Opening:
    match phone.availability:
        case "always":
            return ALWAYS
        case "scheduled":
            return weekly_opening(phone.schedules or _own_schedules(service), now)
        case "out_of_hours":
            return out_of_hours_opening(_own_schedules(service) or _schedules_of_numbers(service), now)
        case _:
            return UNKNOWN


def _own_schedules(service: Service) -> list[Schedule]:
    return [schedule for schedule in service.schedules if schedule.phone_id is None]


def _schedules_of_numbers(service: Service) -> list[Schedule]:
    return [schedule for phone in service.phones if phone.purpose == HELP for schedule in phone.schedules]


def _service_opening(service: Service, numbers: list[PhoneState], now: datetime) -> Opening:
    """Open if any number answers; else by the service's own hours; closed only if every number is known to be."""
    if service.always_open:
        return ALWAYS
    openings = [state.opening for state in numbers]
    answering = [opening for opening in openings if opening.state is State.OPEN]
    if answering:
        lasting = [opening for opening in answering if opening.changes_at is None]
        return lasting[0] if lasting else max(answering, key=_changes_at)
    own = weekly_opening(_own_schedules(service), now)
    if own.state is not State.UNKNOWN:
        return own
    if openings and all(opening.state is State.CLOSED for opening in openings):
        reopening = [opening for opening in openings if opening.changes_at is not None]
        return min(reopening, key=_changes_at, default=Opening(State.CLOSED))
    return UNKNOWN


def _changes_at(opening: Opening) -> float:
    return opening.changes_at.timestamp() if opening.changes_at else 0.0
