// Tested by tests/engine/testing/properties_test.cc and tests/engine/mutation/trial_test.cc.
#include "engine/testing/case_yaml.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/accounts/account_node.h"
#include "engine/yaml/flow_text.h"

namespace bellwether {
namespace {

constexpr size_t kMostColumns = 100;  // of a line that is not broken up

Node WithoutId(Node account) {
  std::erase_if(account.entries, [](const Entry& entry) { return entry.key == "id"; });
  return account;
}

// A field a line where one line is too long.
std::string AccountYaml(const Account& account) {
  const Node node = WithoutId(AccountNode(account));
  const std::string line = absl::StrCat("  account: ", FlowText(node), "\n");
  if (line.size() <= kMostColumns) return line;
  std::string text = "  account:\n";
  for (const Entry& entry : node.entries) {
    absl::StrAppend(&text, "    ", entry.key, ": ", FlowText(entry.value), "\n");
  }
  return text;
}

}  // namespace

std::string CaseYaml(const std::string& name, const Moment& as_of, const Account& account) {
  return absl::StrCat("- name: ", YamlText(name), "\n  as_of: ", FormatMoment(as_of), "\n",
                      AccountYaml(account));
}

}  // namespace bellwether
