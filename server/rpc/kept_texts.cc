// Tested by tests/server/accounts_handlers_test.cc and tests/server/alerts_handlers_test.cc.
#include "server/rpc/kept_texts.h"

#include "absl/strings/str_cat.h"

namespace bellwether {

void CheckKept(const std::string& text, const char* path, std::vector<Violation>& violations) {
  if (text.find('\0') == std::string::npos) return;
  violations.push_back({path, "BAD_TEXT", "it holds a character of code 0; leave that out"});
}

void CheckText(const std::string& text, size_t most, const char* path,
               std::vector<Violation>& violations) {
  if (text.size() > most) {
    violations.push_back(
        {path, "TOO_LONG", absl::StrCat("it has ", text.size(), " bytes; at most ", most)});
  }
  CheckKept(text, path, violations);
}

void CheckWord(const std::string& word, const char* path, std::vector<Violation>& violations) {
  CheckText(word, kMostWordBytes, path, violations);
}

void CheckAccountId(const std::string& account_id, std::vector<Violation>& violations) {
  CheckWord(account_id, "account_id", violations);
  if (!account_id.empty()) return;
  violations.push_back(
      {"account_id", "MISSING_FIELD", "the request names no account; give its id"});
}

}  // namespace bellwether
