// bellwether_bench_requests FOLDER: writes the requests of the load benchmarks, as they stand on
// the wire: five bytes of gRPC's frame, then the message. One line on stdout for each:
//
//   evaluate bellwether.v1.ScoringService/Evaluate 1 /tmp/b/evaluate.bin
//
// name, method, how many accounts it holds, file.
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "bellwether/v1/scoring.pb.h"
#include "google/protobuf/message_lite.h"
#include "protos/wire/wire.h"
#include "tests/bench/bench_accounts.h"
#include "tests/bench/columns_of_accounts.h"

namespace bellwether::bench {
namespace {

constexpr size_t kBatchAccounts = 256;
constexpr size_t kLargestBatchAccounts = 1000;  // more are refused
constexpr size_t kColumnsAccounts = 4096;
constexpr uint32_t kMostBytes = 64u << 20;

// A compression flag (none) and the length, big-endian.
std::string Framed(const google::protobuf::MessageLite& message) {
  const std::string bytes = message.SerializeAsString();
  std::string frame(1, '\0');
  for (int shift = 24; shift >= 0; shift -= 8) {
    frame.push_back(static_cast<char>((bytes.size() >> shift) & 0xff));
  }
  return frame + bytes;
}

template <typename Request>
void SetOptions(Request& request) {
  v1::EvaluationOptions& options = *request.mutable_options();
  wire::MomentToProto(*ParseMoment(kBenchAsOf), *options.mutable_as_of());
  options.set_explanation(v1::EXPLANATION_LEVEL_NONE);
}

class RequestFolder {
 public:
  explicit RequestFolder(std::string folder) : folder_(std::move(folder)) {}

  // False when the file cannot be written.
  bool Add(const std::string& name, const std::string& method, size_t accounts,
           const google::protobuf::MessageLite& request) const {
    const std::string path = absl::StrCat(folder_, "/", name, ".bin");
    const std::string frame = Framed(request);
    std::ofstream file(path, std::ios::binary);
    file.write(frame.data(), static_cast<std::streamsize>(frame.size()));
    file.close();
    if (!file || frame.size() > kMostBytes) {
      std::fprintf(stderr, "cannot write %s\n", path.c_str());
      return false;
    }
    std::printf("%s bellwether.v1.ScoringService/%s %zu %s\n", name.c_str(), method.c_str(),
                accounts, path.c_str());
    return true;
  }

 private:
  const std::string folder_;
};

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

  return folder.Add("evaluate", "Evaluate", 1, evaluate) &&
         folder.Add("explain", "Evaluate", 1, explain) &&
         folder.Add("batch", "EvaluateBatch", kBatchAccounts, BatchOf(account, kBatchAccounts)) &&
         folder.Add("largest_batch", "EvaluateBatch", kLargestBatchAccounts,
                    BatchOf(account, kLargestBatchAccounts)) &&
         folder.Add("columns", "EvaluateColumns", kColumnsAccounts, columns);
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
