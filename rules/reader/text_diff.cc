// Tested by tests/rules/text_diff_test.cc.
#include "rules/reader/text_diff.h"

#include <git2.h>

#include "absl/strings/str_cat.h"
#include "rules/reader/git_repository.h"

namespace bellwether {
namespace {

int AppendHunk(const git_diff_delta*, const git_diff_hunk* hunk, void* patch) {
  static_cast<std::string*>(patch)->append(hunk->header, hunk->header_len);
  return 0;
}

int AppendLine(const git_diff_delta*, const git_diff_hunk*, const git_diff_line* line,
               void* patch) {
  std::string& text = *static_cast<std::string*>(patch);
  const char sign = line->origin;
  // That a line has no end comes with a sign that is none of a patch.
  const bool of_patch = sign == GIT_DIFF_LINE_CONTEXT || sign == GIT_DIFF_LINE_ADDITION ||
                        sign == GIT_DIFF_LINE_DELETION;
  if (of_patch) text += sign;
  text.append(line->content, line->content_len);
  return 0;
}

}  // namespace

std::string TextDiff(const std::string& name, const std::string& before, const std::string& after) {
  StartGit();
  git_diff_options options;
  git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
  options.flags = GIT_DIFF_FORCE_TEXT;
  std::string hunks;
  git_diff_buffers(before.data(), before.size(), name.c_str(), after.data(), after.size(),
                   name.c_str(), &options, nullptr, nullptr, AppendHunk, AppendLine, &hunks);
  if (hunks.empty()) return {};
  return absl::StrCat("--- a/", name, "\n+++ b/", name, "\n", hunks);
}

}  // namespace bellwether
