// Until the next moment at which an answer can change it does not, to the bit; and where days alone
// matter, nobody is woken more often than once a day.
#include "engine/schedule/next_change.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/base/civil_day.h"
#include "tests/property/every_account.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using Asked = RandomAccounts::Asked;
using testing_support::AccountsOfFile;
using testing_support::AsOf;

constexpr absl::Duration kFar = absl::Hours(24 * 400);
constexpr absl::Duration kAllTheTime = absl::Microseconds(1);
constexpr int kSteps = 8;

// An account at one moment.
class Standing {
 public:
  Standing(const Plan& plan, const Asked& asked, absl::Time at) {
    BindOptions options = asked.options;
    options.as_of = Moment::Instant(at);
    evaluated_ = EvaluateAccount(plan, asked.account, options);
    if (!evaluated_.accepted) return;
    next_ = schedule::NextChange(plan, asked.account, evaluated_.facts);
    const auto transcript = evaluated_.transcript(plan);
    for (const auto& [path, line] : transcript.lines()) {
      if (IsOfTheAnswer(plan, path)) absl::StrAppend(&text_, path, " = ", line, "\n");
    }
  }

  bool accepted() const { return evaluated_.accepted; }
  const Facts& facts() const { return evaluated_.facts; }
  const std::string& text() const { return text_; }
  const std::optional<absl::Time>& next() const { return next_; }

 private:
  // What the answer says of its own age, and facts that nothing of the pack reads, are none of it.
  bool IsOfTheAnswer(const Plan& pack, const std::string& path) const {
    if (absl::StrContains(path, "fact as_of") || absl::StrContains(path, "answer ")) return false;
    if (path.find("fact ") != 0) return true;
    const Plan& plan = PlanInForce(pack, evaluated_.facts);
    const std::string name = path.substr(5, path.find(' ', 5) - 5);
    const uint32_t slot = plan.FindSlot(name);
    return plan.slots[slot].origin != ruleset::SlotOrigin::kBuiltinFact ||
           std::binary_search(plan.shown_facts.begin(), plan.shown_facts.end(), slot);
  }

  Evaluated evaluated_;
  std::string text_;
  std::optional<absl::Time> next_;
};

std::string FirstDifference(const std::string& a, const std::string& b) {
  const auto [at, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const size_t begin = a.rfind('\n', static_cast<size_t>(at - a.begin()));
  const size_t from = begin == std::string::npos ? 0 : begin + 1;
  return absl::StrCat(a.substr(from, a.find('\n', from + 1) - from), "\nand then\n",
                      b.substr(std::min(from, b.size()), 120));
}

// What changes before it should; "" when nothing does.
std::string ChangesBetween(const Plan& plan, const Asked& asked, const Standing& now, absl::Time at,
                           Random& random) {
  const absl::Duration quiet = now.next() ? *now.next() - at : kFar;
  // Moments are microseconds, as the store has them: nobody looks at an account in between.
  std::vector<absl::Duration> probes = {absl::Microseconds(1),
                                        absl::Seconds(1),
                                        absl::Hours(1),
                                        absl::Hours(24),
                                        absl::Hours(24 * 8),
                                        quiet / 2,
                                        quiet - absl::Microseconds(1)};
  for (int i = 0; i < 4; ++i) {
    probes.push_back(quiet * (static_cast<double>(random.Below(10'000)) / 10'000));
  }
  for (const absl::Duration probe : probes) {
    if (probe < absl::Microseconds(1) || probe >= quiet) continue;
    const Standing then(plan, asked, at + probe);
    if (!then.accepted()) return "it is refused before that";
    if (then.text() == now.text()) continue;
    return absl::StrCat("as of ", absl::FormatTime(at, absl::UTCTimeZone()), " the next change is ",
                        now.next() ? absl::FormatTime(*now.next(), absl::UTCTimeZone()) : "never",
                        ", but after ", absl::FormatDuration(probe), ":\n",
                        FirstDifference(now.text(), then.text()));
  }
  return "";
}

std::string ChangesTooSoon(const CheckedPack& pack, const Asked& asked) {
  const Evaluated first = EvaluateAccount(pack.plan, asked.account, asked.options);
  if (!first.accepted) return "";
  Random random(asked.account.signals.size() + 7);
  absl::Time at = first.facts.as_of;
  for (int step = 0; step < kSteps; ++step) {
    const Standing now(pack.plan, asked, at);
    if (!now.accepted()) return "";
    if (now.next() && *now.next() <= at) return "the next change is not after now";
    const std::string problem = ChangesBetween(pack.plan, asked, now, at, random);
    if (!problem.empty()) return problem;
    if (!now.next()) return "";
    const bool always = *now.next() - at <= kAllTheTime;
    at = always ? at + absl::Minutes(static_cast<int64_t>(random.Below(5'000))) : *now.next();
  }
  return "";
}

TEST(NextChangeTest, NothingChangesBeforeIt) { ForEveryAccount(80, ChangesTooSoon); }

TEST(NextChangeTest, NothingChangesBeforeItInThePacksOfTheRepository) {
  const std::pair<const char*, const char*> packs[] = {
      {"rules/saas", "2026-03-01T09:00:00Z"}, {"rules/examples/clinic", "2026-05-20T09:00:00Z"}};
  for (const auto& [folder, as_of] : packs) {
    const auto pack = CheckPackFolder(folder);
    ASSERT_NE(pack, nullptr);
    const RandomAccounts accounts(pack->rules);
    for (uint64_t seed = 1; seed <= 25; ++seed) {
      ASSERT_EQ(ChangesTooSoon(*pack, accounts.Make(seed)), "") << folder << ", seed " << seed;
    }
  }
}

// Days are what that pack counts in: an account is looked at when a day begins where it is, or when
// something that was told of the future is there.
TEST(NextChangeTest, ExampleAccountsAreWokenOnceADay) {
  constexpr int kDays = 60;
  const auto pack = CheckPackFolder("rules/saas");
  ASSERT_NE(pack, nullptr);
  const Moment begin = AsOf("2026-03-01T09:30:00Z").as_of;
  const absl::Time end = begin.time + absl::Hours(24 * kDays);
  uint64_t accounts = 0;
  uint64_t wakings = 0;
  for (const char* file : {"rules/saas/accounts/book.jsonl", "rules/saas/accounts/acme.json",
                           "rules/saas/accounts/borealis.json"}) {
    for (const Account& account : AccountsOfFile(file)) {
      Asked asked;
      asked.account = account;
      asked.options.as_of = begin;
      absl::Time at = begin.time;
      uint64_t between_days = 0;
      while (true) {
        const Standing now(pack->plan, asked, at);
        ASSERT_TRUE(now.accepted()) << account.id;
        if (!now.next() || *now.next() > end) break;
        at = *now.next();
        ++wakings;
        const int32_t day = DayNumber(at, now.facts().zone);
        between_days += StartOfDay(DayOfNumber(day), now.facts().zone) != at;
        ASSERT_LE(between_days, 20u) << account.id << " at " << absl::FormatTime(at);
      }
      ++accounts;
    }
  }
  const double mean = static_cast<double>(wakings) / static_cast<double>(accounts * kDays);
  std::cout << accounts << " accounts, woken " << mean << " times a day\n";
  EXPECT_GT(mean, 0);
  EXPECT_LE(mean, 1.1);
}

}  // namespace
}  // namespace bellwether
