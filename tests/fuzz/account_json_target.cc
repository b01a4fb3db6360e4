// Bytes as a JSON file of accounts, and as JSON lines.
#include <cstdint>
#include <string_view>

#include "engine/accounts/good_json.h"
#include "engine/accounts/json_tree.h"
#include "tests/fuzz/account_text.h"
#include "tests/fuzz/require.h"
#include "tests/support/node_text.h"

namespace bellwether::fuzz {
namespace {

// Nothing is read quickly that the parser of mistakes would read in another way.
void RequireSameTree(std::string_view text) {
  static auto& quick = *new Node();  // as a reader of many texts has it
  if (!ReadGoodJson(text, Limits{}, quick)) return;
  Violations violations(1);
  const JsonTree tree = DiagnoseJson(text, {}, Limits{}, violations);
  Require(tree.whole && violations.empty(), "what is read quickly has no mistake");
  Require(testing_support::NodeText(tree.root) == testing_support::NodeText(quick),
          "both parsers give one tree", testing_support::NodeText(quick));
}

}  // namespace
}  // namespace bellwether::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  bellwether::fuzz::RequireSameTree(text);
  bellwether::fuzz::RunAccountText(text, bellwether::AccountFormat::kJson);
  bellwether::fuzz::RunAccountText(text, bellwether::AccountFormat::kJsonLines);
  return 0;
}
