// Tested by tests/engine/decisions/outcome_test.cc.
#include "engine/decisions/outcome.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/paths/observe.h"
#include "engine/paths/resolve.h"
#include "engine/paths/wanted.h"

namespace bellwether::decisions {
namespace {

// What callers act upon, and the exact numbers behind it. Explanations follow from a replay.
constexpr std::string_view kLogged[] = {
    "health.primary",
    "health.*.state",
    "health.*.score",
    "health.*.effective",
    "health.*.raw",
    "health.*.band",
    "health.*.coverage",
    "flags.raised",
    "graduation.state",
    "graduation.decision",
    "graduation.readiness",
    "graduation.total",
    "graduation.raw",
    "extension.state",
    "extension.decision",
    "extension.basis",
    "extension.days_granted",
    "extension.new_target",
    "missing",
    "stale",
};

Value ValueOf(Observed observed) {
  if (auto* number = std::get_if<double>(&observed.value)) return *number;
  if (auto* text = std::get_if<std::string>(&observed.value)) return std::move(*text);
  if (auto* names = std::get_if<std::vector<std::string>>(&observed.value)) {
    return std::move(*names);
  }
  return std::monostate();
}

}  // namespace

std::string ValueText(const Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return FormatNumber(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* names = std::get_if<std::vector<std::string>>(&value)) {
    return absl::StrCat("[", absl::StrJoin(*names, ", "), "]");
  }
  return "nothing";
}

LoggedPaths::LoggedPaths(const Plan& plan) {
  for (const std::string_view text : kLogged) {
    for (Path& path : ExpandPath(plan, text).paths) {
      const Stages stages = WantedBy(path).stages;
      paths_.push_back({std::move(path), stages});
    }
  }
}

std::vector<OutcomeValue> LoggedPaths::Of(const EvaluatedAccount& account, Stages stages) const {
  std::vector<OutcomeValue> values;
  values.reserve(paths_.size());
  for (const Logged& logged : paths_) {
    if ((stages | logged.stages) != stages) continue;
    values.push_back({logged.path.text, ValueOf(Observe(account, logged.path))});
  }
  return values;
}

const LoggedPaths::Logged* LoggedPaths::Find(std::string_view path) const {
  const auto found = std::find_if(paths_.begin(), paths_.end(),
                                  [path](const Logged& one) { return one.path.text == path; });
  return found == paths_.end() ? nullptr : &*found;
}

Stages LoggedPaths::StagesOf(std::string_view path) const {
  const Logged* const found = Find(path);
  return found == nullptr ? Stages() : found->stages;
}

bool LoggedPaths::Has(std::string_view path) const { return Find(path) != nullptr; }

}  // namespace bellwether::decisions
