// Bytes as a batch of accounts: every account is answered as it would be alone.
#include <cstdint>

#include "bellwether/v1/scoring.pb.h"
#include "protos/wire/view.h"
#include "tests/fuzz/handler_bench.h"
#include "tests/fuzz/require.h"
#include "tests/server/batch_frames.h"

namespace bellwether::fuzz {
namespace {

void RequireAsAlone(HandlerBench& bench, const v1::EvaluateBatchRequest& request, int index,
                    v1::BatchItem item) {
  v1::EvaluateRequest alone;
  *alone.mutable_account() = request.accounts(index);
  *alone.mutable_options() = request.options();
  // What a batch gives by itself has to be asked for here.
  if (request.options().view() == v1::EVALUATION_VIEW_UNSPECIFIED) {
    const auto options = wire::AnswerOptionsFromProto(request.options(), wire::AnswerCall::kMany);
    alone.mutable_options()->set_view(options.basic ? v1::EVALUATION_VIEW_BASIC
                                                    : v1::EVALUATION_VIEW_FULL);
  }
  v1::EvaluateResponse response;
  const grpc::Status status = Evaluate(bench.environment, bench.call, alone, response);
  Require(status.ok() == item.has_evaluation(), "an account is refused in a batch as it is alone");
  if (!status.ok()) {
    Require(item.error().code() == status.error_code() &&
                item.error().message() == status.error_message() && item.error().details_size() > 0,
            "an account's error is that of the account alone", item.error().DebugString());
    return;
  }
  // The batch says these once for all.
  for (v1::Evaluation* evaluation : {item.mutable_evaluation(), response.mutable_evaluation()}) {
    evaluation->clear_pack();
    evaluation->clear_as_of();
  }
  Require(item.evaluation().SerializeAsString() == response.evaluation().SerializeAsString(),
          "an account's answer is that of the account alone", item.evaluation().DebugString());
}

void Run(const uint8_t* data, size_t size) {
  v1::EvaluateBatchRequest request;
  if (!request.ParseFromArray(data, static_cast<int>(size))) return;  // refused by the transport
  for (HandlerBench& bench : HandlerBenches()) {
    v1::EvaluateBatchResponse response;
    const grpc::Status status =
        EvaluateFrames(request, response, [&](const auto& frame, auto& answer) {
          return EvaluateBatch(bench.environment, bench.call, frame, answer);
        });
    RequireAnswered(status, response);
    if (!status.ok()) continue;
    Require(response.items_size() == request.accounts_size(), "every account has an answer");
    for (int i = 0; i < response.items_size(); ++i) {
      RequireAsAlone(bench, request, i, response.items(i));
    }
  }
}

}  // namespace
}  // namespace bellwether::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  bellwether::fuzz::Run(data, size);
  return 0;
}
