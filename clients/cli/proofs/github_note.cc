// Tested by tests/clients/test_command_test.py.
#include "clients/cli/proofs/github_note.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace bellwether::cli {
namespace {

std::string Message(const std::string& text) {
  return absl::StrReplaceAll(text, {{"%", "%25"}, {"\r", "%0D"}, {"\n", "%0A"}});
}

std::string Property(const std::string& text) {
  return absl::StrReplaceAll(
      text, {{"%", "%25"}, {"\r", "%0D"}, {"\n", "%0A"}, {":", "%3A"}, {",", "%2C"}});
}

}  // namespace

std::string NoteText(const GithubNote& note) {
  return absl::StrCat("::", note.level, " file=", Property(note.file), ",line=", note.line,
                      ",title=", Property(note.title), "::", Message(note.message), "\n");
}

}  // namespace bellwether::cli
