// Tested by tests/engine/ruleset/check_test.cc.
#include "engine/ruleset/name_table.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"

namespace bellwether::ruleset {
namespace {

// A word of the account that the pack gives no list for: no account can have one.
bool LacksWords(const Slot& slot) {
  return slot.origin == SlotOrigin::kField && slot.type == expression::Type::kString &&
         slot.words.empty();
}

struct OutcomePrefix {
  std::string_view prefix;
  Stage stage;
};
constexpr OutcomePrefix kOutcomes[] = {{"benchmark.", Stage::kBenchmarks},
                                       {"health.", Stage::kHealth},
                                       {"flag.", Stage::kFlags},
                                       {"graduation.", Stage::kGraduation},
                                       {"extension.", Stage::kExtension}};

// The stage whose outcome `name` would be, when that is not in the table yet; else kFacts.
Stage StageOfOutcome(std::string_view name) {
  for (const OutcomePrefix& outcome : kOutcomes) {
    if (name.starts_with(outcome.prefix)) return outcome.stage;
  }
  return Stage::kFacts;
}

}  // namespace

uint32_t NameTable::Add(Slot slot, Stage stage) {
  const auto index = static_cast<uint32_t>(slots_.size());
  const auto [known, is_new] = index_.emplace(slot.name, index);
  if (!is_new) return known->second;
  names_.push_back(slot.name);
  slots_.push_back(std::move(slot));
  stages_.push_back(stage);
  return index;
}

std::optional<uint32_t> NameTable::Find(std::string_view name) const {
  const auto found = index_.find(name);
  if (found == index_.end()) return std::nullopt;
  return found->second;
}

std::vector<Slot> NameTable::TakeSlots() {
  std::vector<Slot> slots(std::make_move_iterator(slots_.begin()),
                          std::make_move_iterator(slots_.end()));
  slots_.clear();
  return slots;
}

bool StageEnvironment::Readable(uint32_t slot) const {
  const Stage written = table_.stage(slot);
  if (reader_ == Stage::kDerived) return written <= Stage::kDerived;
  return written < reader_;
}

std::optional<expression::Variable> StageEnvironment::Find(std::string_view name) const {
  const std::optional<uint32_t> slot = table_.Find(name);
  if (!slot || !Readable(*slot)) return std::nullopt;
  const Slot& found = table_.slot(*slot);
  if (LacksWords(found)) return std::nullopt;
  return expression::Variable{found.type, *slot, found.words.empty() ? nullptr : &found.words};
}

std::string StageEnvironment::WhyNot(std::string_view name) const {
  const std::optional<uint32_t> slot = table_.Find(name);
  if (slot && LacksWords(table_.slot(*slot))) {
    return absl::StrCat("it never has a value, because the pack has no list `", ToAbsl(name), "s`");
  }
  const Stage written = slot ? table_.stage(*slot) : StageOfOutcome(name);
  if (written == Stage::kFacts || (slot ? Readable(*slot) : written < reader_)) return "";
  return "it is an outcome of the same or a later stage; the order is facts, derived, benchmarks, "
         "health, flags, graduation, extension, programme";
}

}  // namespace bellwether::ruleset
