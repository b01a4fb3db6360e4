"""How a server is asked: one call, all pages of a list, the messages of a stream; waited for, and awaited."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator, Sequence
from types import TracebackType
from typing import Any

import grpc
import grpc.aio
from typing_extensions import Self

from bellwether_client import _channel
from bellwether_client._channel import Tls, Token
from bellwether_client.errors import CancelledError, UnavailableError, from_call
from bellwether_client.v1 import (
    accounts_pb2_grpc,
    alerts_pb2_grpc,
    audit_pb2_grpc,
    caller_pb2_grpc,
    decisions_pb2_grpc,
    delivery_pb2_grpc,
    evaluations_pb2_grpc,
    interventions_pb2_grpc,
    rules_pb2_grpc,
    scoring_pb2_grpc,
    transfer_pb2_grpc,
)

_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 2.0  # seconds


class _Services:
    """The services of a server, by a channel of either kind."""

    def __init__(self, channel: Any) -> None:
        # What they answer depends on the channel: it is there, or it is awaited.
        self._stub: Any = scoring_pb2_grpc.ScoringServiceStub(channel)
        self._rules: Any = rules_pb2_grpc.RulesServiceStub(channel)
        self._accounts: Any = accounts_pb2_grpc.AccountsServiceStub(channel)
        self._decisions: Any = decisions_pb2_grpc.DecisionsServiceStub(channel)
        self._evaluations: Any = evaluations_pb2_grpc.EvaluationsServiceStub(channel)
        self._alerts: Any = alerts_pb2_grpc.AlertsServiceStub(channel)
        self._delivery: Any = delivery_pb2_grpc.DeliveryServiceStub(channel)
        self._interventions: Any = interventions_pb2_grpc.InterventionsServiceStub(channel)
        self._transfer: Any = transfer_pb2_grpc.TransferServiceStub(channel)
        self._audit: Any = audit_pb2_grpc.AuditServiceStub(channel)
        self._caller: Any = caller_pb2_grpc.CallerServiceStub(channel)


class _Absence:
    """For how long a server has been away, and how long to wait before it is asked again."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self.ends()

    def ends(self) -> None:
        """It has answered."""
        self._since: float | None = None
        self._next = _FIRST_PAUSE

    def pause(self) -> float | None:
        """Seconds; None: patience is at its end."""
        now = time.monotonic()
        if self._since is None:
            self._since = now
        left = self._since + self._patience - now
        if left <= 0:
            return None
        # Many that watch one server do not come back at once.
        pause = min(left, self._next * random.uniform(0.5, 1))
        self._next = min(2 * self._next, _LONGEST_PAUSE)
        return pause


class Calls(_Services):
    """A channel whose calls are waited for."""

    def __init__(
        self,
        servers: str | Sequence[str],
        *,
        timeout: float = 10.0,
        attempts: int = 4,
        wait_for_ready: bool = False,
        tls: Tls | bool = False,
        token: Token | None = None,
    ) -> None:
        """`servers`: "HOST:PORT", "dns:///NAME:PORT" or "unix:PATH", or IP addresses of replicas.

        Replicas, those of a list and those that a name has, answer in turn. `wait_for_ready`: a call
        waits for its server until its deadline, instead of failing after the attempts. `token`: sent
        as a bearer token, with TLS or to this machine alone; a function is asked for each call.
        """
        target = _channel.target_for(servers, tls, token, attempts)
        if target.credentials is None:
            self.channel = grpc.insecure_channel(target.name, options=target.options)
        else:
            self.channel = grpc.secure_channel(target.name, target.credentials, options=target.options)
        super().__init__(self.channel)
        self._name = target.name
        self._timeout = timeout
        self._wait_for_ready = wait_for_ready
        self._token = token
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends what is in flight."""
        self._is_closed = True
        self.channel.close()

    def wait_until_ready(self, patience: float = 5.0) -> None:
        """Waits until a server takes calls; UnavailableError when none does for `patience` seconds."""
        try:
            grpc.channel_ready_future(self.channel).result(timeout=patience)
        except grpc.FutureTimeoutError:
            raise UnavailableError(f"no server answers at {self._name} (tried for {patience} s)") from None

    def _call(self, method: Any, request: Any, timeout: float | None) -> Any:
        try:
            return method(request, **self._call_options(timeout))
        except grpc.RpcError as error:
            raise from_call(error) from None

    def _pages(self, method: Any, request: Any, field: str, timeout: float | None) -> Iterator[Any]:
        """What `field` of each page holds; a page is asked for when the one before was taken."""
        while True:
            page = self._call(method, request, timeout)
            yield from getattr(page, field)
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    def _messages(self, method: Any, request: Any, timeout: float | None = None) -> Generator[Any, None, None]:
        """The messages of a stream, which is cancelled when they are no longer taken."""
        call = method(
            request,
            timeout=timeout,
            metadata=_channel.metadata_for(self._token),
            wait_for_ready=self._wait_for_ready,
        )
        try:
            yield from call
        except grpc.RpcError as error:
            raise from_call(error) from None
        finally:
            call.cancel()

    def _resumed(self, method: Any, request: Any, patience: float) -> Iterator[Any]:
        """The messages of a watch, which goes on at the last cursor when the server was away."""
        absence = _Absence(patience)
        while True:
            try:
                with contextlib.closing(self._messages(method, request)) as messages:
                    for message in messages:
                        absence.ends()
                        request = type(request)(cursor=message.cursor)
                        yield message
                return
            except (UnavailableError, CancelledError):  # the latter of a server that is about to end
                pause = None if self._is_closed else absence.pause()
                if pause is None:
                    raise
            time.sleep(pause)

    def _call_options(self, timeout: float | None) -> dict[str, Any]:
        return {
            "timeout": self._timeout if timeout is None else timeout,
            "metadata": _channel.metadata_for(self._token),
            "wait_for_ready": self._wait_for_ready,
        }


class AsyncCalls(_Services):
    """A channel whose calls are awaited, in the event loop in which it was made."""

    def __init__(
        self,
        servers: str | Sequence[str],
        *,
        timeout: float = 10.0,
        attempts: int = 4,
        wait_for_ready: bool = False,
        tls: Tls | bool = False,
        token: Token | None = None,
    ) -> None:
        """As `Client`."""
        target = _channel.target_for(servers, tls, token, attempts)
        if target.credentials is None:
            self.channel = grpc.aio.insecure_channel(target.name, options=target.options)
        else:
            self.channel = grpc.aio.secure_channel(target.name, target.credentials, options=target.options)
        super().__init__(self.channel)
        self._name = target.name
        self._timeout = timeout
        self._wait_for_ready = wait_for_ready
        self._token = token
        self._is_closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Ends what is in flight."""
        self._is_closed = True
        await self.channel.close()

    async def wait_until_ready(self, patience: float = 5.0) -> None:
        """Waits until a server takes calls; UnavailableError when none does for `patience` seconds."""
        try:
            await asyncio.wait_for(self.channel.channel_ready(), patience)
        except asyncio.TimeoutError:
            raise UnavailableError(f"no server answers at {self._name} (tried for {patience} s)") from None

    async def _call(self, method: Any, request: Any, timeout: float | None) -> Any:
        try:
            return await method(
                request,
                timeout=self._timeout if timeout is None else timeout,
                metadata=_channel.metadata_for(self._token),
                wait_for_ready=self._wait_for_ready,
            )
        except grpc.RpcError as error:
            raise from_call(error) from None

    async def _pages(self, method: Any, request: Any, field: str, timeout: float | None) -> AsyncIterator[Any]:
        """As `Calls._pages`."""
        while True:
            page = await self._call(method, request, timeout)
            for one in getattr(page, field):
                yield one
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    async def _messages(self, method: Any, request: Any, timeout: float | None = None) -> AsyncGenerator[Any, None]:
        """As `Calls._messages`."""
        call = method(
            request,
            timeout=timeout,
            metadata=_channel.metadata_for(self._token),
            wait_for_ready=self._wait_for_ready,
        )
        try:
            async for message in call:
                yield message
        except grpc.RpcError as error:
            raise from_call(error) from None
        finally:
            call.cancel()

    async def _resumed(self, method: Any, request: Any, patience: float) -> AsyncIterator[Any]:
        """As `Calls._resumed`."""
        absence = _Absence(patience)
        while True:
            try:
                async with contextlib.aclosing(self._messages(method, request)) as messages:
                    async for message in messages:
                        absence.ends()
                        request = type(request)(cursor=message.cursor)
                        yield message
                return
            except (UnavailableError, CancelledError):
                pause = None if self._is_closed else absence.pause()
                if pause is None:
                    raise
            await asyncio.sleep(pause)
