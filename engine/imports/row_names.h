// What expressions of a mapping may read: the columns of one source that have names. Internal to
// engine/imports.
#ifndef BELLWETHER_ENGINE_IMPORTS_ROW_NAMES_H_
#define BELLWETHER_ENGINE_IMPORTS_ROW_NAMES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression/expression.h"

namespace bellwether::imports {

class RowNames final : public expression::Environment {
 public:
  // The next slot is its.
  void Add(std::string name, expression::Type type) {
    names_.push_back(std::move(name));
    types_.push_back(type);
  }

  std::optional<expression::Variable> Find(std::string_view name) const override {
    for (uint32_t slot = 0; slot < names_.size(); ++slot) {
      if (names_[slot] == name) return expression::Variable{types_[slot], slot, nullptr};
    }
    return std::nullopt;
  }
  const std::vector<std::string>& names() const override { return names_; }

 private:
  std::vector<std::string> names_;
  std::vector<expression::Type> types_;
};

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_ROW_NAMES_H_
