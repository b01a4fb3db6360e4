// Tested by tests/engine/accounts/json_test.cc.
#include "engine/accounts/json_record.h"

#include "engine/accounts/account_fields.h"
#include "engine/accounts/json_tree.h"

namespace bellwether {

AccountRecord ReadJsonRecord(std::string_view text, TextPlace place, const Limits& limits) {
  AccountRecord record;
  record.line = place.line;
  Violations violations(limits.max_diagnostics);
  const JsonTree tree = ParseJson(text, place, limits, violations);
  if (tree.whole) {
    ReadAccount(tree.root, limits, record.account, violations);
  } else {
    // The rest would be told about as missing. The id tells people which account it was.
    record.account.id = TextOf(tree.root.Find("id"), limits.max_text_bytes);
  }
  record.violations = violations.Take();
  return record;
}

}  // namespace bellwether
