// What is proved to change no answer changes none: every small change of generated packs, and of
// those of the repository, that is proved to be equivalent is asked about accounts around the edges
// of the pack, and all answers are the same to the bit.
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/equivalence/equivalence.h"
#include "engine/generation/account_generator.h"
#include "engine/mutation/mutations.h"
#include "engine/mutation/sample.h"
#include "engine/paths/observe.h"
#include "engine/testing/outcomes.h"
#include "rules/reader/pack_folder.h"
#include "tests/property/account_json.h"
#include "tests/property/checked_pack.h"
#include "tests/property/property_run.h"
#include "tests/property/random_account.h"
#include "tests/property/random_pack.h"
#include "tests/support/files.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using mutation::Mutation;

// One account under two packs.
class TwoAnswers {
 public:
  TwoAnswers(const Plan& before, const Plan& after)
      : before_(before), after_(after), paths_(OutcomesOf(before)) {}

  // "health.only.score: 50, then 51"; "" when nothing differs.
  std::string Difference(const Account& account, const BindOptions& options) const {
    const Evaluated one = EvaluateAccount(before_, account, options);
    const Evaluated other = EvaluateAccount(after_, account, options);
    if (one.accepted != other.accepted) return "only one pack accepts the account";
    if (!one.accepted) return "";
    for (const Path& path : paths_) {
      const std::string was = Show(Observe({before_, account, one.facts, one.evaluation}, path));
      const std::string is = Show(Observe({after_, account, other.facts, other.evaluation}, path));
      if (was != is) return absl::StrCat(path.text, ": ", was, ", then ", is);
    }
    return "";
  }

 private:
  const Plan& before_;
  const Plan& after_;
  const std::vector<Path> paths_;
};

class EquivalenceOfPack {
 public:
  EquivalenceOfPack(const Sources& sources, const CheckedPack& pack, uint64_t seed)
      : sources_(sources), pack_(pack), seed_(seed), proofs_(sources), random_(pack.rules) {}

  // Tries `most` changes, and on each that is proved so many accounts of either kind. Fails the
  // test at the first difference.
  bool Try(size_t most, uint64_t accounts, std::map<std::string, int>& proved) const {
    const auto all = mutation::MutationsOf(sources_, pack_.plan);
    for (const Mutation& mutation : mutation::SampleOf(all, most, seed_)) {
      const Sources changed = Apply(mutation, sources_);
      std::string problems;
      const auto other = CheckPack(changed, problems);
      if (other == nullptr) continue;
      const auto proof = proofs_.Prove(changed);
      if (!proof) continue;
      ++proved[mutation.key.substr(mutation.key.find_last_of('.') + 1)];
      const std::string wrong = Wrong(other->plan, accounts);
      EXPECT_EQ(wrong, "") << "seed " << seed_ << ", " << mutation.key << " " << mutation.change
                           << " although " << *proof;
      if (!wrong.empty()) return false;
    }
    return true;
  }

 private:
  std::string Wrong(const Plan& after, uint64_t accounts) const {
    const TwoAnswers answers(pack_.plan, after);
    const BindOptions options = testing_support::AsOf("2026-03-01");
    const generation::AccountGenerator plausible(pack_.plan, seed_, options.as_of);
    for (uint64_t i = 0; i < accounts; ++i) {
      const Account account = plausible.At(i);
      std::string wrong = answers.Difference(account, options);
      if (!wrong.empty()) return absl::StrCat(wrong, "\n", AccountJson(account));
      const RandomAccounts::Asked asked = random_.Make(seed_ * accounts + i);
      wrong = answers.Difference(asked.account, asked.options);
      if (!wrong.empty()) return absl::StrCat(wrong, "\n", AccountJson(asked.account));
    }
    return "";
  }

  const Sources& sources_;
  const CheckedPack& pack_;
  const uint64_t seed_;
  const equivalence::Equivalence proofs_;
  const RandomAccounts random_;
};

void Print(const std::map<std::string, int>& proved) {
  for (const auto& [key, count] : proved) std::cout << count << " times " << key << "\n";
}

TEST(EquivalencePropertyTest, WhatIsProvedOfGeneratedPacksHolds) {
  PropertyRun run(15, 4);
  std::map<std::string, int> proved;
  std::string problems;
  while (const auto seed = run.Next()) {
    const Sources sources({{"pack.yaml", RandomPack(*seed).Yaml()}});
    const auto pack = CheckPack(sources, problems);
    if (pack == nullptr) continue;
    if (!EquivalenceOfPack(sources, *pack, *seed).Try(60, 40, proved)) break;
  }
  Print(proved);
  EXPECT_TRUE(proved.size() >= 5 || !run.whole());
}

TEST(EquivalencePropertyTest, AndOfThePacksOfTheRepository) {
  constexpr size_t kAllChanges = 10'000;
  constexpr uint64_t kAccounts = 300;
  for (const char* folder : {"rules/saas", "rules/examples/clinic", "rules/examples/oulad",
                             "rules/examples/starter/rules"}) {
    SCOPED_TRACE(folder);
    const auto sources = ReadPackFolder(testing_support::SourcePath(folder));
    ASSERT_TRUE(sources.ok());
    std::string problems;
    const auto pack = CheckPack(*sources, problems);
    ASSERT_NE(pack, nullptr) << problems;
    std::map<std::string, int> proved;
    EquivalenceOfPack(*sources, *pack, 1).Try(kAllChanges, kAccounts, proved);
    std::cout << folder << ":\n";
    Print(proved);
  }
}

}  // namespace
}  // namespace bellwether
