// Texts of the pack with `{placeholders}`.
//
// Tested by tests/engine/evaluate/decision_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "engine/base/number.h"
#include "engine/explain/outcomes.h"

namespace bellwether {
namespace {

constexpr int kShownDecimals = 2;
constexpr std::string_view kUnknown = "unknown";

std::string Shown(const FactValue& value, const absl::TimeZone& zone, std::string_view format) {
  if (const double* number = std::get_if<double>(&value)) {
    if (format == "percent") return absl::StrCat(FormatFixed(*number * 100, 0), " %");
    return FormatNumber(RoundForDisplay(*number, kShownDecimals));
  }
  if (const absl::Time* time = std::get_if<absl::Time>(&value)) {
    return absl::FormatCivilTime(absl::ToCivilDay(*time, zone));
  }
  return ValueText(value);
}

class Filler {
 public:
  Filler(const Answered& answered, const std::vector<Placeholder>& extra)
      : answered_(answered), extra_(extra) {}

  std::string Fill(std::string_view text) const {
    std::string result;
    while (!text.empty()) {
      const size_t open = std::min(text.find('{'), text.size());
      result += text.substr(0, open);
      text.remove_prefix(open);
      if (text.empty()) break;
      const size_t close = text.find('}');
      if (close == std::string_view::npos) return result += text;
      result += Replace(text.substr(0, close + 1));
      text.remove_prefix(close + 1);
    }
    return result;
  }

 private:
  // `placeholder` with its braces.
  std::string Replace(std::string_view placeholder) const {
    const std::string_view inner = placeholder.substr(1, placeholder.size() - 2);
    const size_t colon = std::min(inner.find(':'), inner.size());
    const std::string_view name = inner.substr(0, colon);
    for (const Placeholder& known : extra_) {
      if (known.name == name) return known.text;
    }
    const uint32_t slot = answered_.plan.FindSlot(name);
    if (slot == kNoIndex) return std::string(placeholder);
    const FactValue value = ToFactValue(answered_.evaluation.values[slot]);
    if (std::holds_alternative<std::monostate>(value)) return std::string(kUnknown);
    return Shown(value, answered_.facts.zone,
                 colon < inner.size() ? inner.substr(colon + 1) : std::string_view());
  }

  const Answered& answered_;
  const std::vector<Placeholder>& extra_;
};

}  // namespace

std::string FillPlaceholders(const Answered& answered, std::string_view text,
                             const std::vector<Placeholder>& extra) {
  return Filler(answered, extra).Fill(text);
}

}  // namespace bellwether
