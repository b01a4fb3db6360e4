// Every name that expressions may read, with the stage from which on it has a value (S14).
#ifndef BELLWETHER_ENGINE_RULESET_NAME_TABLE_H_
#define BELLWETHER_ENGINE_RULESET_NAME_TABLE_H_

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression/expression.h"
#include "engine/ruleset/ruleset.h"

namespace bellwether::ruleset {

// The order of an evaluation (S14). A rule of a stage reads names of stages before it.
enum class Stage {
  kFacts,
  kDerived,
  kCounts,  // usage thresholds met, early wins
  kBenchmarks,
  kHealth,
  kFlags,
  kGraduation,
  kExtension,
  kProgramme,
  kTexts,  // filled in when everything is known
};

// Collects slots while the pack is checked; then gives them to the rule set.
class NameTable {
 public:
  // Adds a slot that has its value from `stage` on. Returns its index; a name that is
  // there already keeps its slot.
  uint32_t Add(Slot slot, Stage stage);
  std::optional<uint32_t> Find(std::string_view name) const;
  const Slot& slot(uint32_t index) const { return slots_[index]; }
  Slot& slot(uint32_t index) { return slots_[index]; }
  Stage stage(uint32_t index) const { return stages_[index]; }
  const std::vector<std::string>& names() const { return names_; }
  std::vector<Slot> TakeSlots();

 private:
  std::deque<Slot> slots_;  // a deque: Variable::allowed points into it
  std::vector<Stage> stages_;
  std::vector<std::string> names_;
  std::map<std::string, uint32_t, std::less<>> index_;
};

// The names that a rule of `reader` may read: those of earlier stages. Derived facts read each
// other; their cycles are found apart.
class StageEnvironment final : public expression::Environment {
 public:
  StageEnvironment(const NameTable& table, Stage reader) : table_(table), reader_(reader) {}
  std::optional<expression::Variable> Find(std::string_view name) const override;
  const std::vector<std::string>& names() const override { return table_.names(); }
  std::string WhyNot(std::string_view name) const override;

 private:
  bool Readable(uint32_t slot) const;
  const NameTable& table_;
  Stage reader_;
};

}  // namespace bellwether::ruleset

#endif  // BELLWETHER_ENGINE_RULESET_NAME_TABLE_H_
