// Flags, graduation, extension and programme.
#include "absl/strings/str_join.h"
#include "tests/property/random_expression.h"
#include "tests/property/random_pack.h"
#include "tests/property/text.h"

namespace bellwether {

void PackWriter::WriteFlags() {
  const int64_t count = random_.Between(0, 3);
  for (int i = 0; i < count; ++i) {
    Add("flags",
        Text({"  flag_", i, ":\n    severity: ", random_.Pick({"red", "yellow"}),
              "\n    when: ", Condition(), "\n    reason: because\n", AppliesWhen("    ", 30),
              random_.Chance(40)
                  ? Text({"    unknown: ", random_.Pick({"not_evaluated", "raise"}), "\n"})
                  : ""}));
  }
  for (int i = 0; i < count; ++i) names_.bools.push_back(Text({"flag.flag_", i}));
}

std::string PackWriter::Dimensions(std::vector<std::string>& names) {
  std::string text = "  dimensions:\n";
  const int64_t count = random_.Between(1, 4);
  for (int i = 0; i < count; ++i) {
    names.push_back(Text({random_.Pick({"b", "Z", "a"}), i}));
    text += Text({"    ", names.back(),
                  ":\n      weight: ", i > 0 && random_.Chance(8) ? "0" : Weight(), "\n"});
    if (random_.Chance(50)) {
      text += Text({"      min_coverage: ", random_.Pick({"0", "0.3", "0.5"}), "\n"});
    }
    const int64_t criteria = random_.Between(random_.Chance(10) ? 0 : 1, 3);
    if (criteria == 0) continue;
    text += Text({"      criteria:\n"});
    for (int c = 0; c < criteria; ++c) {
      text += Text({"        c", criteria - c,
                    ":\n          weight: ", c > 0 && random_.Chance(8) ? "0" : Weight(), "\n",
                    random_.Chance(15) ? "          invert: true\n" : "", Leaf("          ")});
      if (random_.Chance(60)) {
        text += Text({"          met_at: ", random_.Pick({"0", "40", "75.5"}), "\n"});
      }
    }
  }
  return text;
}

std::string PackWriter::Gates(const std::vector<std::string>& dimensions) {
  std::string text;
  const int64_t gates = random_.Between(0, 2);
  for (int i = 0; i < gates; ++i) {
    text += Text({i == 0 ? "  gates:\n" : "", "    gate_", i,
                  ": {dimension: ", random_.Chance(30) ? "organisation" : random_.Pick(dimensions),
                  ", when: ", Condition(), ", reason: because",
                  random_.Chance(50) ? Text({", unknown: ", random_.Pick({"block", "pass"})}) : "",
                  "}\n"});
  }
  const int64_t requirements = random_.Between(0, 2);
  for (int i = 0; i < requirements; ++i) {
    text += Text({i == 0 ? "  requires:\n" : "", "    wanted_", i, ": {when: ", Condition(),
                  ", reason: because}\n"});
  }
  return text;
}

std::string PackWriter::UsageThresholds() {
  if (random_.Chance(30)) return "";
  std::vector<std::string> thresholds;
  const int64_t count = random_.Between(1, 3);
  for (int i = 0; i < count; ++i) {
    if (random_.Chance(30)) {
      thresholds.push_back(Text(
          {"{of: ", random_.Pick(facts_.bools), ", is: ", random_.Pick({"true", "false"}), "}"}));
    } else {
      thresholds.push_back(Text({"{of: ", random_.Pick(facts_.curve_numbers), ", ",
                                 random_.Pick({"at_least", "above", "at_most", "below"}), ": ",
                                 random_.Pick({"0", "0.5", "1", "30"}), "}"}));
    }
  }
  return Text({"  usage_thresholds:\n    daily: [", absl::StrJoin(thresholds, ", "), "]\n"});
}

void PackWriter::WriteGraduation() {
  if (random_.Chance(25)) return;
  std::string text = Text({"graduation:\n", AppliesWhen("  ", 30),
                           random_.Chance(60) ? "  thresholds: {ready: 8, close: 6}\n"
                                              : "  thresholds: {ready: 3.5, close: 1}\n"});
  if (random_.Chance(50)) text += Text({"  precision: ", random_.Below(3), "\n"});
  if (random_.Chance(50)) {
    text += Text({"  require_each_dimension: ", random_.Pick({"1", "4.5", "7"}), "\n"});
  }
  if (random_.Chance(60)) {
    text += Text({"  min_coverage: ", random_.Pick({"0", "0.2", "0.5", "0.9"}), "\n"});
  }
  std::vector<std::string> dimensions;
  text += Text({Dimensions(dimensions), Gates(dimensions), UsageThresholds()});
  Add("", text);
  names_.numbers.emplace_back("graduation.total");
  for (const std::string& name : dimensions) {
    names_.numbers.push_back(Text({"graduation.dimension.", name}));
  }
  names_.enums.push_back({"graduation.readiness", {"NOT_READY", "CLOSE", "READY"}});
  names_.enums.push_back({"graduation.decision", {"NOT_YET", "GRADUATE"}});
}

// `budget`: days that a reason may ask for; negative when it may ask for none.
std::string PackWriter::Reasons(const std::string& key, int64_t budget) {
  std::string text;
  const int64_t count = random_.Between(0, 3);
  for (int i = 0; i < count; ++i) {
    text += Text({i == 0 ? Text({"  ", key, ":\n"}) : "", "    ", key, "_", i,
                  ": {when: ", Condition(), ", reason: because"});
    if (budget > 0 && random_.Chance(60)) {
      text += Text({", days: ", random_.Between(1, budget)});
    }
    text += Text({"}\n"});
  }
  return text;
}

void PackWriter::WriteExtension() {
  if (random_.Chance(25)) return;
  const int64_t budget = random_.Chance(10) ? 0 : random_.Between(1, 45);
  std::string text =
      Text({"extension:\n", AppliesWhen("  ", 20), "  max_total_days: ", budget, "\n"});
  if (random_.Chance(70)) {
    text += Text({"  recovery_after_days: ", random_.Between(0, 40), "\n"});
  }
  if (random_.Chance(40)) text += Text({"  review_window_days: 14\n"});
  text += Text({random_.Chance(50) ? Reasons("escalate", -1) : "", Reasons("extend", budget),
                Reasons("root_cause", -1)});
  Add("", text);
}

std::string PackWriter::Phases() {
  std::string text = "  phases:\n";
  int64_t week = random_.Between(1, 3);
  const int64_t count = random_.Between(1, 4);
  for (int i = 0; i < count; ++i) {
    const int64_t last = week + random_.Between(0, 6);
    text += Text({"    phase_", i, ":\n      weeks: [", week, ", ", last, "]\n"});
    if (random_.Chance(30)) text += Text({"      segments: {small: [1, 2]}\n"});
    if (random_.Chance(60)) text += Text({"      done_when: ", Condition(), "\n"});
    week = last + random_.Between(0, 2);
  }
  return text;
}

void PackWriter::WriteProgramme() {
  if (random_.Chance(25)) return;
  std::string text = Text(
      {"programme:\n",
       random_.Chance(60) ? Text({"  from: ", random_.Pick({"start", "kickoff_at"}), "\n"}) : "",
       Phases()});
  const int64_t wins = random_.Between(0, 3);
  for (int i = 0; i < wins; ++i) {
    text += Text(
        {i == 0 ? "  early_wins:\n" : "", "    win_", i, ": {when: ", ConditionOfFacts(), "}\n"});
  }
  const int64_t levels = random_.Between(0, 3);
  for (int i = 0; i < levels; ++i) {
    text += Text({i == 0 ? "  enablement:\n" : "", "    - {level: ", 2 * i + 1,
                  ", when: ", Condition(), "}\n"});
  }
  if (random_.Chance(60)) text += Text({"  review: {days_before: [14, 7]}\n"});
  Add("", text);
}

}  // namespace bellwether
