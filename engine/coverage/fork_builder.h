// Internal to the coverage stage: how the parts of a pack become forks.
#ifndef BELLWETHER_ENGINE_COVERAGE_FORK_BUILDER_H_
#define BELLWETHER_ENGINE_COVERAGE_FORK_BUILDER_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/coverage/points.h"
#include "engine/coverage/written.h"

namespace bellwether::coverage {

using Turning = std::function<Turn(const Seen&)>;

// Ways of which some can never be taken: those that can, and the way of each by its place among
// all of them.
class PossibleWays {
 public:
  void Add(const std::string& words, bool possible = true) {
    turns_.push_back(possible ? static_cast<Turn>(words_.size()) : kNoWay);
    if (possible) words_.push_back(words);
  }
  const std::vector<std::string>& words() const { return words_; }
  Turn Of(size_t place) const { return turns_[place]; }

 private:
  std::vector<std::string> words_;
  std::vector<Turn> turns_;
};

class ForkBuilder {
 public:
  ForkBuilder(const Plan& plan, const Sources& sources) : plan_(plan), written_(sources) {
    points_.fork_of_slot.assign(plan.slots.size(), kNoIndex);
    points_.fork_of_row.assign(plan.rows.size(), kNoIndex);
  }

  const Plan& plan() const { return plan_; }
  const Written& written() const { return written_; }
  Points& points() { return points_; }

  // A fork that is written at its key. Valid until the next one is added.
  Fork& Add(const std::string& key, const std::vector<std::string>& ways, Turning turn);
  // The same, written at `path` below the key.
  Fork& AddAt(const std::string& key, const std::string& path, const std::vector<std::string>& ways,
              Turning turn);
  // A way that has a key of its own, if that is written.
  void Place(Way& way, const std::string& path) const {
    if (!written_.Has(path)) return;
    way.path = path;
    way.span = written_.PlaceOf(path);
  }
  // A condition at `path`: its two ways, and those of each of its clauses. Nothing without a
  // program.
  void AddCondition(const std::string& key, const std::string& path,
                    const std::vector<std::string>& ways, uint32_t program, const Turning& turn);
  // What a formula asks on its way to a number; `turn` says where it is reached at all.
  void AddFormula(const std::string& path, uint32_t program, const Turning& turn);
  // `applies_when` of a thing whose key that is.
  void AddApplies(const std::string& thing, uint32_t program, const Turning& turn);

 private:
  bool AddClauses(const std::string& path, const Turning& turn);

  const Plan& plan_;
  const Written written_;
  Points points_;
};

// The parts, in the order of S14 but for usage thresholds, which are written in graduation.
void AddDates(ForkBuilder& builder);
void AddDerived(ForkBuilder& builder);
void AddBenchmarks(ForkBuilder& builder);
void AddHealth(ForkBuilder& builder);
void AddFlags(ForkBuilder& builder);
void AddUsageThresholds(ForkBuilder& builder);
void AddGraduation(ForkBuilder& builder);
void AddExtension(ForkBuilder& builder);
void AddProgramme(ForkBuilder& builder);
void AddPortfolio(ForkBuilder& builder);
void AddSignals(ForkBuilder& builder);  // last: those that some fork asks for

// A component of health, or a criterion of graduation, whose key is `key`.
void AddComponent(ForkBuilder& builder, uint32_t component, const std::string& key);
// Whether the component's model or dimension was scored, and it counts there.
bool IsScored(const Seen& seen, uint32_t component);

// kTrue the first way, kFalse the second.
Turn TurnOf(Answer answer);
inline Turn TurnIf(bool first) { return first ? 0 : 1; }
// A bool the first way where it is true; of other values the first where there is one.
Turn TurnOfValue(const Seen& seen, uint32_t slot);
// Of applies_when, by the state that came of it.
Turn TurnOf(OutcomeState state);
// The days of an event date, from as_of on; nothing when it is not known.
std::optional<int32_t> DaysUntil(const Seen& seen, EventField field);

// The numbers that a fact can have, as far as that is known.
ruleset::NumberRange RangeOf(const Plan& plan, uint32_t slot);

}  // namespace bellwether::coverage

#endif  // BELLWETHER_ENGINE_COVERAGE_FORK_BUILDER_H_
