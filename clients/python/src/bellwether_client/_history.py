"""What is asked about accounts that a server knows by itself."""

from __future__ import annotations

from bellwether_client._moments import MomentLike, moment_from
from bellwether_client._options import Options, options_from
from bellwether_client.errors import InvalidArgumentError, Violation
from bellwether_client.v1 import account_pb2, accounts_pb2


def history_request(
    account_id: str,
    since: MomentLike | None,
    until: MomentLike | None,
    step_days: int,
    on_change: bool,
    options: Options,
) -> accounts_pb2.GetHistoryRequest:
    """The request; InvalidArgumentError, with all problems, when it has no place for a moment."""
    request = accounts_pb2.GetHistoryRequest(
        account_id=account_id, step_days=step_days, on_change=on_change, options=options_from(options)
    )
    problems = []
    for field, given in (("from", since), ("to", until)):
        if given is None:
            continue
        moment = moment_from(given)
        if moment is None or moment.HasField("local"):
            problem = f"{given!r} is no date, and no time with an offset"
            problems.append(Violation(field, "BAD_DATE", problem))
        else:
            target: account_pb2.Moment = getattr(request, field)  # `from` is a word of Python
            target.CopyFrom(moment)
    if problems:
        raise InvalidArgumentError("the request cannot be sent", problems)
    return request
