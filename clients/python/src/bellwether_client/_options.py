"""What may be asked about the accounts of a call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypedDict

from bellwether_client._moments import MomentLike, moment_from
from bellwether_client.errors import InvalidArgumentError, Violation
from bellwether_client.v1 import evaluation_pb2


class Options(TypedDict, total=False):
    """Keyword arguments of every call. What is left out is as the server has it."""

    as_of: MomentLike  # the moment that the answers are about; default: now
    explain: Literal["none", "summary", "full"]  # how much arithmetic an answer carries
    view: Literal["basic", "full"]  # what a service stores, or everything
    fields: Sequence[str]  # fields to keep, as "health.score.band"
    unknown_signals: Literal["reject", "report"]
    pack: str  # digest of the pack that must answer
    benchmark_set: str
    language: str  # BCP 47 tag


_EXPLAIN = {
    "none": evaluation_pb2.EXPLANATION_LEVEL_NONE,
    "summary": evaluation_pb2.EXPLANATION_LEVEL_SUMMARY,
    "full": evaluation_pb2.EXPLANATION_LEVEL_FULL,
}
_VIEW = {
    "basic": evaluation_pb2.EVALUATION_VIEW_BASIC,
    "full": evaluation_pb2.EVALUATION_VIEW_FULL,
}
_UNKNOWN = {
    "reject": evaluation_pb2.UNKNOWN_SIGNALS_REJECT,
    "report": evaluation_pb2.UNKNOWN_SIGNALS_REPORT,
}


def options_from(given: Options) -> evaluation_pb2.EvaluationOptions:
    """The message for the options; InvalidArgumentError when it has no place for one."""
    message = evaluation_pb2.EvaluationOptions(
        pack=given.get("pack", ""), benchmark_set=given.get("benchmark_set", ""), language=given.get("language", "")
    )
    if (unknown := set(given) - set(Options.__annotations__)) != set():
        raise TypeError(f"unknown option {', '.join(sorted(unknown))}; there are {', '.join(Options.__annotations__)}")
    if "as_of" in given:
        moment = moment_from(given["as_of"])
        if moment is None or moment.HasField("local"):
            problem = f"{given['as_of']!r} is no date, and no time with an offset"
            raise InvalidArgumentError("the options cannot be sent", [Violation("options.as_of", "BAD_DATE", problem)])
        message.as_of.CopyFrom(moment)
    if "explain" in given:
        message.explanation = _EXPLAIN[given["explain"]]
    if "view" in given:
        message.view = _VIEW[given["view"]]
    if "unknown_signals" in given:
        message.unknown_signals = _UNKNOWN[given["unknown_signals"]]
    if "fields" in given:
        message.read_mask.paths.extend(given["fields"])
    return message
