"""A server for tests of your own: it answers as you say, over a real connection.

    from bellwether_client import Client
    from bellwether_client.testing import FakeServer, evaluation, refusal

    def answer(account):
        if account.id == "bad":
            raise refusal("account.signals.nps", "OUT_OF_RANGE", "nps lies outside -100 to 100")
        return evaluation(account.id, score=72, band="yellow")

    with FakeServer(answer) as server, Client(server.address) as client:
        assert client.evaluate({"id": "acme"}).health[0].score.band == "yellow"
        assert [account.id for account in server.accounts] == ["acme"]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent import futures
from types import TracebackType
from typing import Any, NamedTuple

import grpc
from google.rpc import error_details_pb2, status_pb2
from typing_extensions import Self

from bellwether_client.errors import BellwetherError, InvalidArgumentError, NotFoundError, Violation
from bellwether_client.v1 import (
    account_pb2,
    activations_pb2,
    columns_pb2,
    evaluation_pb2,
    rules_pb2,
    rules_pb2_grpc,
    scoring_pb2,
    scoring_pb2_grpc,
)

_FAKE_PACK = rules_pb2.Pack(
    name="fake", version="0", labels=[activations_pb2.LabelState(label="active")]
)

Answering = Callable[[account_pb2.Account], evaluation_pb2.Evaluation]


def evaluation(
    account_id: str, *, model: str = "health", score: float | None = None, band: str = ""
) -> evaluation_pb2.Evaluation:
    """An answer with one health model; without a score, one whose data do not suffice."""
    answer = evaluation_pb2.Evaluation(account_id=account_id)
    health = answer.health.add(model=model, primary=True)
    if score is None:
        health.state = evaluation_pb2.HEALTH_STATE_INSUFFICIENT_DATA
        return answer
    health.state = evaluation_pb2.HEALTH_STATE_SCORED
    health.score.value = score
    health.score.band = band
    return answer


def refusal(field: str, reason: str, message: str) -> InvalidArgumentError:
    """What a server says about a wrong field: raise it from your answering function."""
    return InvalidArgumentError("the account is wrong", [Violation(field, reason, message)])


class FakeServer:
    """A server on this machine, on a port of its own. Threads: one at a time is answered."""

    def __init__(self, answers: Answering | Mapping[str, evaluation_pb2.Evaluation]) -> None:
        """`answers`: a function of an account, or evaluations by the id of their accounts."""
        self.accounts: list[account_pb2.Account] = []  # all that was asked about, in order
        self.metadata: list[dict[str, str]] = []  # of each call, in order
        self._answer = answers if callable(answers) else _looked_up(answers)
        self._server = grpc.server(futures.ThreadPoolExecutor(1), interceptors=[_Recorder(self.metadata)])
        scoring_pb2_grpc.add_ScoringServiceServicer_to_server(_Service(self.respond), self._server)
        rules_pb2_grpc.add_RulesServiceServicer_to_server(_Rules(), self._server)
        self.address = f"127.0.0.1:{self._server.add_insecure_port('127.0.0.1:0')}"

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop(0).wait()

    def respond(self, account: account_pb2.Account) -> evaluation_pb2.Evaluation:
        """Answers one account, and remembers it."""
        self.accounts.append(account)
        return self._answer(account)


def _looked_up(answers: Mapping[str, evaluation_pb2.Evaluation]) -> Answering:
    def answer(account: account_pb2.Account) -> evaluation_pb2.Evaluation:
        if account.id not in answers:
            raise NotFoundError(f"the fake server knows no account {account.id!r}")
        return answers[account.id]

    return answer


class _Recorder(grpc.ServerInterceptor):
    def __init__(self, calls: list[dict[str, str]]) -> None:
        self._calls = calls

    def intercept_service(self, continuation: Any, handler_call_details: Any) -> Any:
        self._calls.append(dict(handler_call_details.invocation_metadata))
        return continuation(handler_call_details)


class _Refused(NamedTuple):
    """What grpc wants of a status with details."""

    code: grpc.StatusCode
    details: str
    trailing_metadata: tuple[tuple[str, bytes], ...]


def _status(error: BellwetherError) -> status_pb2.Status:
    status = status_pb2.Status(code=error.code.value[0], message=error.message)
    if error.violations:
        bad = error_details_pb2.BadRequest()
        for found in error.violations:
            bad.field_violations.add(field=found.field, reason=found.reason, description=found.message)
        status.details.add().Pack(bad)
    if error.reason:
        status.details.add().Pack(error_details_pb2.ErrorInfo(reason=error.reason, metadata=error.facts))
    return status


class _Rules(rules_pb2_grpc.RulesServiceServicer):
    """The fake server has one pack, without rules, and takes no other."""

    def GetPack(self, request: rules_pb2.GetPackRequest, context: Any) -> Any:  # noqa: N802
        return rules_pb2.GetPackResponse(pack=_FAKE_PACK)

    def GetPackFiles(self, request: rules_pb2.GetPackFilesRequest, context: Any) -> Any:  # noqa: N802
        context.abort(grpc.StatusCode.UNIMPLEMENTED, "the fake server has no rules")

    def ListPacks(self, request: rules_pb2.ListPacksRequest, context: Any) -> Any:  # noqa: N802
        return rules_pb2.ListPacksResponse(packs=[_FAKE_PACK])

    def ListActivations(self, request: rules_pb2.ListActivationsRequest, context: Any) -> Any:  # noqa: N802
        return rules_pb2.ListActivationsResponse()

    def WatchPacks(self, request: rules_pb2.WatchPacksRequest, context: Any) -> Any:  # noqa: N802
        yield rules_pb2.WatchPacksResponse(generation=1, changed_labels=["active"], packs=[_FAKE_PACK])

    def CheckPack(self, request: rules_pb2.CheckPackRequest, context: Any) -> Any:  # noqa: N802
        context.abort(grpc.StatusCode.UNIMPLEMENTED, "the fake server checks no packs")

    def PreviewPack(self, requests: Iterable[rules_pb2.PreviewPackRequest], context: Any) -> Any:  # noqa: N802
        context.abort(grpc.StatusCode.UNIMPLEMENTED, "the fake server has no rules to compare by")

    def PreviewPackOnStore(self, request: rules_pb2.PreviewPackOnStoreRequest, context: Any) -> Any:  # noqa: N802
        context.abort(grpc.StatusCode.UNIMPLEMENTED, "the fake server has no rules to compare by")

    def ActivatePack(self, request: rules_pb2.ActivatePackRequest, context: Any) -> Any:  # noqa: N802
        context.abort(grpc.StatusCode.FAILED_PRECONDITION, "the fake server takes no changes")

    def RollbackPack(self, request: rules_pb2.RollbackPackRequest, context: Any) -> Any:  # noqa: N802
        context.abort(grpc.StatusCode.FAILED_PRECONDITION, "the fake server takes no changes")

    def ApproveActivation(self, request: rules_pb2.ApproveActivationRequest, context: Any) -> Any:  # noqa: N802
        context.abort(grpc.StatusCode.FAILED_PRECONDITION, "the fake server takes no changes")


class _Service(scoring_pb2_grpc.ScoringServiceServicer):
    def __init__(self, respond: Answering) -> None:
        self._respond = respond

    def Evaluate(self, request: scoring_pb2.EvaluateRequest, context: Any) -> Any:  # noqa: N802
        return scoring_pb2.EvaluateResponse(evaluation=self._or_abort(request.account, context))

    def ScoreHealth(self, request: scoring_pb2.ScoreHealthRequest, context: Any) -> Any:  # noqa: N802
        answer = self._or_abort(request.account, context)
        chosen = [health for health in answer.health if health.model == request.model or not request.model]
        return scoring_pb2.ScoreHealthResponse(account_id=answer.account_id, health=chosen[0] if chosen else None)

    def AssessGraduation(self, request: scoring_pb2.AssessGraduationRequest, context: Any) -> Any:  # noqa: N802
        answer = self._or_abort(request.account, context)
        return scoring_pb2.AssessGraduationResponse(account_id=answer.account_id, graduation=answer.graduation)

    def DecideExtension(self, request: scoring_pb2.DecideExtensionRequest, context: Any) -> Any:  # noqa: N802
        answer = self._or_abort(request.account, context)
        return scoring_pb2.DecideExtensionResponse(account_id=answer.account_id, extension=answer.extension)

    def EvaluateBatch(self, request: scoring_pb2.EvaluateBatchRequest, context: Any) -> Any:  # noqa: N802
        response = scoring_pb2.EvaluateBatchResponse()
        for account in request.accounts:
            self._item(account, response.items.add())
        return response

    def StreamEvaluate(  # noqa: N802
        self, requests: Iterable[scoring_pb2.StreamEvaluateRequest], context: Any
    ) -> Iterator[scoring_pb2.StreamEvaluateResponse]:
        for request in requests:
            response = scoring_pb2.StreamEvaluateResponse()
            self._item(request.account, response)
            yield response

    def EvaluateColumns(self, request: columns_pb2.EvaluateColumnsRequest, context: Any) -> Any:  # noqa: N802
        context.abort(grpc.StatusCode.UNIMPLEMENTED, "the fake server answers no columns")

    def CompareEvaluations(  # noqa: N802
        self, request: scoring_pb2.CompareEvaluationsRequest, context: Any
    ) -> Any:
        context.abort(grpc.StatusCode.UNIMPLEMENTED, "the fake server has no rules to compare by")

    def FindPath(self, request: scoring_pb2.FindPathRequest, context: Any) -> Any:  # noqa: N802
        context.abort(grpc.StatusCode.UNIMPLEMENTED, "the fake server has no rules to search by")

    def _item(
        self, account: account_pb2.Account, item: scoring_pb2.BatchItem | scoring_pb2.StreamEvaluateResponse
    ) -> None:
        try:
            item.evaluation.CopyFrom(self._respond(account))
        except BellwetherError as error:
            item.error.CopyFrom(_status(error))

    def _or_abort(self, account: account_pb2.Account, context: Any) -> evaluation_pb2.Evaluation:
        try:
            return self._respond(account)
        except BellwetherError as error:
            details = (("grpc-status-details-bin", _status(error).SerializeToString()),)
            context.abort_with_status(_Refused(error.code, error.message, details))
            raise
