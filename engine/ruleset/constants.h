// Constants among the names that expressions read. Internal to the ruleset stage.
#ifndef BELLWETHER_ENGINE_RULESET_CONSTANTS_H_
#define BELLWETHER_ENGINE_RULESET_CONSTANTS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression/expression.h"
#include "engine/ruleset/rules.h"

namespace bellwether::ruleset {

// The names of `others`, and behind them the constants of the pack. Refers to both.
class WithConstants final : public expression::Environment {
 public:
  WithConstants(const expression::Environment& others, const std::vector<Constant>& constants)
      : others_(others), constants_(constants) {}

  std::optional<expression::Variable> Find(std::string_view name) const override;
  const std::vector<std::string>& names() const override;
  std::string WhyNot(std::string_view name) const override { return others_.WhyNot(name); }

 private:
  const expression::Environment& others_;
  const std::vector<Constant>& constants_;
  mutable std::vector<std::string> names_;  // put together when a mistake asks for them
};

const Constant* FindConstant(const std::vector<Constant>& constants, std::string_view name);

}  // namespace bellwether::ruleset

#endif  // BELLWETHER_ENGINE_RULESET_CONSTANTS_H_
