"""What a server keeps of accounts as lines, on its way from one server to another."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from google.protobuf import json_format
from google.protobuf.message import Message

from bellwether_client.errors import InvalidArgumentError, Violation
from bellwether_client.v1 import decisions_pb2, transfer_pb2

# A line of an export, or its message.
TransferLike = str | transfer_pb2.TransferItem
EntryLike = str | decisions_pb2.ExportedEntry

MOST_ENTRIES = 1_000  # of one message
# A message ends with an account once it has as much as this, and in any case with that.
_ENOUGH_ITEMS, _MOST_ITEMS = 1_000, 10_000
_ENOUGH_BYTES, _MOST_BYTES = 512 * 1024, 8 * 1024 * 1024

_RECORD = re.compile(r'\s*\{\s*"record"\s*:\s*(\{.*\})\s*\}\s*', re.DOTALL)


@dataclasses.dataclass(frozen=True)
class NotTaken:
    """A line that the server did not take."""

    index: int  # among those that were imported, from 0
    item: Message
    outcome: str  # "conflict", "out_of_order", "unknown_account", "refused"
    problems: tuple[Violation, ...] = ()  # of "refused"


@dataclasses.dataclass
class ImportSummary:
    """What became of the lines that were imported."""

    stored: int = 0
    already_there: int = 0
    not_taken: list[NotTaken] = dataclasses.field(default_factory=list)

    def count(self, index: int, item: Message, outcome: str, problems: tuple[Violation, ...] = ()) -> None:
        """One more; `outcome` in small letters."""
        if outcome == "stored":
            self.stored += 1
        elif outcome == "already_there":
            self.already_there += 1
        else:
            self.not_taken.append(NotTaken(index, item, outcome, problems))


def line_of(message: Message) -> str:
    """A line of JSON without its end; a record stays to the byte what it was."""
    if isinstance(message, transfer_pb2.TransferItem) and message.WhichOneof("item") == "record":
        return f'{{"record":{message.record}}}'
    return json_format.MessageToJson(message, preserving_proto_field_name=True, indent=None, ensure_ascii=False)


def item_from(line: TransferLike) -> transfer_pb2.TransferItem:
    """The message of a line of everything, of records or of entries; InvalidArgumentError: it is none."""
    if isinstance(line, transfer_pb2.TransferItem):
        return line
    record = _RECORD.fullmatch(line)
    if record:
        return transfer_pb2.TransferItem(record=record[1])
    item = transfer_pb2.TransferItem()
    try:
        json_format.Parse(line, item)
    except json_format.ParseError as error:
        return _other_from(line, error)
    if item.WhichOneof("item") is None:
        raise _refusal("it holds nothing")
    return item


def _other_from(line: str, error: json_format.ParseError) -> transfer_pb2.TransferItem:
    try:
        return transfer_pb2.TransferItem(entry=entry_from(line))
    except InvalidArgumentError:
        if '"kind"' in line and '"account"' in line:
            return transfer_pb2.TransferItem(record=line.strip())
        raise _refusal(str(error)) from None


def entry_from(line: EntryLike) -> decisions_pb2.ExportedEntry:
    """The message of a line of entries; InvalidArgumentError: it is none."""
    if isinstance(line, decisions_pb2.ExportedEntry):
        return line
    entry = decisions_pb2.ExportedEntry()
    try:
        json_format.Parse(line, entry)
    except json_format.ParseError as error:
        raise _refusal(str(error)) from None
    if entry.WhichOneof("entry") is None:
        raise _refusal("it is no override and no decision")
    return entry


def _refusal(why: str) -> InvalidArgumentError:
    return InvalidArgumentError("the line cannot be sent", [Violation("", "SYNTAX", why[:200])])


class Importing:
    """Messages of items on their way, cut where an account is whole, and their answers."""

    def __init__(self) -> None:
        self.summary = ImportSummary()
        self._request = transfer_pb2.ImportAllRequest()
        self._bytes = 0
        self._index = 0  # of the first item of the message

    def take(self, line: TransferLike) -> Iterator[transfer_pb2.ImportAllRequest]:
        """Messages that are to be sent before the next line is taken, each answered before the next."""
        item = item_from(line)
        size = item.ByteSize()
        if self._request.items and (
            len(self._request.items) >= _MOST_ITEMS or self._bytes + size > _MOST_BYTES
        ):
            yield self._request
        self._request.items.append(item)
        self._bytes += size
        is_enough = len(self._request.items) >= _ENOUGH_ITEMS or self._bytes >= _ENOUGH_BYTES
        # What follows the standing of an account needs nothing beside it.
        if is_enough and item.WhichOneof("item") not in ("record", "entry"):
            yield self._request

    def rest(self) -> Iterator[transfer_pb2.ImportAllRequest]:
        """The last message, if it is not empty."""
        if self._request.items:
            yield self._request

    def answered(self, response: transfer_pb2.ImportAllResponse) -> None:
        """The answer for the message."""
        for place, (item, result) in enumerate(zip(self._request.items, response.results, strict=True)):
            name = transfer_pb2.TransferOutcome.Name(result.outcome)
            problems = tuple(Violation(one.field, one.reason, one.description) for one in result.problems)
            self.summary.count(
                self._index + place, item, name.removeprefix("TRANSFER_OUTCOME_").lower(), problems
            )
        self._index += len(self._request.items)
        self._request = transfer_pb2.ImportAllRequest()
        self._bytes = 0


class ImportingEntries:
    """The same of entries alone."""

    def __init__(self) -> None:
        self.summary = ImportSummary()
        self._request = decisions_pb2.ImportEntriesRequest()
        self._index = 0

    def take(self, line: EntryLike) -> Iterator[decisions_pb2.ImportEntriesRequest]:
        """A message that is to be sent before the next line is taken, when there is one."""
        self._request.entries.append(entry_from(line))
        if len(self._request.entries) == MOST_ENTRIES:
            yield self._request

    def rest(self) -> Iterator[decisions_pb2.ImportEntriesRequest]:
        """The last message, if it is not empty."""
        if self._request.entries:
            yield self._request

    def answered(self, response: decisions_pb2.ImportEntriesResponse) -> None:
        """The answer for the message."""
        for place, (entry, outcome) in enumerate(zip(self._request.entries, response.outcomes, strict=True)):
            name = decisions_pb2.EntryOutcome.Name(outcome)
            self.summary.count(self._index + place, entry, name.removeprefix("ENTRY_OUTCOME_").lower())
        self._index += len(self._request.entries)
        self._request = decisions_pb2.ImportEntriesRequest()
