"""Records of accounts, from the lines that stand in files, and what became of them in a store."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp

from bellwether_client import _moments
from bellwether_client._accounts import AccountLike, account_from
from bellwether_client._moments import MomentLike, moment_from
from bellwether_client._options import Options, options_from
from bellwether_client.errors import InvalidArgumentError, Violation
from bellwether_client.v1 import account_pb2, accounts_pb2, records_pb2

# A line of a file of records, the same as a dictionary (docs/portfolio/records.md), or a message.
RecordLike = str | Mapping[str, Any] | records_pb2.Record

MOST_RECORDS = 1_000  # of one message

_HEAD = ("kind", "id", "account")
_MOMENTS = ("at", "known_at")


@dataclasses.dataclass(frozen=True)
class NotKept:
    """A record that the store did not take."""

    index: int  # among those that were put, from 0
    record: records_pb2.Record
    # None: another record of that kind, id and known_at is there; a correction has a later known_at.
    problems: tuple[Violation, ...] | None


@dataclasses.dataclass
class PutSummary:
    """What became of the records that were put."""

    stored: int = 0
    already_there: int = 0
    not_kept: list[NotKept] = dataclasses.field(default_factory=list)


class Putting:
    """Batches of records on their way, and their answers."""

    def __init__(self, batch: int) -> None:
        if not 1 <= batch <= MOST_RECORDS:
            raise ValueError(f"a batch has 1 to {MOST_RECORDS} records, not {batch}")
        self.summary = PutSummary()
        self._most = batch
        self._batch = accounts_pb2.PutRecordsRequest()
        self._index = 0  # of the batch's first record

    def take(self, record: RecordLike) -> accounts_pb2.PutRecordsRequest | None:
        """A batch that is to be sent before the next record is taken, when there is one."""
        self._batch.records.append(record_from(record))
        return self._batch if len(self._batch.records) == self._most else None

    def rest(self) -> accounts_pb2.PutRecordsRequest | None:
        """The last batch, if it is not empty."""
        return self._batch if self._batch.records else None

    def answered(self, response: accounts_pb2.PutRecordsResponse) -> None:
        """The answer for the batch."""
        for place, (record, result) in enumerate(zip(self._batch.records, response.results, strict=True)):
            if result.outcome == accounts_pb2.RECORD_OUTCOME_STORED:
                self.summary.stored += 1
            elif result.outcome == accounts_pb2.RECORD_OUTCOME_ALREADY_THERE:
                self.summary.already_there += 1
            else:
                conflict = result.outcome == accounts_pb2.RECORD_OUTCOME_CONFLICT
                problems = tuple(Violation(one.field, one.reason, one.description) for one in result.problems)
                self.summary.not_kept.append(NotKept(self._index + place, record, None if conflict else problems))
        self._index += len(self._batch.records)
        self._batch = accounts_pb2.PutRecordsRequest()


def record_from(given: RecordLike) -> records_pb2.Record:
    """The message for a record; InvalidArgumentError, with all problems, when it has no place for a value."""
    if isinstance(given, records_pb2.Record):
        return given
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError as error:
            raise InvalidArgumentError("the record cannot be sent", [Violation("", "SYNTAX", str(error))]) from None
    if not isinstance(given, Mapping):
        raise InvalidArgumentError(
            "the record cannot be sent", [Violation("", "WRONG_TYPE", f"expected {{field: value}}, not {given!r:.100}")]
        )
    reader = _RecordReader()
    record = reader.read(given)
    if reader.problems:
        raise InvalidArgumentError("the record cannot be sent", reader.problems)
    return record


class _RecordReader:
    """Which fields there are is for the server to say: every one is sent as what it looks like."""

    def __init__(self) -> None:
        self.problems: list[Violation] = []

    def read(self, given: Mapping[str, Any]) -> records_pb2.Record:
        record = records_pb2.Record()
        for name, value in given.items():
            if value is None:
                continue
            if name in _HEAD:
                self._head(name, value, record)
            elif name in _MOMENTS:
                self._moment(name, value, record)
            elif name == "signals":
                self._signals(value, record)
            else:
                self._field(str(name), value, record)
        return record

    def _head(self, name: str, value: Any, record: records_pb2.Record) -> None:
        if isinstance(value, str):
            setattr(record, name, value)
        else:
            self._wrong(name, f"expected a text, not {value!r:.100}")

    def _moment(self, name: str, value: Any, record: records_pb2.Record) -> None:
        moment = moment_from(value)
        if moment is None:
            self.problems.append(Violation(name, "BAD_DATE", f"{value!r:.100} is no date and no time"))
        else:
            getattr(record, name).CopyFrom(moment)

    # Signals stand in records as they do in accounts.
    def _signals(self, value: Any, record: records_pb2.Record) -> None:
        try:
            account = account_from({"id": "-", "signals": value})
        except InvalidArgumentError as error:
            self.problems += [one._replace(field=one.field.removeprefix("account.")) for one in error.violations]
        else:
            record.signals.extend(account.signals)
            record.series.extend(account.series)

    def _field(self, name: str, value: Any, record: records_pb2.Record) -> None:
        field = record.fields.add(name=name)
        if isinstance(value, bool):
            field.flag = value
        elif isinstance(value, str):
            field.text = value  # a date, too: the server reads it by the field
        elif isinstance(value, int | float | decimal.Decimal):
            field.number = float(value)
        elif isinstance(value, datetime.date):
            _put_moment(value, field)
        elif isinstance(value, Mapping):
            self._object(name, value, field)
        elif isinstance(value, Sequence) and all(isinstance(word, str) for word in value):
            field.words.words.extend(value)
            field.words.SetInParent()
        else:
            self._wrong(name, f"expected a number, a text, a date, words or counts, not {value!r:.100}")

    def _object(self, name: str, value: Mapping[str, Any], field: records_pb2.RecordField) -> None:
        if dict(value) == {"not_applicable": True}:
            field.not_applicable.SetInParent()
            return
        field.counts.SetInParent()
        for word, count in value.items():
            if isinstance(count, int | float | decimal.Decimal) and not isinstance(count, bool):
                field.counts.counts.add(name=str(word), count=float(count))
            else:
                self._wrong(f"{name}.{word}", f"expected a number, not {count!r:.100}")

    def _wrong(self, field: str, message: str) -> None:
        self.problems.append(Violation(field, "WRONG_TYPE", message))


def _put_moment(value: datetime.date, field: records_pb2.RecordField) -> None:
    parts = _moments.parts_of(value)
    if isinstance(parts, account_pb2.Date):
        field.date.CopyFrom(parts)
    elif isinstance(parts, Timestamp):
        field.time.CopyFrom(parts)
    elif parts is not None:
        field.local.CopyFrom(parts)


def get_request(account_id: str, as_of: MomentLike | None) -> accounts_pb2.GetAccountRequest:
    """The request; InvalidArgumentError when it has no place for the moment."""
    request = accounts_pb2.GetAccountRequest(account_id=account_id)
    if as_of is not None:
        moment = moment_from(as_of)
        if moment is None or moment.HasField("local"):
            problem = f"{as_of!r} is no date, and no time with an offset"
            raise InvalidArgumentError("the request cannot be sent", [Violation("as_of", "BAD_DATE", problem)])
        request.as_of.CopyFrom(moment)
    return request


def evaluate_request(
    account_id: str, what_if: Mapping[str, Any] | None, what_if_facts: AccountLike | None, options: Options
) -> accounts_pb2.EvaluateAccountRequest:
    """The request; InvalidArgumentError, with all problems, when it has no place for a value."""
    request = accounts_pb2.EvaluateAccountRequest(account_id=account_id, options=options_from(options))
    if what_if_facts is not None:
        request.what_if_facts.CopyFrom(account_from(what_if_facts))
    if what_if is not None:
        account = account_from({"id": account_id, "signals": what_if})
        if account.series:
            problems = [
                Violation(f"what_if.{one.name}", "WRONG_TYPE", "a series cannot be supposed; give one value")
                for one in account.series
            ]
            raise InvalidArgumentError("the request cannot be sent", problems)
        request.what_if.extend(account.signals)
    return request


def batches(records: Iterable[RecordLike], putting: Putting) -> Iterator[accounts_pb2.PutRecordsRequest]:
    """One after the other; `putting` is told each one's answer before the next is asked for."""
    for record in records:
        batch = putting.take(record)
        if batch is not None:
            yield batch
    rest = putting.rest()
    if rest is not None:
        yield rest
