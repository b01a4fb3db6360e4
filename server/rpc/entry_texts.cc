// Tested by tests/server/decisions_handlers_test.cc and tests/server/alerts_handlers_test.cc.
#include "server/rpc/entry_texts.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "server/rpc/kept_texts.h"

namespace bellwether {

bool IsBlank(const std::string& text) { return absl::StripAsciiWhitespace(text).empty(); }

std::string ReadAuthor(const std::string& said, const Caller& caller,
                       std::vector<Violation>& violations) {
  CheckText(said, kMostEntryNameBytes, "context.author", violations);
  if (!caller.name.empty()) {
    if (!said.empty() && said != caller.name) {
      violations.push_back(
          {"context.author", "NOT_ALLOWED",
           absl::StrCat("the author is who asks, ", Quoted(caller.name), "; leave it out")});
    }
    return caller.name;
  }
  if (IsBlank(said)) {
    violations.push_back(
        {"context.author", "MISSING_FIELD", "the server does not know who asks; say who it was"});
  }
  return said;
}

}  // namespace bellwether
