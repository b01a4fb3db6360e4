"""Client of bellwetherd: health scores of accounts that explain themselves.

    from bellwether_client import Client

    with Client("localhost:50051") as client:
        evaluation = client.evaluate({"id": "acme", "signals": {"nps": 41}}, as_of="2026-03-01")
        print(evaluation.health[0].score.value)

Accounts are dictionaries as in account files (docs/accounts.md), or messages of
`bellwether_client.v1.account_pb2`. Answers are messages; `to_dict` makes a dictionary of one.
`AsyncClient` is the same for asyncio. `bellwether_client.testing` has a server for your tests.
"""

from bellwether_client._accounts import account_from, to_dict
from bellwether_client._answers import Answer
from bellwether_client._channel import Tls
from bellwether_client._options import Options
from bellwether_client._records import NotKept, PutSummary, record_from
from bellwether_client._transfer import ImportSummary, NotTaken
from bellwether_client.aio import AsyncClient
from bellwether_client.client import Client
from bellwether_client.errors import (
    AbortedError,
    AlreadyExistsError,
    BellwetherError,
    DataLossError,
    DeadlineExceededError,
    FailedPreconditionError,
    InvalidArgumentError,
    NotFoundError,
    PermissionDeniedError,
    ResourceExhaustedError,
    UnauthenticatedError,
    UnavailableError,
    Violation,
)

__all__ = [
    "AbortedError",
    "AlreadyExistsError",
    "Answer",
    "AsyncClient",
    "BellwetherError",
    "Client",
    "DataLossError",
    "DeadlineExceededError",
    "FailedPreconditionError",
    "ImportSummary",
    "InvalidArgumentError",
    "NotFoundError",
    "NotKept",
    "NotTaken",
    "Options",
    "PermissionDeniedError",
    "PutSummary",
    "ResourceExhaustedError",
    "Tls",
    "UnauthenticatedError",
    "UnavailableError",
    "Violation",
    "account_from",
    "record_from",
    "to_dict",
]
