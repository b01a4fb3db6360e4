// Tested by tests/engine/testing/corrections_test.cc.
#include "engine/testing/expected_yaml.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/paths/observe.h"
#include "engine/paths/resolve.h"
#include "engine/yaml/flow_text.h"

namespace bellwether {

std::string ExpectedYaml(const Plan& plan, const Path& path, const Observed& observed) {
  if (!observed.has_value()) return "~";
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
