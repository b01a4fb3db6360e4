// Tested by tests/server/rules_handlers_test.cc.
#include "server/rpc/pack_source.h"

#include <set>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/base/suggest.h"
#include "protos/wire/packs.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

constexpr size_t kMostNameBytes = 255;

grpc::Status CheckSizes(const v1::PackFiles& files, const Limits& limits) {
  const auto count = static_cast<size_t>(files.files_size());
  if (count > limits.max_pack_files) {
    return LimitExceeded(
        "max_pack_files", limits.max_pack_files,
        absl::StrCat(count, " files; at most ", limits.max_pack_files, " (max_pack_files)"));
  }
  uint64_t bytes = 0;
  for (const v1::PackFile& file : files.files()) bytes += file.content().size();
  if (bytes > limits.max_pack_bytes) {
    return LimitExceeded("max_pack_bytes", limits.max_pack_bytes,
                         absl::StrCat("the files have ", bytes, " bytes; at most ",
                                      limits.max_pack_bytes, " (max_pack_bytes)"));
  }
  return grpc::Status::OK;
}

}  // namespace

grpc::Status CheckPackFiles(const v1::PackFiles& files, const std::string& path,
                            const Limits& limits, std::vector<Violation>& violations) {
  grpc::Status status = CheckSizes(files, limits);
  if (!status.ok()) return status;
  if (files.files().empty()) {
    violations.push_back(
        {path + ".files", "MISSING_FIELD", "there are no files; send every YAML file of the pack"});
  }
  std::set<std::string_view> names;
  for (int i = 0; i < files.files_size(); ++i) {
    const std::string& name = files.files(i).name();
    const std::string field = absl::StrCat(path, ".files[", i, "].name");
    if (name.empty()) {
      violations.push_back(
          {field, "MISSING_FIELD", "a file has no name; give its path in the pack's folder"});
    } else if (name.size() > kMostNameBytes) {
      violations.push_back(
          {field, "TOO_LONG",
           absl::StrCat(Quoted(name), " is longer than ", kMostNameBytes, " bytes")});
    } else if (!names.insert(name).second) {
      violations.push_back(
          {field, "DUPLICATE", absl::StrCat(Quoted(name), " stands twice; send each file once")});
    }
  }
  return grpc::Status::OK;
}

grpc::Status ReadPackSource(const SnapshotStore& packs, const Caller& caller,
                            const v1::PackSource& source, const std::string& path,
                            const Limits& limits, AskedPack& asked,
                            std::vector<Violation>& violations) {
  if (!source.has_files()) return PinPack(packs, caller, source.digest(), asked.snapshot);
  asked.files = source.files();
  return CheckPackFiles(source.files(), path + ".files", limits, violations);
}

LoadedSide LoadSide(const AskedPack& asked, const Limits& limits) {
  if (asked.snapshot != nullptr) return {asked.snapshot->plan, {}, {}};
  LoadedSide side;
  side.sources = wire::SourcesFromProto(asked.files);
  auto loaded = Load(side.sources, limits);
  side.plan = std::move(loaded.value);
  side.diagnostics = std::move(loaded.diagnostics);
  return side;
}

void AddPackProblems(const LoadedSide& side, const std::string& path,
                     std::vector<Violation>& violations) {
  for (const Diagnostic& diagnostic : side.diagnostics) {
    if (diagnostic.severity != Severity::kError) continue;
    violations.push_back(
        {path, absl::StrReplaceAll(absl::AsciiStrToUpper(diagnostic.code), {{"-", "_"}}),
         absl::StrCat(side.sources.Describe(diagnostic.span), ": ", diagnostic.message,
                      diagnostic.hint.empty() ? "" : "; ", diagnostic.hint)});
  }
}

}  // namespace bellwether
