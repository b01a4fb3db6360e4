// Tested by tests/clients/cli_test.py.
#include "clients/cli/input/pack_loading.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/words/counted.h"
#include "engine/base/string_bridge.h"
#include "protos/wire/wire.h"
#include "rules/reader/git_folder.h"
#include "rules/reader/overrides.h"
#include "rules/reader/pack_bundle.h"
#include "rules/reader/pack_source.h"

namespace bellwether::cli {
namespace {

// What stands before a file's name in the pack to make it a path from here.
std::string PrefixOf(const std::string& path) {
  if (IsPackRevision(path)) return path.back() == ':' || path.back() == '/' ? path : path + "/";
  if (IsBundleName(path)) return path + "/";
  const std::filesystem::path given(path);
  std::error_code error;
  const bool folder = std::filesystem::is_directory(given, error);
  const std::string prefix = folder ? given.string() : given.parent_path().string();
  if (prefix.empty() || prefix == ".") return "";
  return prefix.back() == '/' ? prefix : prefix + "/";
}

// The same prefix for all files keeps their order, so spans still point to the right one.
Sources Prefixed(const Sources& sources, const std::string& prefix) {
  std::vector<SourceFile> files = sources.files();
  for (SourceFile& file : files) file.name.insert(0, prefix);
  return Sources(std::move(files));
}

std::string Painted(const std::string& rendered, const Style& style) {
  if (!style.colored()) return rendered;
  std::string text = rendered;
  const auto paint_first = [&](const std::string& word, Tone tone) {
    const size_t end_of_line = text.find('\n');
    const size_t at = text.find(word);
    if (at < end_of_line) text.replace(at, word.size(), style.Paint(tone, word));
  };
  paint_first("error:", Tone::kBad);
  paint_first("warning:", Tone::kMiddling);
  const size_t caret = text.rfind("| ");
  const size_t mark = text.find('^', caret == std::string::npos ? text.size() : caret);
  if (mark != std::string::npos) {
    const size_t end = text.find_first_not_of("^~", mark);
    const size_t length = (end == std::string::npos ? text.size() : end) - mark;
    text.replace(mark, length, style.Paint(Tone::kAccent, text.substr(mark, length)));
  }
  return text;
}

}  // namespace

absl::StatusOr<PackSources> ReadPackSources(const std::string& path) {
  absl::StatusOr<Sources> files = ReadPackRules(path, Limits());
  if (!files.ok()) return files.status();
  PackSources sources{*std::move(files), {}};
  sources.named = Prefixed(sources.files, PrefixOf(path));
  return sources;
}

absl::StatusOr<LoadedPack> LoadPack(const std::string& path, const PackNumbers& numbers) {
  const absl::StatusOr<document::Overrides> overrides = ReadOverrides(numbers.set, numbers.values);
  if (!overrides.ok()) return overrides.status();
  absl::StatusOr<PackSources> sources = ReadPackSources(path);
  if (!sources.ok()) return sources.status();
  auto loaded = Load(sources->files, Limits(), *overrides);
  return LoadedPack{std::move(loaded.value), std::move(sources->named),
                    std::move(loaded.diagnostics), *overrides};
}

LoadedPack LoadSources(const Sources& sources, const std::string& prefix,
                       const document::Overrides& overrides) {
  auto loaded = Load(sources, Limits(), overrides);
  return {std::move(loaded.value), Prefixed(sources, prefix), std::move(loaded.diagnostics),
          overrides};
}

std::optional<LoadedPack> LoadPackOrSayWhy(const std::string& path, const PackNumbers& numbers,
                                           Console& console) {
  absl::StatusOr<LoadedPack> pack = LoadPack(path, numbers);
  if (!pack.ok()) {
    console.Fail(ToStd(pack.status().message()));
    return std::nullopt;
  }
  if (pack->plan != nullptr) return *std::move(pack);
  SayErrorsOf(path, pack->diagnostics, pack->sources, console);
  return std::nullopt;
}

void SayErrorsOf(const std::string& path, const std::vector<Diagnostic>& diagnostics,
                 const Sources& sources, Console& console) {
  std::vector<Diagnostic> errors;
  std::copy_if(diagnostics.begin(), diagnostics.end(), std::back_inserter(errors),
               [](const Diagnostic& found) { return found.severity == Severity::kError; });
  console.Write(DiagnosticsText(errors, sources, console.style()));
  console.Fail(absl::StrCat("the pack ", path, " has ", CountText(errors)));
}

std::shared_ptr<const Plan> LoadPlanOrSayWhy(const std::string& path, const PackNumbers& numbers,
                                             Console& console) {
  auto pack = LoadPackOrSayWhy(path, numbers, console);
  return pack ? std::move(pack->plan) : nullptr;
}

std::string PackText(const v1::PackInfo& pack) {
  constexpr size_t kDigestShown = 12;
  return absl::StrCat("pack ", pack.name(), " ", pack.version(), ", digest ",
                      pack.digest().substr(0, kDigestShown), "…");
}

std::string PackText(const Plan& plan) { return PackText(InfoOf(plan)); }

v1::PackInfo InfoOf(const Plan& plan) {
  v1::PackInfo info;
  wire::PackInfoToProto(plan, info);
  return info;
}

std::string DiagnosticsText(const std::vector<Diagnostic>& diagnostics, const Sources& sources,
                            const Style& style) {
  const size_t most = Limits{}.max_diagnostics;
  std::string text;
  for (size_t i = 0; i < std::min(most, diagnostics.size()); ++i) {
    text += Painted(Render(diagnostics[i], sources), style);
  }
  if (diagnostics.size() > most) {
    absl::StrAppend(&text, "and ", diagnostics.size() - most, " more\n");
  }
  return text;
}

std::string CountText(const std::vector<Diagnostic>& diagnostics) {
  const auto errors = static_cast<size_t>(
      std::count_if(diagnostics.begin(), diagnostics.end(),
                    [](const Diagnostic& found) { return found.severity == Severity::kError; }));
  const size_t warnings = diagnostics.size() - errors;
  if (warnings == 0) return Counted(errors, "error");
  if (errors == 0) return Counted(warnings, "warning");
  return absl::StrCat(Counted(errors, "error"), " and ", Counted(warnings, "warning"));
}

}  // namespace bellwether::cli
