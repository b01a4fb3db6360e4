// What is proved to change no answer changes none: every small change of generated packs, and of
// those of the repository, that is proved to be equivalent is asked about accounts around the edges
// of the pack, and all answers are the same to the bit.
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
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

// What a pack says of one account at each path; nothing when it does not accept the account.
using Answers = std::optional<std::vector<std::string>>;

Answers AnswersOf(const Plan& plan, const std::vector<Path>& paths, const Account& account,
                  const BindOptions& options) {
  const Evaluated evaluated = EvaluateAccount(plan, account, options);
  if (!evaluated.accepted) return std::nullopt;
  std::vector<std::string> answers;
  answers.reserve(paths.size());
  for (const Path& path : paths) {
    answers.push_back(Show(Observe({plan, account, evaluated.facts, evaluated.evaluation}, path)));
  }
  return answers;
}

// The accounts that every change of a pack is asked about, and what is said without the change:
// both are the same for all of them.
class Questions {
 public:
  // So many plausible accounts, and as many around the edges.
  Questions(const CheckedPack& pack, uint64_t seed, uint64_t accounts)
      : paths_(OutcomesOf(pack.plan)) {
    const BindOptions usual = testing_support::AsOf("2026-03-01");
    const generation::AccountGenerator plausible(pack.plan, seed, usual.as_of);
    const RandomAccounts random(pack.rules);
    for (uint64_t i = 0; i < accounts; ++i) {
      Add(pack.plan, {plausible.At(i), usual});
      Add(pack.plan, random.Make(seed * accounts + i));
    }
  }

  // "health.only.score: 50, then 51", and the account; "" when nothing differs.
  std::string Difference(const Plan& after) const {
    for (const Question& question : questions_) {
      const auto& [account, options] = question.asked;
      const std::string wrong =
          Difference(question.before, AnswersOf(after, paths_, account, options));
      if (!wrong.empty()) return absl::StrCat(wrong, "\n", AccountJson(account));
    }
    return "";
  }

 private:
  struct Question {
    RandomAccounts::Asked asked;
    Answers before;
  };

  void Add(const Plan& plan, RandomAccounts::Asked asked) {
    Answers before = AnswersOf(plan, paths_, asked.account, asked.options);
    questions_.push_back({std::move(asked), std::move(before)});
  }

  std::string Difference(const Answers& before, const Answers& after) const {
    if (before.has_value() != after.has_value()) return "only one pack accepts the account";
    if (before == after) return "";
    size_t at = 0;
    while ((*before)[at] == (*after)[at]) ++at;
    return absl::StrCat(paths_[at].text, ": ", (*before)[at], ", then ", (*after)[at]);
  }

  const std::vector<Path> paths_;
  std::vector<Question> questions_;
};

class EquivalenceOfPack {
 public:
  EquivalenceOfPack(const Sources& sources, const CheckedPack& pack, uint64_t seed)
      : sources_(sources), pack_(pack), seed_(seed), proofs_(sources) {}

  // Tries `most` changes, and on each that is proved so many accounts of either kind. Fails the
  // test at the first difference.
  bool Try(size_t most, uint64_t accounts, std::map<std::string, int>& proved) const {
    const Questions questions(pack_, seed_, accounts);
    const auto all = mutation::MutationsOf(sources_, pack_.plan);
    for (const Mutation& mutation : mutation::SampleOf(all, most, seed_)) {
      const Sources changed = Apply(mutation, sources_);
      std::string problems;
      const auto other = CheckPack(changed, problems);
      if (other == nullptr) continue;
      const auto proof = proofs_.Prove(changed);
      if (!proof) continue;
      ++proved[mutation.key.substr(mutation.key.find_last_of('.') + 1)];
      const std::string wrong = questions.Difference(other->plan);
      EXPECT_EQ(wrong, "") << "seed " << seed_ << ", " << mutation.key << " " << mutation.change
                           << " although " << *proof;
      if (!wrong.empty()) return false;
    }
    return true;
  }

 private:
  const Sources& sources_;
  const CheckedPack& pack_;
  const uint64_t seed_;
  const equivalence::Equivalence proofs_;
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
