// Tested by tests/server/canary_share_test.cc.
#include "server/packs/canary_share.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/digest.h"
#include "engine/base/string_bridge.h"

namespace bellwether {

bool IsInShare(std::string_view digest, std::string_view account_id, double share) {
  if (share >= 1) return true;
  constexpr size_t kDigits = 16;
  constexpr int kBits = 64;
  const std::string hash = Sha256Hex(absl::StrCat(ToAbsl(digest), ":", ToAbsl(account_id)));
  uint64_t number = 0;
  std::from_chars(hash.data(), hash.data() + kDigits, number, 16);
  return std::ldexp(static_cast<double>(number), -kBits) < share;
}

}  // namespace bellwether
