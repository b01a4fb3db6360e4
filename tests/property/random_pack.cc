// The pack as a whole, its words, dates and milestones.
#include "tests/property/random_pack.h"

#include "engine/ruleset/vocabulary.h"
#include "tests/property/random_expression.h"
#include "tests/property/text.h"

namespace bellwether {

RandomPack::RandomPack(uint64_t seed) { PackWriter(seed, *this).Write(); }

std::string RandomPack::Yaml() const {
  std::string yaml;
  std::string section;
  for (const Block& block : blocks_) {
    if (block.section != section && !block.section.empty()) {
      yaml += Text({block.section, ":\n"});
    }
    section = block.section;
    yaml += block.text;
  }
  return yaml;
}

RandomPack RandomPack::Without(size_t block) const {
  RandomPack smaller = *this;
  smaller.blocks_.erase(smaller.blocks_.begin() + static_cast<ptrdiff_t>(block));
  return smaller;
}

std::optional<RandomPack> RandomPack::WithComponent(const std::string& model,
                                                    const std::string& name,
                                                    const std::string& component) const {
  const std::string top = "    components:\n";
  RandomPack larger = *this;
  for (Block& block : larger.blocks_) {
    if (block.section != "health" || block.text.find("  " + model + ":\n") != 0) continue;
    const size_t at = block.text.find("\n" + top) + 1 + top.size();
    block.text.insert(at, Text({"      ", name, ": ", component, "\n"}));
    return larger;
  }
  return std::nullopt;
}

void PackWriter::Add(const std::string& section, const std::string& text) {
  pack_.blocks_.push_back({section, text});
}

void PackWriter::Write() {
  WriteHeader();
  AddVocabulary();
  WriteSignals();
  WriteDates();
  WriteDerived();
  facts_ = names_;
  WriteBenchmarks();
  WriteHealth();
  WriteFlags();
  WriteGraduation();
  WriteExtension();
  WriteProgramme();
}

void PackWriter::WriteHeader() {
  std::string text = "pack: generated\nversion: 1.0.0\n";
  if (random_.Chance(40)) {
    text += Text(
        {"time_zone: ", random_.Pick({"Europe/Berlin", "Asia/Jakarta", "America/New_York"}), "\n"});
  }
  text += Text({"segments: [small, large, giant]\ncadences: [daily, weekly]\n",
                "stages: [onboarding, live]\nseverities: [red, yellow]\n"});
  if (random_.Chance(60)) {
    text += Text({"defaults: {missing: ", random_.Pick({"exclude", "neutral", "worst"}),
                  ", precision: ", random_.Below(3), "}\n"});
  }
  Add("", text);
}

// The names that every pack knows.
void PackWriter::AddVocabulary() {
  names_.numbers = {"acv", "seats"};
  names_.enums = {{"segment", {"small", "large", "giant"}},
                  {"cadence", {"daily", "weekly"}},
                  {"stage", {"onboarding", "live"}}};
  for (const EventFieldInfo& event : kEventFields) names_.timestamps.emplace_back(event.name);
  for (const BuiltinFactInfo& fact : kBuiltinFacts) {
    if (IsCounted(fact.fact)) continue;  // known from benchmarks on
    names_.numbers.emplace_back(fact.name);
    names_.curve_numbers.emplace_back(fact.name);
    if (fact.unit == "ratio") names_.given.emplace_back(fact.name);
  }
}

void PackWriter::WriteDates() {
  if (random_.Chance(85)) {
    std::string text =
        Text({"onboarding:\n  start: {default: ",
              random_.Pick({"contract_signed_at", "kickoff_at", "trial_started_at"})});
    if (random_.Chance(50)) text += Text({", segments: {small: trial_started_at}"});
    Add("", Text({text, "}\n"}));
  }
  if (random_.Chance(20)) return;
  std::string order;
  for (const char* name : {"kickoff", "setup", "training", "go_live", "value"}) {
    const bool critical = random_.Chance(50);
    order += Text({order.empty() ? "" : ", ", critical ? "{" : "", name,
                   critical ? ": {critical: true}}" : ""});
  }
  std::string text = Text({"milestones:\n  order: [", order, "]\n"});
  text += Text({"  grace_days: ", random_.Below(4), "\n"});
  if (random_.Chance(70)) {
    text += Text({"  cascade: {low: ", random_.Pick({"1", "1.4", "3.5"}),
                  ", high: ", random_.Pick({"3.5", "5", "4"}), "}\n"});
  }
  if (random_.Chance(50)) {
    text += Text({"  same_as: {kickoff: kickoff_at",
                  random_.Chance(50) ? ", value: first_value_at" : "", "}\n"});
  }
  Add("", text);
}

std::string PackWriter::Condition() { return RandomExpression(random_, names_).QuotedCondition(); }

std::string PackWriter::ConditionOfFacts() {
  return RandomExpression(random_, facts_).QuotedCondition();
}

std::string PackWriter::AppliesWhen(const std::string& indent, uint64_t percent) {
  if (!random_.Chance(percent)) return "";
  return Text({indent, "applies_when: ", Condition(), "\n"});
}

}  // namespace bellwether
