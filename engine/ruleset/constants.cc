// Tested by tests/engine/ruleset/constants_test.cc.
#include "engine/ruleset/constants.h"

#include <algorithm>

namespace bellwether::ruleset {

const Constant* FindConstant(const std::vector<Constant>& constants, std::string_view name) {
  const auto found = std::find_if(constants.begin(), constants.end(),
                                  [name](const Constant& one) { return one.name == name; });
  return found == constants.end() ? nullptr : &*found;
}

std::optional<expression::Variable> WithConstants::Find(std::string_view name) const {
  if (auto variable = others_.Find(name)) return variable;
  const Constant* const constant = FindConstant(constants_, name);
  if (constant == nullptr) return std::nullopt;
  return expression::Variable{expression::Type::kDouble, 0, nullptr, constant->value};
}

const std::vector<std::string>& WithConstants::names() const {
  if (constants_.empty()) return others_.names();
  if (names_.empty()) {
    names_ = others_.names();
    for (const Constant& constant : constants_) names_.push_back(constant.name);
  }
  return names_;
}

}  // namespace bellwether::ruleset
