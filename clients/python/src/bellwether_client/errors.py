"""What may go wrong, as exceptions: one class for each status code that a server answers with.

Every exception carries all problems that the server found, not the first alone:

    try:
        client.evaluate({"id": "acme", "signals": {"nps": 400}})
    except InvalidArgumentError as error:
        for violation in error.violations:
            print(violation.field, violation.reason, violation.message)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple, cast

import grpc
from google.rpc import error_details_pb2, status_pb2

_DETAILS = "grpc-status-details-bin"


class Violation(NamedTuple):
    """One problem of a request."""

    field: str  # "account.signals.nps", "options.as_of"
    reason: str  # "OUT_OF_RANGE"
    message: str  # what is wrong, and what to do


class BellwetherError(Exception):
    """A call, or the answer for one account, that failed."""

    code: ClassVar[grpc.StatusCode] = grpc.StatusCode.UNKNOWN

    def __init__(
        self, message: str, violations: Iterable[Violation] = (), reason: str = "", facts: dict[str, str] | None = None
    ) -> None:
        self.message = message
        self.violations = tuple(violations)
        self.reason = reason  # of ErrorInfo: "LIMIT_EXCEEDED", "UNKNOWN_PACK"
        self.facts = dict(facts or {})  # of ErrorInfo: {"limit": "max_calls_in_flight", ...}
        super().__init__(message)

    def __str__(self) -> str:
        listed = [f"{found.field}: {found.message}" for found in self.violations]
        return "\n  ".join([self.message, *listed]) if len(listed) != 1 else f"{self.message} ({listed[0]})"


class CancelledError(BellwetherError):
    """The call was cancelled."""

    code = grpc.StatusCode.CANCELLED


class InvalidArgumentError(BellwetherError):
    """The account or the options are wrong: `violations` lists every problem."""

    code = grpc.StatusCode.INVALID_ARGUMENT


class DeadlineExceededError(BellwetherError):
    """No answer came in time."""

    code = grpc.StatusCode.DEADLINE_EXCEEDED


class NotFoundError(BellwetherError):
    """There is no such pack; `facts["available"]` is the active one."""

    code = grpc.StatusCode.NOT_FOUND


class AbortedError(BellwetherError):
    """Another pack is there than was expected; `facts["active_digest"]` is the one that is."""

    code = grpc.StatusCode.ABORTED


class AlreadyExistsError(BellwetherError):
    """The same activation waits for approval already, as `facts["pending_id"]`."""

    code = grpc.StatusCode.ALREADY_EXISTS


class PermissionDeniedError(BellwetherError):
    """The token is good, and not for this."""

    code = grpc.StatusCode.PERMISSION_DENIED


class UnauthenticatedError(BellwetherError):
    """There is no token, or not a good one."""

    code = grpc.StatusCode.UNAUTHENTICATED


class ResourceExhaustedError(BellwetherError):
    """A limit is exceeded: `facts["limit"]` names it, where the server could say."""

    code = grpc.StatusCode.RESOURCE_EXHAUSTED


class FailedPreconditionError(BellwetherError):
    """A signal is missing that the pack cannot do without."""

    code = grpc.StatusCode.FAILED_PRECONDITION


class UnimplementedError(BellwetherError):
    """The server does not know the call: it is older than this client."""

    code = grpc.StatusCode.UNIMPLEMENTED


class InternalError(BellwetherError):
    """A bug of the server; `facts["id"]` also stands in its log."""

    code = grpc.StatusCode.INTERNAL


class UnavailableError(BellwetherError):
    """No server could be reached, after all attempts."""

    code = grpc.StatusCode.UNAVAILABLE


class DataLossError(BellwetherError):
    """The server answered about other accounts than it was asked."""

    code = grpc.StatusCode.DATA_LOSS


_CLASSES: dict[int, type[BellwetherError]] = {kind.code.value[0]: kind for kind in BellwetherError.__subclasses__()}


def from_status(status: status_pb2.Status) -> BellwetherError:
    """The exception for a `google.rpc.Status`, with all its details."""
    violations: list[Violation] = []
    info = error_details_pb2.ErrorInfo()
    for detail in status.details:
        bad = error_details_pb2.BadRequest()
        unmet = error_details_pb2.PreconditionFailure()
        if detail.Unpack(bad):
            violations += [Violation(v.field, v.reason, v.description) for v in bad.field_violations]
        elif detail.Unpack(unmet):
            violations += [Violation(v.subject, v.type, v.description) for v in unmet.violations]
        else:
            detail.Unpack(info)
    kind = _CLASSES.get(status.code, BellwetherError)
    return kind(status.message, violations, info.reason, dict(info.metadata))


def from_call(error: grpc.RpcError) -> BellwetherError:
    """The exception for a call that ended in `error`."""
    metadata = cast("Iterable[tuple[str, str | bytes]]", error.trailing_metadata() or ())
    for key, value in metadata:
        if key == _DETAILS and isinstance(value, bytes):
            return from_status(status_pb2.Status.FromString(value))
    code = error.code()
    return from_status(status_pb2.Status(code=code.value[0] if code else 2, message=error.details() or ""))
