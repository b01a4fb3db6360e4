// Tested by tests/engine/decisions/replay_test.cc.
#include "engine/decisions/what_if.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"

namespace bellwether::decisions {
namespace {

constexpr std::string_view kPrimary = "health.primary";

// Of whom something else would have been decided.
bool IsDecision(std::string_view path, std::string_view primary) {
  return path == "graduation.decision" || path == "extension.decision" ||
         (!primary.empty() && path == absl::StrCat("health.", ToAbsl(primary), ".band"));
}

const Value* Find(const Decision& decision, std::string_view path) {
  for (const OutcomeValue& one : decision.outcome) {
    if (one.path == path) return &one.value;
  }
  return nullptr;
}

const Difference* Find(const Replayed& replayed, std::string_view path) {
  for (const Difference& one : replayed.differences) {
    if (one.path == path) return &one;
  }
  return nullptr;
}

std::string PrimaryOf(const Decision& decision) {
  const Value* const value = Find(decision, kPrimary);
  const auto* const name = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return name == nullptr ? "" : *name;
}

}  // namespace

// Where another model answers, scores say different things.
void WhatIf::AddScore(const Decision& decision, const Replayed& replayed) {
  const std::string primary = PrimaryOf(decision);
  if (primary.empty() || Find(replayed, kPrimary) != nullptr) return;
  const std::string path = absl::StrCat("health.", primary, ".effective");
  if (std::find(replayed.not_compared.begin(), replayed.not_compared.end(), path) !=
      replayed.not_compared.end()) {
    return;
  }
  const Value* const logged = Find(decision, path);
  if (logged == nullptr || !std::holds_alternative<double>(*logged)) return;
  const Difference* const difference = Find(replayed, path);
  if (difference != nullptr && !std::holds_alternative<double>(difference->now)) return;
  ++scored_;
  if (difference != nullptr) {
    score_sum_ += std::get<double>(difference->now) - std::get<double>(*logged);
  }
}

void WhatIf::Add(const Decision& decision, const Replayed& replayed) {
  if (!replayed.refused.empty()) return;
  ++records_;
  AddScore(decision, replayed);
  if (replayed.differences.empty()) return;
  ++changed_;
  const std::string primary = PrimaryOf(decision);
  bool decides = false;
  for (const Difference& difference : replayed.differences) {
    decides = decides || IsDecision(difference.path, primary);
    const auto known = outcomes_.find(difference.path);
    if (known == outcomes_.end() && outcomes_.size() >= kMostOutcomes) continue;
    WhatIfOutcome& outcome = outcomes_[difference.path];
    ++outcome.changed;
    const auto* const from = std::get_if<double>(&difference.logged);
    const auto* const to = std::get_if<double>(&difference.now);
    if (from != nullptr && to != nullptr) {
      ++outcome.both;
      outcome.sum += *to - *from;
      outcome.least = std::min(outcome.least, *to - *from);
      outcome.most = std::max(outcome.most, *to - *from);
    } else if (from == nullptr && to == nullptr) {
      const auto move = std::pair(ValueText(difference.logged), ValueText(difference.now));
      if (outcome.moves.size() < kMostMoves || outcome.moves.count(move) != 0) {
        ++outcome.moves[move];
      }
    }
  }
  decisions_changed_ += decides ? 1 : 0;
}

}  // namespace bellwether::decisions
