// Tested by tests/server/evaluations_handlers_test.cc.
#include "server/book/told_evaluation.h"

#include "protos/wire/time_to_proto.h"
#include "server/book/account_evaluator.h"

namespace bellwether {
namespace {

v1::EvaluationCause CauseOf(store::EvaluationCause cause) {
  switch (cause) {
    case store::EvaluationCause::kData:
      return v1::EVALUATION_CAUSE_DATA;
    case store::EvaluationCause::kTime:
      return v1::EVALUATION_CAUSE_TIME;
    case store::EvaluationCause::kPack:
      return v1::EVALUATION_CAUSE_PACK;
    case store::EvaluationCause::kOverride:
      return v1::EVALUATION_CAUSE_OVERRIDE;
    case store::EvaluationCause::kOverrideExpired:
      return v1::EVALUATION_CAUSE_OVERRIDE_EXPIRED;
    case store::EvaluationCause::kDecision:
      return v1::EVALUATION_CAUSE_DECISION;
  }
  return v1::EVALUATION_CAUSE_UNSPECIFIED;
}

}  // namespace

absl::Status TellEvaluation(const store::StoredEvaluation& stored, v1::StoredEvaluation& message) {
  const absl::Status decoded = DecodeAnswer(stored.body, message);
  if (!decoded.ok()) return decoded;
  message.set_account_id(stored.of.account);
  message.set_sequence(stored.sequence);
  wire::TimeToProto(stored.as_of, *message.mutable_as_of());
  message.set_cause(CauseOf(stored.cause));
  message.set_facts_digest(stored.facts_digest);
  message.set_pack_digest(stored.pack_digest);
  if (stored.next_change_at) {
    wire::TimeToProto(*stored.next_change_at, *message.mutable_next_change_at());
  }
  return absl::OkStatus();
}

}  // namespace bellwether
