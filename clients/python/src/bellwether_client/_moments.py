"""Dates and times, as people write them and as Python has them, in messages."""

from __future__ import annotations

import datetime
import re

from google.protobuf.timestamp_pb2 import Timestamp

from bellwether_client.v1 import account_pb2

MomentLike = str | datetime.date | datetime.datetime

_TEXT = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})?)?", re.ASCII
)

Parts = account_pb2.Date | Timestamp | account_pb2.LocalTime


def parts_of(value: object) -> Parts | None:
    """A date, an instant or a local time; nothing when `value` is none of these."""
    if isinstance(value, datetime.datetime):
        return _time(value, value.microsecond * 1000)
    if isinstance(value, datetime.date):
        return _date(value)
    return _written(value) if isinstance(value, str) else None


def moment_from(value: object) -> account_pb2.Moment | None:
    """A `Moment`; nothing when `value` is none."""
    parts = parts_of(value)
    if isinstance(parts, account_pb2.Date):
        return account_pb2.Moment(date=parts)
    if isinstance(parts, Timestamp):
        return account_pb2.Moment(time=parts)
    return None if parts is None else account_pb2.Moment(local=parts)


def _date(value: datetime.date) -> account_pb2.Date:
    return account_pb2.Date(year=value.year, month=value.month, day=value.day)


def _time(value: datetime.datetime, nanos: int) -> Timestamp | account_pb2.LocalTime:
    if value.tzinfo is None:
        return account_pb2.LocalTime(
            date=_date(value), hours=value.hour, minutes=value.minute, seconds=value.second, nanos=nanos
        )
    since = value.replace(microsecond=0) - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    return Timestamp(seconds=since.days * 86_400 + since.seconds, nanos=nanos)


def _written(text: str) -> Parts | None:
    match = _TEXT.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    try:
        if hour is None:
            return _date(datetime.date(int(year), int(month), int(day)))
        zone = None if offset is None else datetime.timezone(_offset(offset))
        at = datetime.datetime(int(year), int(month), int(day), int(hour), int(minute), int(second), tzinfo=zone)
    except ValueError:  # the 30th of February
        return None
    return _time(at, int((fraction or "").ljust(9, "0")))


def _offset(text: str) -> datetime.timedelta:
    if text == "Z":
        return datetime.timedelta(0)
    sign = -1 if text[0] == "-" else 1
    return sign * datetime.timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
