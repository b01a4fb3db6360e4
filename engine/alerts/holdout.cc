// Tested by tests/engine/alerts/holdout_test.cc.
#include "engine/alerts/holdout.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/digest.h"
#include "engine/base/string_bridge.h"

namespace bellwether::alerts {

bool IsHeldOut(const ruleset::Holdout& holdout, std::string_view playbook,
               std::string_view account_id) {
  constexpr size_t kDigits = 16;
  constexpr int kBits = 64;
  const std::string hash =
      Sha256Hex(absl::StrCat(holdout.seed, ":", ToAbsl(playbook), ":", ToAbsl(account_id)));
  uint64_t number = 0;
  std::from_chars(hash.data(), hash.data() + kDigits, number, 16);
  return std::ldexp(static_cast<double>(number), -kBits) < holdout.share;
}

}  // namespace bellwether::alerts
