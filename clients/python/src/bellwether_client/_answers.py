"""Many accounts: what is asked together, and what became of each. Pure; who calls is client.py and aio.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bellwether_client._accounts import AccountLike, account_from
from bellwether_client.errors import (
    BellwetherError,
    DataLossError,
    InvalidArgumentError,
    ResourceExhaustedError,
    from_status,
)
from bellwether_client.v1 import account_pb2, evaluation_pb2, scoring_pb2

_GROUP_BYTES = 1 << 20  # of one batch, unless a single account is larger


class Answer(NamedTuple):
    """What became of one account: an evaluation, or an error."""

    position: int  # of the account, from 0
    account_id: str
    evaluation: evaluation_pb2.Evaluation | None
    error: BellwetherError | None

    def result(self) -> evaluation_pb2.Evaluation:
        """The evaluation; the error is raised."""
        if self.error is not None:
            raise self.error
        assert self.evaluation is not None
        return self.evaluation


class Asked(NamedTuple):
    """An account on its way: its message, or why there is none."""

    position: int
    account: account_pb2.Account
    error: InvalidArgumentError | None

    def answered(self, evaluation: evaluation_pb2.Evaluation) -> Answer:
        """With an evaluation, which must be about this account."""
        if evaluation.account_id != self.account.id:
            return self.refused(DataLossError(f"the server answered about another account than {self.account.id}"))
        return Answer(self.position, self.account.id, evaluation, None)

    def refused(self, error: BellwetherError) -> Answer:
        """With an error."""
        return Answer(self.position, self.account.id, None, error)


def asked(index: int, account: AccountLike) -> Asked:
    """An account of a caller, who may have made a mistake."""
    try:
        return Asked(index, account_from(account), None)
    except InvalidArgumentError as error:
        name = account.id if isinstance(account, account_pb2.Account) else str(account.get("id", ""))
        return Asked(index, account_pb2.Account(id=name), error)


class Group:
    """Accounts that are asked in one batch."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._bytes = 0

    def takes(self, one: Asked, most: int) -> bool:
        """Adds an account, unless the group is full."""
        size = one.account.ByteSize()
        if self.asked and (len(self.asked) >= most or self._bytes + size > _GROUP_BYTES):
            return False
        self.asked.append(one)
        self._bytes += size
        return True


def groups(accounts: Iterable[AccountLike], most: int) -> Iterator[list[Asked]]:
    """The accounts, in groups of at most `most`; reads no further than the group at hand."""
    group = Group()
    for index, account in enumerate(accounts):
        one = asked(index, account)
        if not group.takes(one, most):
            yield group.asked
            group = Group()
            group.takes(one, most)
    if group.asked:
        yield group.asked


def batch_request(
    group: list[Asked], options: evaluation_pb2.EvaluationOptions
) -> scoring_pb2.EvaluateBatchRequest | None:
    """What to send for a group; nothing when none of its accounts can be sent."""
    sent = [one.account for one in group if one.error is None]
    return scoring_pb2.EvaluateBatchRequest(accounts=sent, options=options) if sent else None


def batch_answers(group: list[Asked], response: scoring_pb2.EvaluateBatchResponse | None) -> list[Answer]:
    """One answer for each account of a group, whatever the server said."""
    items = list(response.items) if response is not None else []
    if len(items) != sum(one.error is None for one in group):
        return failed(group, DataLossError(f"the server answered {len(items)} accounts of a batch of {len(group)}"))
    answers = []
    left = iter(items)
    for one in group:
        if one.error is not None:
            answers.append(one.refused(one.error))
            continue
        item = next(left)
        if item.HasField("error"):
            answers.append(one.refused(from_status(item.error)))
            continue
        assert response is not None
        item.evaluation.pack.CopyFrom(response.pack)
        if not item.evaluation.HasField("as_of"):
            item.evaluation.as_of.CopyFrom(response.as_of)
        answers.append(one.answered(item.evaluation))
    return answers


def failed(group: list[Asked], error: BellwetherError) -> list[Answer]:
    """The answers when the whole call failed."""
    return [one.refused(one.error or error) for one in group]


def halves(group: list[Asked], error: BellwetherError) -> tuple[list[Asked], list[Asked]] | None:
    """What to ask instead when a group was too large for the server; nothing when that is no help."""
    if not isinstance(error, ResourceExhaustedError) or len(group) < 2:
        return None
    return group[: len(group) // 2], group[len(group) // 2 :]


def stream_answer(one: Asked, response: scoring_pb2.StreamEvaluateResponse) -> Answer:
    """The answer of a stream's message."""
    if response.HasField("error"):
        return one.refused(from_status(response.error))
    return one.answered(response.evaluation)
