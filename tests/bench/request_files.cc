// bellwether_bench_requests FOLDER: writes the requests of the load benchmarks, as they stand on
// the wire: five bytes of gRPC's frame, then the message. One line on stdout for each:
//
//   evaluate bellwether.v1.ScoringService/Evaluate 1 /tmp/b/evaluate.bin
//
// name, method, how many accounts it holds, file.
#include <cstdio>
#include <string>

#include "absl/strings/str_cat.h"
#include "bellwether/v1/scoring.pb.h"
#include "google/protobuf/message_lite.h"
#include "protos/wire/wire.h"
#include "tests/bench/bench_accounts.h"
#include "tests/bench/columns_of_accounts.h"
#include "tests/bench/request_folder.h"

namespace bellwether::bench {
namespace {

constexpr size_t kBatchAccounts = 256;
constexpr size_t kLargestBatchAccounts = 1000;  // more are refused
constexpr size_t kColumnsAccounts = 4096;

template <typename Request>
void SetOptions(Request& request) {
  v1::EvaluationOptions& options = *request.mutable_options();
  wire::MomentToProto(*ParseMoment(kBenchAsOf), *options.mutable_as_of());
  options.set_explanation(v1::EXPLANATION_LEVEL_NONE);
}

v1::EvaluateBatchRequest BatchOf(const Account& account, size_t accounts) {
  v1::EvaluateBatchRequest batch;
  for (const Account& one : Variations(account, accounts)) {
    wire::AccountToProto(one, *batch.add_accounts());
  }
  SetOptions(batch);
  batch.mutable_options()->set_view(v1::EVALUATION_VIEW_FULL);
  return batch;
}

bool WriteAll(const Account& account, const RequestFolder& folder) {
  v1::EvaluateRequest evaluate;
  wire::AccountToProto(account, *evaluate.mutable_account());
  SetOptions(evaluate);
  evaluate.mutable_options()->set_view(v1::EVALUATION_VIEW_FULL);

  // With the answer to what is worth asking: what costs the server most for each byte.
  v1::EvaluateRequest explain = evaluate;
  explain.mutable_options()->set_explanation(v1::EXPLANATION_LEVEL_FULL);

  v1::EvaluateColumnsRequest columns;
  ColumnsOfAccounts(Variations(account, kColumnsAccounts), *columns.mutable_accounts());
  SetOptions(columns);

  const auto add = [&](const char* name, const char* method, size_t accounts,
                       const google::protobuf::MessageLite& request) {
    return folder.Add(name, absl::StrCat("bellwether.v1.ScoringService/", method), accounts,
                      request.SerializeAsString());
  };
  return add("evaluate", "Evaluate", 1, evaluate) && add("explain", "Evaluate", 1, explain) &&
         add("batch", "EvaluateBatch", kBatchAccounts, BatchOf(account, kBatchAccounts)) &&
         add("largest_batch", "EvaluateBatch", kLargestBatchAccounts,
             BatchOf(account, kLargestBatchAccounts)) &&
         add("columns", "EvaluateColumns", kColumnsAccounts, columns);
}

int Run(const std::string& folder) {
  const auto account = FullAccount();
  if (!account.ok()) {
    std::fprintf(stderr, "%s\n", account.status().ToString().c_str());
    return 1;
  }
  return WriteAll(*account, RequestFolder(folder)) ? 0 : 1;
}

}  // namespace
}  // namespace bellwether::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: bellwether_bench_requests FOLDER   (see scripts/bench)\n", stderr);
    return 2;
  }
  return bellwether::bench::Run(argv[1]);
}
