// Bytes as the files of a pack: diagnostics, or a plan that evaluates whatever accounts are drawn
// for it.
//
// A line `#@ NAME` begins a file called NAME; what stands before the first is pack.yaml. Such a
// line is a comment of YAML, so that any pack in one file is an input.
#include <cstdint>

#include "engine/document/document.h"
#include "engine/plan/dump.h"
#include "tests/fuzz/drawn_account.h"
#include "tests/fuzz/properties.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

constexpr std::string_view kFileMark = "#@ ";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr int kAccounts = 4;

Sources SourcesOf(std::string_view text) {
  std::vector<SourceFile> files = {{"pack.yaml", ""}};
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end);
    if (line.substr(0, kFileMark.size()) == kFileMark) {
      line.remove_prefix(kFileMark.size());
      files.push_back({std::string(line.substr(0, line.find('\n'))), ""});
    } else {
      files.back().text += line;
    }
  }
  return Sources(std::move(files));
}

// S28: where things stand is no part of a pack's meaning. All files move down by a line.
void RequireSameDigest(const Sources& sources, const Plan& plan) {
  std::vector<SourceFile> files = sources.files();
  for (SourceFile& file : files) {
    if (file.text.substr(0, kByteOrderMark.size()) == kByteOrderMark) return;
    file.text.insert(0, "# moved\n");
  }
  const auto moved = Load(Sources(std::move(files)));
  Require(moved.ok(), "a good pack below a comment is a good pack");
  Require(moved.value->digest == plan.digest, "a comment does not change the digest");
}

void Evaluate(const Plan& plan, std::string_view text) {
  Draws draws(text);
  AccountRun run(plan);
  for (int i = 0; i < kAccounts; ++i) {
    const BindOptions options = DrawOptions(plan, draws);
    run.Answer(DrawAccount(plan, draws), options);
  }
}

void Run(std::string_view text) {
  const Sources sources = SourcesOf(text);
  const auto parsed = document::ParseDocument(sources, Limits{});
  document::DumpDocument(parsed.value);
  document::CanonicalForm(parsed.value, {});
  const auto loaded = Load(sources);
  Require(loaded.ok() == (loaded.value != nullptr), "a good pack is compiled");
  RequireTold(loaded.diagnostics, sources, loaded.value != nullptr);
  if (!loaded.ok()) return;
  Require(parsed.ok(), "a good pack is a good document");
  Require(loaded.value->digest.size() == 64, "a digest has 64 digits");
  Require(!Dump(*loaded.value).empty(), "a plan prints itself");
  RequireSameDigest(sources, *loaded.value);
  Evaluate(*loaded.value, text);
}

}  // namespace
}  // namespace bellwether::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  bellwether::fuzz::Run({reinterpret_cast<const char*>(data), size});
  return 0;
}
