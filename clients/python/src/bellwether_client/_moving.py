"""What a server keeps, taken out of it and put into another, by programs that wait for their answers."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

from bellwether_client._following import Following
from bellwether_client._transfer import (
    EntryLike,
    Importing,
    ImportingEntries,
    ImportSummary,
    TransferLike,
    line_of,
)
from bellwether_client.v1 import decisions_pb2, transfer_pb2


class Moving(Following):
    """Exports and imports: everything, and what people decided alone."""

    def export_all(self, *, timeout: float | None = None) -> Iterator[str]:
        """Everything that the server keeps of accounts, account by account, as lines that `import_all` takes.

        All as it was when it began. Has no deadline unless `timeout` names one for the whole of it. When it
        breaks, what broke it is raised: what was taken until then is not whole.
        """
        request = transfer_pb2.ExportAllRequest()
        with contextlib.closing(self._messages(self._transfer.ExportAll, request, timeout)) as messages:
            for message in messages:
                yield from map(line_of, message.items)

    def import_all(self, lines: Iterable[TransferLike], *, timeout: float | None = None) -> ImportSummary:
        """Puts lines of `export_all` into the store of the server; also those of `export` and `export_entries`.

        What is there already stays. What is wrong with one line harms no other: the summary has it. Where a
        call fails, that is raised; what was put before is kept, and importing all of it again changes nothing.
        `timeout` is that of one message.
        """
        importing = Importing()
        for line in lines:
            for request in importing.take(line):
                importing.answered(self._import(request, timeout))
        for request in importing.rest():
            importing.answered(self._import(request, timeout))
        return importing.summary

    def _import(
        self, request: transfer_pb2.ImportAllRequest, timeout: float | None
    ) -> transfer_pb2.ImportAllResponse:
        """A stream of one message, so that each has a deadline."""
        limit = self._timeout if timeout is None else timeout
        with contextlib.closing(self._messages(self._transfer.ImportAll, iter([request]), limit)) as answers:
            (answer,) = answers
        response: transfer_pb2.ImportAllResponse = answer
        return response

    def export_entries(self, *, timeout: float | None = None) -> Iterator[str]:
        """The overrides and decisions of all accounts, as lines that `import_entries` takes; as `export` otherwise."""
        request = decisions_pb2.ExportEntriesRequest()
        with contextlib.closing(self._messages(self._decisions.ExportEntries, request, timeout)) as messages:
            for message in messages:
                yield from map(line_of, message.entries)

    def import_entries(self, lines: Iterable[EntryLike], *, timeout: float | None = None) -> ImportSummary:
        """Puts overrides and decisions into the store of the server, once it has records of their accounts."""
        importing = ImportingEntries()
        for line in lines:
            for request in importing.take(line):
                importing.answered(self._call(self._decisions.ImportEntries, request, timeout))
        for request in importing.rest():
            importing.answered(self._call(self._decisions.ImportEntries, request, timeout))
        return importing.summary
