// Tested by tests/clients/outcome_words_test.cc.
#include "clients/cli/words/outcome_words.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/evaluation_words.h"
#include "clients/cli/words/proto_json.h"
#include "engine/base/number.h"
#include "engine/plan/plan.h"

namespace bellwether::cli {
namespace {

constexpr std::string_view kMidnight = "T00:00:00Z";

// A date comes back as midnight; as a date it is easier to read.
std::string WithoutMidnight(std::string words) {
  const size_t kept = words.size() - std::min(words.size(), kMidnight.size());
  if (words.compare(kept, std::string::npos, kMidnight) == 0) words.resize(kept);
  return words;
}

size_t Rank(const std::string& severity, const Plan* plan) {
  if (plan != nullptr) {
    const auto& all = plan->severities;
    return static_cast<size_t>(std::find(all.begin(), all.end(), severity) - all.begin());
  }
  switch (SeverityTone(nullptr, severity)) {
    case Tone::kBad:
      return 0;
    case Tone::kMiddling:
      return 1;
    default:
      return 2;
  }
}

// What stands for a section that has no answer; "" when there is nothing to tell.
std::string StandIn(v1::OutcomeState state) {
  switch (state) {
    case v1::OUTCOME_STATE_NOT_EVALUATED:
    case v1::OUTCOME_STATE_INSUFFICIENT_DATA:
      return StateWords(state);
    case v1::OUTCOME_STATE_ALREADY_GRADUATED:
      return "graduated";
    default:
      return "";
  }
}

std::string BasisWords(v1::DecisionBasis basis) {
  switch (basis) {
    case v1::DECISION_BASIS_READY_TO_GRADUATE:
      return "Everything that graduation asks for holds.";
    case v1::DECISION_BASIS_ESCALATION_REASON:
      return "A reason to escalate holds.";
    case v1::DECISION_BASIS_BEFORE_TARGET:
      return "The target date is not past, and no reason to escalate holds.";
    case v1::DECISION_BASIS_EXTENSION_REASON:
      return "A reason for more time holds, and the budget allows it.";
    case v1::DECISION_BASIS_EXTENSION_CANNOT_REACH_TODAY:
      return "More time would not help, since even the new target would lie in the past.";
    case v1::DECISION_BASIS_REQUEST_REFUSED:
      return "More time was asked for before the target, and nothing justifies it.";
    case v1::DECISION_BASIS_BUDGET_USED_UP:
      return "The target is past, and no days are left to grant.";
    case v1::DECISION_BASIS_NO_JUSTIFICATION:
      return "The target is past, and nothing justifies more time.";
    case v1::DECISION_BASIS_NO_TARGET:
      return "There is no target date, and nothing else decides.";
    default:
      return "";
  }
}

}  // namespace

std::string StateWords(v1::OutcomeState state) {
  return state == v1::OUTCOME_STATE_ANSWERED ? "" : Words(EnumWord(state));
}

std::string Days(int days) { return absl::StrCat(days, days == 1 ? " day" : " days"); }

std::string MissingWords(const MissingInputs& missing) {
  std::vector<std::pair<v1::MissingReason, std::string>> groups;
  for (const auto& input : missing) {
    const auto known = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
      return group.first == input.reason();
    });
    if (known == groups.end()) {
      groups.emplace_back(input.reason(), input.name());
    } else {
      absl::StrAppend(&known->second, ", ", input.name());
    }
  }
  return absl::StrJoin(groups, "; ", [](std::string* text, const auto& group) {
    const std::string reason = MissingWords(group.first);
    absl::StrAppend(text, group.second, reason.empty() ? "" : " (" + reason + ")");
  });
}

std::string ReadWords(const v1::Rule& rule) {
  std::vector<std::string> values;
  for (const auto& read : rule.read()) {
    const std::string value = WithoutMidnight(ValueWords(read.value()));
    values.push_back(value.empty()
                         ? absl::StrCat(read.name(), ": ", MissingWords(read.missing_reason()))
                         : absl::StrCat(read.name(), " = ", value));
  }
  return Parts(values);
}

std::string NamesWords(const Names& names) { return absl::StrJoin(names, ", "); }

std::string FollowUpWords(const std::string& playbook, const Names& notify) {
  return Parts({playbook.empty() ? "" : "playbook " + playbook,
                notify.empty() ? "" : "tell " + NamesWords(notify)});
}

std::vector<const v1::FlagResult*> RaisedFlags(const v1::Evaluation& evaluation, const Plan* plan) {
  std::vector<const v1::FlagResult*> raised;
  for (const auto& flag : evaluation.flags()) {
    if (flag.state() == v1::FLAG_STATE_RAISED) raised.push_back(&flag);
  }
  std::stable_sort(raised.begin(), raised.end(), [plan](const auto* a, const auto* b) {
    return Rank(a->severity(), plan) < Rank(b->severity(), plan);
  });
  return raised;
}

std::string RaisedWords(const std::vector<const v1::FlagResult*>& raised,
                        const std::string& separator) {
  std::vector<std::pair<std::string, int>> counts;
  for (const v1::FlagResult* flag : raised) {
    const auto known = std::find_if(counts.begin(), counts.end(), [&](const auto& count) {
      return count.first == flag->severity();
    });
    if (known == counts.end()) {
      counts.emplace_back(flag->severity(), 1);
    } else {
      ++known->second;
    }
  }
  return absl::StrJoin(counts, separator, [](std::string* text, const auto& count) {
    absl::StrAppend(text, count.second, " ", count.first);
  });
}

std::string OutOfTen(double score) {
  const std::string shortest = FormatNumber(score);
  const size_t point = shortest.find('.');
  return point == std::string::npos ? FormatFixed(score, 1) : shortest;
}

std::string GraduationWords(const v1::GraduationResult& graduation) {
  if (graduation.state() != v1::OUTCOME_STATE_ANSWERED) return StandIn(graduation.state());
  return absl::StrCat(OutOfTen(graduation.total()), " ", EnumWord(graduation.readiness()), ", ",
                      EnumWord(graduation.decision()));
}

Tone GraduationTone(const v1::GraduationResult& graduation) {
  if (graduation.state() == v1::OUTCOME_STATE_ALREADY_GRADUATED) return Tone::kGood;
  if (graduation.state() != v1::OUTCOME_STATE_ANSWERED) return Tone::kQuiet;
  if (graduation.decision() == v1::GRADUATION_DECISION_GRADUATE) return Tone::kGood;
  return graduation.readiness() == v1::READINESS_NOT_READY ? Tone::kBad : Tone::kMiddling;
}

std::string ExtensionWords(const v1::ExtensionResult& extension) {
  if (extension.state() != v1::OUTCOME_STATE_ANSWERED) return StandIn(extension.state());
  if (extension.decision() == v1::DECISION_NOT_EVALUATED) return "not evaluated";
  if (extension.decision() == v1::DECISION_EXTEND) {
    return "EXTEND " + Days(extension.days_granted());
  }
  return EnumWord(extension.decision());
}

std::string WhyWords(const v1::ExtensionResult& extension) {
  const bool refused = extension.basis() == v1::DECISION_BASIS_REQUEST_REFUSED;
  if (refused && extension.days_left() == 0) {
    return "More time was asked for before the target, and no days are left to grant.";
  }
  std::string words = BasisWords(extension.basis());
  if (extension.reason().empty()) return words;
  if (!words.empty()) words.replace(words.size() - 1, 1, ": ");
  words += extension.reason();
  return words.ends_with('.') ? words : words + ".";
}

Tone ExtensionTone(const v1::ExtensionResult& extension) {
  if (extension.state() == v1::OUTCOME_STATE_ALREADY_GRADUATED) return Tone::kGood;
  if (extension.state() != v1::OUTCOME_STATE_ANSWERED) return Tone::kQuiet;
  switch (extension.decision()) {
    case v1::DECISION_GRADUATE:
      return Tone::kGood;
    case v1::DECISION_ESCALATE:
      return Tone::kBad;
    case v1::DECISION_EXTEND:
      return Tone::kMiddling;
    case v1::DECISION_NOT_EVALUATED:
      return Tone::kQuiet;
    default:
      return Tone::kPlain;
  }
}

}  // namespace bellwether::cli
