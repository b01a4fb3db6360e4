// Tested by tests/server/snapshot_store_test.cc.
#include "server/packs/snapshot_store.h"

#include "absl/strings/str_cat.h"

namespace bellwether {

std::string DescribePack(const Plan& plan) {
  return absl::StrCat(plan.name, " ", plan.version, " (", plan.digest.substr(0, kShortDigestDigits),
                      ")");
}

bool NamesPack(std::string_view asked, const Plan& plan) {
  return asked.size() >= kShortDigestDigits && asked.size() <= plan.digest.size() &&
         std::string_view(plan.digest).substr(0, asked.size()) == asked;
}

}  // namespace bellwether
