// Tested by tests/engine/decisions/replay_test.cc.
#include "engine/decisions/replay.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace bellwether::decisions {
namespace {

constexpr std::string_view kSignals = "signals.";
constexpr std::string_view kAccount = "account.";

// Paths that follow from the facts alone.
bool IsOfFacts(std::string_view path) { return path == "missing" || path == "stale"; }

void TakeOut(std::string_view name, Account& account) {
  std::erase_if(account.signals, [name](const SignalInput& one) { return one.name == name; });
  std::erase_if(account.series, [name](const SeriesInput& one) { return one.name == name; });
}

}  // namespace

Replayer::Blind Replayer::BlindFor(const Decision& decision) const {
  Blind blind;
  for (const Redacted& redacted : decision.redacted) {
    const std::string_view name = redacted.name;
    if (name.starts_with(kSignals)) {
      blind.facts = true;
      const uint32_t slot = plan_.FindSlot(name.substr(kSignals.size()));
      // One that the pack does not know has no say in anything.
      for (const Plan* const plan : plan_.All()) {
        if (slot != kNoIndex) blind.stages |= plan->reach.stages[slot];
      }
    } else if (name.starts_with(kAccount)) {
      // Which rows and weights hold, and what days are: no list says what follows from those.
      const std::string_view field = name.substr(kAccount.size());
      blind.all = blind.all || (field != "id" && field != "csm");
    }
  }
  return blind;
}

bool Replayer::IsBlind(const Blind& blind, const std::string& path) const {
  if (blind.all) return true;
  if (IsOfFacts(path)) return blind.facts;
  return logged_.StagesOf(path).Meets(blind.stages);
}

const Replayed& Replayer::Replay(const Decision& decision) {
  replayed_ = {};
  replayed_.same_pack = decision.pack.digest == plan_.digest;
  const Blind blind = BlindFor(decision);
  account_ = decision.account;
  // What stands in their place is no value of theirs.
  for (const Redacted& redacted : decision.redacted) {
    const std::string_view name = redacted.name;
    if (name.starts_with(kSignals)) TakeOut(name.substr(kSignals.size()), account_);
  }
  BindOptions options;
  options.as_of = decision.as_of;
  options.benchmark_set = decision.benchmark_set;
  // Another pack may know fewer signals (S11).
  options.report_unknown_signals = decision.report_unknown_signals || !replayed_.same_pack;
  std::vector<Violation> violations;
  if (!EvaluateAccount(plan_, account_, options, limits_, memory_, violations).ok()) {
    replayed_.refused = std::move(violations);
    return replayed_;
  }
  const std::vector<OutcomeValue> now =
      logged_.Of({plan_, account_, memory_.facts, memory_.evaluation}, Stages::All());
  for (const OutcomeValue& logged : decision.outcome) {
    if (IsBlind(blind, logged.path)) {
      replayed_.not_compared.push_back(logged.path);
      continue;
    }
    ++replayed_.compared;
    const auto found = std::find_if(now.begin(), now.end(), [&logged](const OutcomeValue& one) {
      return one.path == logged.path;
    });
    if (found == now.end()) {
      replayed_.differences.push_back({logged.path, logged.value, {}, true});
    } else if (found->value != logged.value) {
      replayed_.differences.push_back({logged.path, logged.value, found->value, false});
    }
  }
  return replayed_;
}

}  // namespace bellwether::decisions
