// Sizes: a message holds as many accounts as keep a server busy for some milliseconds, and as many
// answers as stay far below the 16 MiB that a server sends at most. Full explanations are some
// forty times larger than scores.
//
// Tested by tests/clients/remote_calls_test.cc.
#include "clients/cli/evaluation/remote_calls.h"

#include <utility>
#include <vector>

namespace bellwether::cli {
namespace {

constexpr size_t kUnaryCalls = 16;
constexpr size_t kStreamAccounts = 64;
constexpr size_t kLargeCalls = 4;
constexpr size_t kColumnRows = 1'024;
constexpr size_t kColumnBytes = 2u << 20;

size_t AccountsOfABatch(v1::ExplanationLevel explanation) {
  switch (explanation) {
    case v1::EXPLANATION_LEVEL_FULL:
      return 32;
    case v1::EXPLANATION_LEVEL_SUMMARY:
      return 100;
    default:
      return 200;
  }
}

// What the writer of the format shows.
std::vector<v1::OutcomeColumns> OutcomesOf(OutputFormat format) {
  return {v1::OUTCOME_COLUMNS_HEALTH, v1::OUTCOME_COLUMNS_FLAGS, v1::OUTCOME_COLUMNS_GRADUATION,
          v1::OUTCOME_COLUMNS_EXTENSION,
          format == OutputFormat::kTable ? v1::OUTCOME_COLUMNS_ABSENT : v1::OUTCOME_COLUMNS_DATA};
}

EvaluationsLimits LimitsOf(RemoteCall call, v1::ExplanationLevel explanation) {
  EvaluationsLimits limits;
  switch (call) {
    case RemoteCall::kUnary:
      limits.calls = kUnaryCalls;
      break;
    case RemoteCall::kStream:
      limits.calls = kStreamAccounts;
      break;
    case RemoteCall::kColumns:
      limits = {kLargeCalls, kColumnRows, kColumnBytes};
      break;
    case RemoteCall::kAuto:
    case RemoteCall::kBatch:
      limits.calls = kLargeCalls;
      limits.accounts = AccountsOfABatch(explanation);
      break;
  }
  return limits;
}

}  // namespace

bool ColumnsSuffice(OutputFormat format) {
  return format == OutputFormat::kTable || format == OutputFormat::kCsv;
}

RemoteCall ChooseCall(RemoteCall wanted, OutputFormat format, AccountSource source) {
  if (source == AccountSource::kOneAlone) return RemoteCall::kUnary;
  if (wanted != RemoteCall::kAuto) return wanted;
  if (source == AccountSource::kPipe) return RemoteCall::kStream;
  return ColumnsSuffice(format) ? RemoteCall::kColumns : RemoteCall::kBatch;
}

std::unique_ptr<Evaluations> MakeEvaluations(RemoteCall call, Client& client,
                                             const v1::EvaluationOptions& options,
                                             OutputFormat format, std::optional<size_t> concurrency,
                                             Evaluations::Sink sink) {
  EvaluationsLimits limits = LimitsOf(call, options.explanation());
  limits.calls = concurrency.value_or(limits.calls);
  switch (call) {
    case RemoteCall::kUnary:
      return MakeUnaryEvaluations(client, options, limits, std::move(sink));
    case RemoteCall::kStream:
      return MakeStreamEvaluations(client, options, limits, std::move(sink));
    case RemoteCall::kColumns:
      return MakeColumnEvaluations(client, options, limits, OutcomesOf(format), std::move(sink));
    case RemoteCall::kAuto:
    case RemoteCall::kBatch:
      break;
  }
  return MakeBatchEvaluations(client, options, limits, std::move(sink));
}

}  // namespace bellwether::cli
