#include "tests/fuzz/handler_bench.h"

#include <utility>

#include "engine/source/utf8.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "spdlog/sinks/null_sink.h"
#include "tests/fuzz/known_packs.h"
#include "tests/fuzz/properties.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

constexpr int64_t kReceived = 1'772'366'400;  // 2026-03-01

std::shared_ptr<const Snapshot> SnapshotOf(std::shared_ptr<const Plan> plan) {
  Snapshot snapshot;
  snapshot.plan = std::move(plan);
  snapshot.loaded_at = absl::FromUnixSeconds(kReceived);
  return std::make_shared<const Snapshot>(std::move(snapshot));
}

void RequireDetails(const grpc::Status& status) {
  google::rpc::Status details;
  Require(details.ParseFromString(status.error_details()), "a refusal has details");
  Require(details.details_size() > 0, "a refusal has details", status.error_message());
  google::rpc::BadRequest bad_request;
  for (const google::protobuf::Any& detail : details.details()) {
    if (!detail.UnpackTo(&bad_request)) continue;
    Require(bad_request.field_violations_size() > 0, "a bad request names its fields");
    for (const auto& violation : bad_request.field_violations()) {
      Require(!violation.description().empty(), "a violation has a message", violation.field());
    }
  }
}

}  // namespace

HandlerBench::HandlerBench(std::shared_ptr<const Plan> plan)
    : log(LogLevel::kError, LogFormat::kText, std::make_shared<spdlog::sinks::null_sink_mt>()),
      environment{packs, Limits{}, log},
      call{"Evaluate", absl::FromUnixSeconds(kReceived), absl::InfiniteFuture(), workspace} {
  packs.Publish(SnapshotOf(std::move(plan)));
}

std::deque<HandlerBench>& HandlerBenches() {
  static auto& benches = *[] {
    auto* list = new std::deque<HandlerBench>;
    for (const auto& plan : KnownPacks()) list->emplace_back(plan);
    return list;
  }();
  return benches;
}

void RequireAnswered(const grpc::Status& status, const google::protobuf::Message& response) {
  if (status.ok()) return RequireTravels(response);
  const grpc::StatusCode code = status.error_code();
  Require(code == grpc::StatusCode::INVALID_ARGUMENT || code == grpc::StatusCode::NOT_FOUND ||
              code == grpc::StatusCode::FAILED_PRECONDITION ||
              code == grpc::StatusCode::RESOURCE_EXHAUSTED,
          "a refusal is about the request", status.error_message());
  Require(!status.error_message().empty(), "a refusal says why");
  Require(FirstInvalidUtf8(status.error_message()) == kAllValid, "a message is UTF-8");
  RequireDetails(status);
}

}  // namespace bellwether::fuzz
