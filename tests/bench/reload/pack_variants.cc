#include "tests/bench/reload/pack_variants.h"

#include <memory>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "engine/bellwether.h"
#include "rules/reader/pack_folder.h"
#include "server/packs/snapshot_store.h"
#include "server/rpc/scoring_handlers.h"
#include "server/telemetry/logger.h"

namespace bellwether::bench {
namespace {

std::string EditionOf(const std::string& text, size_t number) {
  std::string edition = absl::StrCat("version: 0.1.", number, "\n");
  for (size_t i = 0; i < number; ++i) absl::StrAppend(&edition, "# edition ", number, "\n");
  return edition + text;
}

absl::StatusOr<std::string> AnswerOf(std::shared_ptr<const Plan> plan,
                                     const v1::EvaluateRequest& request) {
  Logger log(LogLevel::kError, LogFormat::kText);
  SnapshotStore packs;
  packs.Publish(std::make_shared<const Snapshot>(Snapshot{std::move(plan), absl::Now(), ""}));
  Workspace workspace;
  CallContext call{"Evaluate", absl::Now(), absl::InfiniteFuture(), workspace};
  v1::EvaluateResponse response;
  const grpc::Status status = Evaluate({packs, Limits{}, log}, call, request, response);
  if (!status.ok()) return absl::InternalError(status.error_message());
  return response.SerializeAsString();
}

// The pack's files with another text in the place of one of them.
Sources With(const Sources& pack, const std::string& file, const std::string& text) {
  std::vector<SourceFile> files = pack.files();
  for (SourceFile& one : files) {
    if (one.name == file) one.text = text;
  }
  return Sources(std::move(files));
}

}  // namespace

absl::StatusOr<PackVariants> MakePackVariants(const std::string& folder, const std::string& file,
                                              size_t count, const v1::EvaluateRequest& request) {
  const auto pack = ReadPackFolder(folder);
  if (!pack.ok()) return pack.status();
  std::string original;
  for (const SourceFile& one : pack->files()) {
    if (one.name == file) original = one.text;
  }
  PackVariants variants;
  variants.file = file;
  std::set<std::string> bodies;
  for (size_t i = 0; i < count; ++i) {
    const std::string text = EditionOf(original, i + 1);
    const Sources sources = With(*pack, file, text);
    const auto loaded = Load(sources);
    if (loaded.value == nullptr) {
      return absl::InvalidArgumentError(RenderAll(loaded.diagnostics, sources));
    }
    auto answer = AnswerOf(loaded.value, request);
    if (!answer.ok()) return answer.status();
    v1::EvaluateResponse body;
    body.ParseFromString(*answer);
    body.mutable_evaluation()->clear_pack();
    bodies.insert(body.SerializeAsString());
    variants.answers[loaded.value->digest] = *std::move(answer);
    variants.all.push_back({loaded.value->digest, text});
  }
  if (bodies.size() == count && variants.answers.size() == count) return variants;
  return absl::InternalError("editions answer alike, so that a mixture could not be seen");
}

}  // namespace bellwether::bench
