// bellwether_strain_requests FOLDER: the requests of a mixed load, as bellwether_bench_requests
// writes its own (tests/bench/request_folder.h): streams, packs, health, and what is refused.
#include <cstdio>
#include <string>

#include "absl/status/statusor.h"
#include "bellwether/v1/rules.pb.h"
#include "bellwether/v1/scoring.pb.h"
#include "protos/wire/wire.h"
#include "rules/reader/pack_folder.h"
#include "tests/bench/bench_accounts.h"
#include "tests/bench/request_folder.h"

namespace bellwether::load {
namespace {

constexpr size_t kPreviewAccounts = 20;

void SetAsOf(v1::EvaluationOptions& options) {
  wire::MomentToProto(*ParseMoment(bench::kBenchAsOf), *options.mutable_as_of());
}

void FilesToProto(const Sources& pack, v1::PackFiles& files) {
  for (const SourceFile& file : pack.files()) {
    v1::PackFile& one = *files.add_files();
    one.set_name(file.name);
    one.set_content(file.text);
  }
}

v1::PreviewPackRequest Preview(const Sources& pack, const Account& account) {
  v1::PreviewPackRequest preview;
  FilesToProto(pack, *preview.mutable_from()->mutable_files());
  FilesToProto(pack, *preview.mutable_to()->mutable_files());
  SetAsOf(*preview.mutable_options());
  for (const Account& one : bench::Variations(account, kPreviewAccounts)) {
    wire::AccountToProto(one, *preview.add_accounts());
  }
  return preview;
}

bool WriteAll(const Account& account, const Sources& pack, const bench::RequestFolder& folder) {
  v1::StreamEvaluateRequest stream;
  wire::AccountToProto(account, *stream.mutable_account());
  SetAsOf(*stream.mutable_options());

  v1::EvaluateRequest invalid;  // an account without an id
  SetAsOf(*invalid.mutable_options());

  v1::CheckPackRequest check;
  FilesToProto(pack, *check.mutable_pack());

  const std::string scoring = "bellwether.v1.ScoringService/",
                    rules = "bellwether.v1.RulesService/";
  return folder.Add("stream", scoring + "StreamEvaluate", 1, stream.SerializeAsString()) &&
         folder.Add("invalid", scoring + "Evaluate", 0, invalid.SerializeAsString()) &&
         folder.Add("nonsense", scoring + "Evaluate", 0, "\xff\xff\xff no message") &&
         folder.Add("check", rules + "CheckPack", 0, check.SerializeAsString()) &&
         folder.Add("preview", rules + "PreviewPack", kPreviewAccounts,
                    Preview(pack, account).SerializeAsString()) &&
         folder.Add("health", "grpc.health.v1.Health/Check", 0, "");
}

int Run(const std::string& folder) {
  const auto account = bench::FullAccount();
  const auto pack = ReadPackFolder(bench::FromTop(bench::kBenchPack));
  for (const absl::Status& status : {account.status(), pack.status()}) {
    if (status.ok()) continue;
    std::fprintf(stderr, "%s\n", status.ToString().c_str());
    return 1;
  }
  return WriteAll(*account, *pack, bench::RequestFolder(folder)) ? 0 : 1;
}

}  // namespace
}  // namespace bellwether::load

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: bellwether_strain_requests FOLDER   (see scripts/prove)\n", stderr);
    return 2;
  }
  return bellwether::load::Run(argv[1]);
}
