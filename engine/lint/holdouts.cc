// Hold-outs that could prove nothing, or that leave more accounts alone than they help.
//
// How many accounts a comparison takes depends on how they are divided: the farther from halves,
// the more. The difference that it is reckoned for is a large one, so what is said is the least.
// Tested by tests/engine/lint/lint_test.cc.
#include <cstdint>
#include <optional>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/lint/parts.h"
#include "engine/statistics/sample_size.h"

namespace bellwether::lint {
namespace {

// 20 points more accounts that recover, half of which would recover alone.
constexpr double kAlone = 0.5;
constexpr double kHelped = 0.7;
// More accounts with an alert than that are years.
constexpr uint64_t kMostAccounts = 1'000;
constexpr double kHalf = 0.5;

// Accounts with an alert until such a difference is found four times in five; nothing: never.
std::optional<uint64_t> AccountsToFind(double share) {
  const auto arms = statistics::ArmsForShares(kAlone, kHelped, {}, share / (1 - share));
  if (!arms) return std::nullopt;
  return arms->first + arms->second;
}

}  // namespace

void FindOddHoldouts(const ruleset::RuleSet& rules, DiagnosticSink& sink) {
  for (const ruleset::Playbook& playbook : rules.playbooks) {
    if (!playbook.holdout) continue;
    const double share = playbook.holdout->share;
    const auto accounts = AccountsToFind(share);
    if (!accounts || *accounts > kMostAccounts) {
      sink.Warning(
          "holdout-share", playbook.holdout->location,
          absl::StrCat("`", playbook.name, "` holds out ", FormatNumber(share),
                       " of the accounts: to find that 70 % recover and not 50 % takes ",
                       accounts ? absl::StrCat(*accounts) : "countless", " accounts with an alert"),
          "hold out 0.1 or more, or nobody");
    } else if (share > kHalf) {
      sink.Warning("holdout-share", playbook.holdout->location,
                   absl::StrCat("`", playbook.name, "` leaves more accounts alone than it helps"),
                   "half of them is the most that helps to find an effect: write `share: 0.5`, or "
                   "less");
    }
  }
}

}  // namespace bellwether::lint
