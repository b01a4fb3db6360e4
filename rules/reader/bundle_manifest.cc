// Tested by tests/rules/pack_bundle_test.cc.
#include "rules/reader/bundle_manifest.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"
#include "engine/source/utf8.h"

namespace bellwether {
namespace {

constexpr absl::string_view kFirstLine = "bellwether-bundle 1";
constexpr size_t kDigestDigits = 64;

bool IsHash(absl::string_view text) {
  return text.size() == kDigestDigits && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

// One line behind the first. False when it is none.
bool TakeLine(absl::string_view line, BundleManifest& manifest) {
  const std::pair<absl::string_view, absl::string_view> words =
      absl::StrSplit(line, absl::MaxSplits(' ', 1));
  const std::string value(words.second);
  for (auto [key, field] :
       {std::pair("pack", &manifest.pack), std::pair("version", &manifest.version),
        std::pair("digest", &manifest.digest)}) {
    if (words.first != key) continue;
    if (!field->empty() || value.empty()) return false;
    *field = value;
    return true;
  }
  if (words.first != "file" || value.size() <= kDigestDigits + 1) return false;
  BundledFile file{value.substr(0, kDigestDigits), value.substr(kDigestDigits + 1)};
  const bool rises = manifest.files.empty() || manifest.files.back().name < file.name;
  if (absl::StartsWith(file.name, ToAbsl(kManifestName))) return false;
  if (!IsHash(file.sha256) || value[kDigestDigits] != ' ' || !IsSafeName(file.name) || !rises) {
    return false;
  }
  manifest.files.push_back(std::move(file));
  return true;
}

}  // namespace

std::string ManifestText(const BundleManifest& manifest) {
  std::string text = absl::StrCat(kFirstLine, "\npack ", manifest.pack, "\n");
  if (!manifest.version.empty()) absl::StrAppend(&text, "version ", manifest.version, "\n");
  absl::StrAppend(&text, "digest ", manifest.digest, "\n");
  for (const BundledFile& file : manifest.files) {
    absl::StrAppend(&text, "file ", file.sha256, " ", file.name, "\n");
  }
  return text;
}

absl::StatusOr<BundleManifest> ParseManifest(std::string_view text) {
  BundleManifest manifest;
  const std::vector<absl::string_view> lines = absl::StrSplit(ToAbsl(text), '\n');
  if (lines.front() != kFirstLine) {
    return absl::InvalidArgumentError(
        absl::StrCat("its manifest does not begin with `", kFirstLine,
                     "`: it is no bundle of a pack, or that of a later version"));
  }
  for (size_t i = 1; i < lines.size(); ++i) {
    const bool is_end = i + 1 == lines.size() && lines[i].empty();
    if (is_end || TakeLine(lines[i], manifest)) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("line ", i + 1, " of its manifest cannot be read; build it anew"));
  }
  if (IsHash(manifest.digest) && !manifest.files.empty()) return manifest;
  return absl::InvalidArgumentError("its manifest is not complete; build it anew");
}

bool IsSafeName(std::string_view name) {
  if (name.empty() || name.front() == '/') return false;
  for (const absl::string_view step : absl::StrSplit(ToAbsl(name), '/')) {
    if (step.empty() || step == "." || step == "..") return false;
  }
  // As it is shown, so that two names that differ look different.
  return name.find_first_of("\\\t") == std::string_view::npos && Printable(name) == name;
}

}  // namespace bellwether
