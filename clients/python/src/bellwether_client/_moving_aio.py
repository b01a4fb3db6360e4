"""What a server keeps, taken out of it and put into another, for asyncio."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterable, AsyncIterator, Iterable
from typing import Any

from bellwether_client._following_aio import AsyncFollowing
from bellwether_client._transfer import (
    EntryLike,
    Importing,
    ImportingEntries,
    ImportSummary,
    TransferLike,
    line_of,
)
from bellwether_client.v1 import decisions_pb2, transfer_pb2


class AsyncMoving(AsyncFollowing):
    """As `Moving`."""

    async def export_all(self, *, timeout: float | None = None) -> AsyncIterator[str]:
        """Everything that the server keeps of accounts, account by account, as lines that `import_all` takes.

        All as it was when it began. Has no deadline unless `timeout` names one for the whole of it. When it
        breaks, what broke it is raised: what was taken until then is not whole.
        """
        request = transfer_pb2.ExportAllRequest()
        async with contextlib.aclosing(self._messages(self._transfer.ExportAll, request, timeout)) as messages:
            async for message in messages:
                for item in message.items:
                    yield line_of(item)

    async def import_all(
        self, lines: Iterable[TransferLike] | AsyncIterable[TransferLike], *, timeout: float | None = None
    ) -> ImportSummary:
        """Puts lines of `export_all` into the store of the server; also those of `export` and `export_entries`.

        What is there already stays. What is wrong with one line harms no other: the summary has it. Where a
        call fails, that is raised; what was put before is kept, and importing all of it again changes nothing.
        `timeout` is that of one message.
        """
        importing = Importing()
        async for line in _each(lines):
            for request in importing.take(line):
                importing.answered(await self._import(request, timeout))
        for request in importing.rest():
            importing.answered(await self._import(request, timeout))
        return importing.summary

    async def _import(
        self, request: transfer_pb2.ImportAllRequest, timeout: float | None
    ) -> transfer_pb2.ImportAllResponse:
        limit = self._timeout if timeout is None else timeout
        async with contextlib.aclosing(
            self._messages(self._transfer.ImportAll, iter([request]), limit)
        ) as answers:
            (answer,) = [answer async for answer in answers]
        response: transfer_pb2.ImportAllResponse = answer
        return response

    async def export_entries(self, *, timeout: float | None = None) -> AsyncIterator[str]:
        """The overrides and decisions of all accounts, as lines that `import_entries` takes; as `export` otherwise."""
        request = decisions_pb2.ExportEntriesRequest()
        async with contextlib.aclosing(self._messages(self._decisions.ExportEntries, request, timeout)) as messages:
            async for message in messages:
                for entry in message.entries:
                    yield line_of(entry)

    async def import_entries(
        self, lines: Iterable[EntryLike] | AsyncIterable[EntryLike], *, timeout: float | None = None
    ) -> ImportSummary:
        """Puts overrides and decisions into the store of the server, once it has records of their accounts."""
        importing = ImportingEntries()
        async for line in _each(lines):
            for request in importing.take(line):
                importing.answered(await self._call(self._decisions.ImportEntries, request, timeout))
        for request in importing.rest():
            importing.answered(await self._call(self._decisions.ImportEntries, request, timeout))
        return importing.summary


async def _each(lines: Iterable[Any] | AsyncIterable[Any]) -> AsyncIterator[Any]:
    if isinstance(lines, AsyncIterable):
        async for line in lines:
            yield line
    else:
        for line in lines:
            yield line
