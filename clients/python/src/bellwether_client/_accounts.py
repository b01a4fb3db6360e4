"""Accounts as dictionaries, in the shape of account files, made into messages.

Nothing is judged here that the server judges: names, ranges and words go there as they are. What
has no place in a message is refused, all of it at once.
"""

from __future__ import annotations

import decimal
import difflib
import math
import numbers
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp

from bellwether_client import _moments
from bellwether_client.errors import InvalidArgumentError, Violation
from bellwether_client.v1 import account_pb2

AccountLike = account_pb2.Account | Mapping[str, Any]

_TEXTS = ("id", "segment", "cadence", "stage", "csm", "time_zone")
_NUMBERS = ("acv", "seats")
_DATES = (
    "contract_signed_at",
    "trial_started_at",
    "kickoff_at",
    "first_login_at",
    "first_value_at",
    "graduated_at",
    "target_graduation_at",
    "renewal_at",
)
_NOT_YET = "not_yet"
_NOT_APPLICABLE = "not_applicable"
_UNTYPED = "untyped"
_MOMENT = "write it like 2026-02-10 or 2026-02-10T09:30:00Z, or give a datetime"


def account_from(account: AccountLike) -> account_pb2.Account:
    """The message for an account; InvalidArgumentError with every problem when it has no place in one."""
    if isinstance(account, account_pb2.Account):
        return account
    maker = _Maker()
    message = maker.account(account)
    if maker.violations:
        raise InvalidArgumentError(f"the account {account.get('id', '')!r} cannot be sent", maker.violations)
    return message


def to_dict(message: Message) -> dict[str, Any]:
    """A message as a dictionary of plain values, with names in snake_case; what is not set is left out."""
    return MessageToDict(message, preserving_proto_field_name=True)


class _Maker:
    """Makes one account, and keeps what is wrong with it."""

    def __init__(self) -> None:
        self.violations: list[Violation] = []

    def account(self, given: Mapping[str, Any]) -> account_pb2.Account:
        message = account_pb2.Account()
        parts: dict[str, Callable[[Any, account_pb2.Account], None]] = {
            "milestones": self._milestones,
            "signals": self._signals,
            "dimension_scores": self._dimension_scores,
            "previous_bands": self._previous_bands,
            "overrides": self._overrides,
            "extension": self._extension,
        }
        known = [*_TEXTS, *_NUMBERS, *_DATES, *parts]
        for key, value in self._entries("account", given, known):
            path = f"account.{key}"
            if value is None:
                continue
            if key in parts:
                parts[key](value, message)
            elif key in _TEXTS:
                setattr(message, key, self._text(path, value))
            elif key in _NUMBERS:
                self._set(message, key, self._number(path, value))
            else:
                self._event(path, value, getattr(message, key))
        return message

    def _wrong(self, path: str, reason: str, message: str) -> None:
        self.violations.append(Violation(path, reason, message))

    def _entries(self, path: str, given: Any, known: Iterable[str]) -> list[tuple[str, Any]]:
        """The entries whose keys are known; the others are refused."""
        known = list(known)
        if not isinstance(given, Mapping):
            self._wrong(path, "WRONG_TYPE", f"expected a mapping, not {_shown(given)}")
            return []
        for key in given:
            if key not in known:
                close = difflib.get_close_matches(str(key), known, 1)
                hint = f"did you mean `{close[0]}`?" if close else f"there are {', '.join(known)}"
                self._wrong(path, "UNKNOWN_NAME", f"unknown field {_shown(key)}; {hint}")
        return [(key, value) for key, value in given.items() if key in known]

    def _text(self, path: str, value: Any) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, numbers.Real) and not isinstance(value, bool):
            return str(value)  # an id may be a number
        self._wrong(path, "WRONG_TYPE", f"expected a text, not {_shown(value)}")
        return ""

    def _number(self, path: str, value: Any) -> float | None:
        if isinstance(value, bool) or not isinstance(value, numbers.Real | decimal.Decimal):
            self._wrong(path, "WRONG_TYPE", f"expected a number, not {_shown(value)}")
            return None
        if not math.isfinite(value):
            self._wrong(path, "BAD_NUMBER", f"{value} is no number; leave out what is not known")
            return None
        return float(value)

    def _days(self, path: str, value: Any) -> int | None:
        number = self._number(path, value)
        if number is not None and not number.is_integer():
            self._wrong(path, "OUT_OF_RANGE", f"{number} is no whole number of days")
            return None
        return None if number is None else int(number)

    def _moment(self, path: str, value: Any, into: account_pb2.Moment) -> None:
        moment = _moments.moment_from(value)
        if moment is None:
            self._wrong(path, "BAD_DATE", f"{_shown(value)} is no date; {_MOMENT}")
        else:
            into.CopyFrom(moment)

    def _truth(self, path: str, value: Any) -> bool:
        if not isinstance(value, bool):
            self._wrong(path, "WRONG_TYPE", f"expected true or false, not {_shown(value)}")
        return value is True

    @staticmethod
    def _set(message: Message, field: str, value: Any) -> None:
        if value is not None:
            setattr(message, field, value)

    def _event(self, path: str, value: Any, date: account_pb2.EventDate) -> None:
        if isinstance(value, Mapping) and dict(value) == {_NOT_APPLICABLE: True}:
            date.not_applicable.SetInParent()
        elif value == _NOT_YET:
            date.not_yet.SetInParent()
        elif not _put_moment(value, date):
            self._wrong(path, "BAD_DATE", f"{_shown(value)} is no date; {_MOMENT}, or not_yet")

    def _list(self, path: str, value: Any) -> Iterable[tuple[str, Any]]:
        if isinstance(value, Sequence) and not isinstance(value, str):
            return [(f"{path}[{i}]", item) for i, item in enumerate(value)]
        self._wrong(path, "WRONG_TYPE", f"expected a list, not {_shown(value)}")
        return []

    def _milestones(self, given: Any, account: account_pb2.Account) -> None:
        for path, item in self._list("account.milestones", given):
            milestone = account.milestones.add()
            for key, value in self._entries(path, item, ("key", "planned_at", "completed_at", "critical")):
                if value is None:
                    continue
                if key == "key":
                    milestone.key = self._text(f"{path}.key", value)
                elif key == "planned_at":
                    self._moment(f"{path}.planned_at", value, milestone.planned_at)
                elif key == "completed_at":
                    self._event(f"{path}.completed_at", value, milestone.completed_at)
                else:
                    milestone.critical = self._truth(f"{path}.critical", value)

    def _signals(self, given: Any, account: account_pb2.Account) -> None:
        if not isinstance(given, Mapping):
            self._wrong("account.signals", "WRONG_TYPE", f"expected {{signal: value}}, not {_shown(given)}")
            return
        for name, value in given.items():
            path = f"account.signals.{name}"
            if isinstance(value, Sequence) and not isinstance(value, str):
                self._series(path, value, account.series.add(name=str(name)))
            elif isinstance(value, Mapping):
                self._signal_object(path, value, account.signals.add(name=str(name)))
            else:
                self._signal(path, value, account.signals.add(name=str(name)))

    def _signal_object(self, path: str, given: Mapping[str, Any], signal: account_pb2.Signal) -> None:
        for key, value in self._entries(path, given, ("value", "observed_at", _NOT_APPLICABLE, _UNTYPED)):
            if value is None:
                continue
            if key == _UNTYPED:
                if self._truth(f"{path}.{_UNTYPED}", value) and not isinstance(given.get("value"), str):
                    self._wrong(f"{path}.{_UNTYPED}", "WRONG_TYPE", "only a text can be without a type")
            elif key == "value" and given.get(_UNTYPED) is True and isinstance(value, str):
                signal.untyped = value
            elif key == "value":
                self._signal(f"{path}.value", value, signal)
            elif key == "observed_at":
                self._moment(f"{path}.observed_at", value, signal.observed_at)
            elif self._truth(f"{path}.{_NOT_APPLICABLE}", value):
                if given.get("value") is not None:
                    self._wrong(path, "WRONG_TYPE", "a signal has a value or is not applicable, not both")
                signal.not_applicable.SetInParent()

    def _signal(self, path: str, value: Any, signal: account_pb2.Signal) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            signal.flag = value
        elif value == _NOT_YET:
            signal.not_yet.SetInParent()
        elif isinstance(value, str):
            signal.text = value  # a date, too: the pack knows the type
        elif not _put_moment(value, signal):
            self._set(signal, "number", self._number(path, value))

    def _series(self, path: str, given: Sequence[Any], series: account_pb2.Series) -> None:
        for i, pair in enumerate(given):
            if isinstance(pair, str) or not isinstance(pair, Sequence) or len(pair) != 2:
                self._wrong(f"{path}[{i}]", "WRONG_TYPE", f"expected [date, number], not {_shown(pair)}")
            elif pair[1] is not None:
                point = series.points.add()
                self._moment(f"{path}[{i}][0]", pair[0], point.at)
                self._set(point, "value", self._number(f"{path}[{i}][1]", pair[1]))

    def _dimension_scores(self, given: Any, account: account_pb2.Account) -> None:
        path = "account.dimension_scores"
        for name, value in self._entries(path, given, given if isinstance(given, Mapping) else ()):
            if value is not None:
                score = account.dimension_scores.add(dimension=str(name))
                self._set(score, "score", self._number(f"{path}.{name}", value))

    def _previous_bands(self, given: Any, account: account_pb2.Account) -> None:
        path = "account.previous_bands"
        if isinstance(given, Mapping):
            given = [{"model": model, "band": band} for model, band in given.items() if band is not None]
        for place, item in self._list(path, given):
            added = account.previous_bands.add()
            for key, value in self._entries(place, item, ("model", "band")):
                setattr(added, key, self._text(f"{place}.{key}", value))

    def _overrides(self, given: Any, account: account_pb2.Account) -> None:
        known = ("model", "kind", "value", "author", "reason", "set_at", "expires_at")
        for path, item in self._list("account.overrides", given):
            override = account.overrides.add()
            for key, value in self._entries(path, item, known):
                place = f"{path}.{key}"
                if value is None:
                    continue
                if key == "kind":
                    override.kind = self._override_kind(place, value)
                elif key == "value":
                    self._set(override, key, self._number(place, value))
                elif key in ("set_at", "expires_at"):
                    self._moment(place, value, getattr(override, key))
                else:
                    setattr(override, key, self._text(place, value))

    def _override_kind(self, path: str, value: Any) -> account_pb2.OverrideKind:
        kinds = {
            "set": account_pb2.OVERRIDE_KIND_SET,
            "cap": account_pb2.OVERRIDE_KIND_CAP,
            "floor": account_pb2.OVERRIDE_KIND_FLOOR,
        }
        kind = kinds.get(str(value).lower())
        if kind is None:
            self._wrong(path, "WRONG_TYPE", f"expected SET, CAP or FLOOR, not {_shown(value)}")
            return account_pb2.OVERRIDE_KIND_UNSPECIFIED
        return kind

    def _extension(self, given: Any, account: account_pb2.Account) -> None:
        for key, value in self._entries("account.extension", given, ("granted_days", "requested_days")):
            if value is not None:
                self._set(account.extension, key, self._days(f"account.extension.{key}", value))


def _put_moment(value: Any, message: account_pb2.EventDate | account_pb2.Signal) -> bool:
    parts = _moments.parts_of(value)
    if isinstance(parts, account_pb2.Date):
        message.date.CopyFrom(parts)
    elif isinstance(parts, Timestamp):
        message.time.CopyFrom(parts)
    elif parts is not None:
        message.local.CopyFrom(parts)
    return parts is not None


def _shown(value: object) -> str:
    """A value in a message: never more than 100 characters of it."""
    text = repr(value)
    return text if len(text) <= 100 else text[:99] + "…"
