// Tested by tests/rules/pack_folder_test.cc.
#include "rules/reader/pack_files.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"

namespace bellwether {
namespace {

constexpr std::string_view kFoldersOfTests[] = {"tests", "fixtures", "accounts", "imports"};

}  // namespace

bool IsYamlName(std::string_view name) {
  return absl::EndsWith(ToAbsl(name), ".yaml") || absl::EndsWith(ToAbsl(name), ".yml");
}

bool IsHiddenName(std::string_view name) { return !name.empty() && name.front() == '.'; }

bool IsFolderOfTests(std::string_view name) {
  return std::find(std::begin(kFoldersOfTests), std::end(kFoldersOfTests), name) !=
         std::end(kFoldersOfTests);
}

absl::Status PackFiles::CheckRoom() const {
  if (files_.size() < limits_.max_pack_files) return absl::OkStatus();
  return absl::ResourceExhaustedError(
      absl::StrCat("the pack has more than ", limits_.max_pack_files,
                   " files (max_pack_files); is this the folder of one pack?"));
}

absl::Status PackFiles::Add(std::string name, std::string text) {
  if (text.size() > left()) {
    return absl::ResourceExhaustedError(absl::StrCat("the pack has more than ",
                                                     limits_.max_pack_bytes,
                                                     " bytes (max_pack_bytes), reached in ", name));
  }
  bytes_ += text.size();
  text.shrink_to_fit();
  files_.push_back({std::move(name), std::move(text)});
  return absl::OkStatus();
}

}  // namespace bellwether
