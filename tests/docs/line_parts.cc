#include "tests/docs/line_parts.h"

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"

namespace bellwether::docs {
namespace {

constexpr int kDecimals = 4;

}  // namespace

std::string ShortNumber(double value) { return FormatNumber(RoundForDisplay(value, kDecimals)); }

std::string Because(MissingReason reason) {
  return reason == MissingReason::kNone ? "" : absl::StrCat(" (", MissingReasonName(reason), ")");
}

std::string MissingList(const std::vector<MissingName>& missing) {
  std::string text;
  for (const MissingName& name : missing) {
    absl::StrAppend(&text, ", missing ", name.name, Because(name.reason));
  }
  return text;
}

}  // namespace bellwether::docs
