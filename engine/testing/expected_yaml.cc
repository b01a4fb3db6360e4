// Tested by tests/engine/testing/corrections_test.cc.
#include "engine/testing/expected_yaml.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/paths/observe.h"
#include "engine/paths/resolve.h"
#include "engine/testing/expected.h"
#include "engine/yaml/flow_text.h"

namespace bellwether {

namespace {

constexpr int kMostDecimals = 9;  // in which numbers must agree at least

// The fewest decimals that keep the rounded number within half of the tolerance.
int DecimalsFor(double within) {
  int decimals = 0;
  for (double unit = 1; unit > within && decimals < kMostDecimals; unit /= 10) ++decimals;
  return decimals;
}

}  // namespace

std::string ExpectedYaml(const Plan& plan, const Path& path, const Observed& observed,
                         double within) {
  if (!observed.has_value()) return "~";
  const auto* number = std::get_if<double>(&observed.value);
  if (number != nullptr && within > kTolerance) {
    return FormatNumber(RoundForDisplay(*number, DecimalsFor(within)));
  }
  if (const auto* names = std::get_if<std::vector<std::string>>(&observed.value)) {
    return absl::StrCat(
        "[",
        absl::StrJoin(*names, ", ",
                      [](std::string* out, const auto& name) { out->append(YamlText(name)); }),
        "]");
  }
  const std::string text = ValueText(observed, " ");
  const bool is_text =
      std::holds_alternative<std::string>(observed.value) && TypeOf(plan, path) != PathType::kTruth;
  return is_text ? YamlText(text) : text;
}

}  // namespace bellwether
