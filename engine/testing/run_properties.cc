// Tested by tests/engine/testing/properties_test.cc.
#include "engine/testing/run_properties.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/generation/account_generator.h"
#include "engine/testing/counter_example.h"
#include "engine/testing/property_check.h"
#include "engine/testing/shrink.h"

namespace bellwether {
namespace {

using Verdict = PropertyCheck::Verdict;

// Values of the signal that an account is tried with: those of as many accounts after it.
constexpr size_t kOtherValues = 7;
// Of a dimension.
constexpr double kMostPoints = 10;

// The trials of one account, in order, until one is broken.
class Trials {
 public:
  Trials(const Property& property, PropertyCheck& check, const std::vector<Account>& accounts)
      : property_(property), check_(check), accounts_(accounts) {}

  // What came of each. Where the last is kBroken, broken() is what breaks the property.
  std::vector<Verdict> Of(size_t position) {
    const Account& account = accounts_[position];
    if (property_.kind != PropertyKind::kMonotone) return TryAll({{account, {}}});
    if (!DimensionOf(property_.signal).empty()) return TryAll(ScoresOf(account));
    std::vector<SignalValue> others;
    for (size_t i = 1; i <= kOtherValues; ++i) {
      auto other = StatedValue(accounts_[position + i], property_.signal);
      if (other) others.push_back(*std::move(other));
    }
    return check_.TryValues(account, others, broken_);
  }

  PropertyTrial TakeBroken() { return std::move(broken_); }

 private:
  std::vector<Verdict> TryAll(std::vector<PropertyTrial> trials) {
    std::vector<Verdict> verdicts;
    for (PropertyTrial& trial : trials) {
      verdicts.push_back(check_.Try(trial));
      if (verdicts.back() != Verdict::kBroken) continue;
      broken_ = std::move(trial);
      break;
    }
    return verdicts;
  }

  // Accounts that are generated have no scores of people: each is given every one, and the next.
  std::vector<PropertyTrial> ScoresOf(const Account& account) const {
    std::vector<PropertyTrial> trials;
    for (double score = 0; score < kMostPoints; ++score) {
      trials.push_back({account, score + 1});
      State(property_.signal, score, trials.back().account);
    }
    return trials;
  }

  const Property& property_;
  PropertyCheck& check_;
  const std::vector<Account>& accounts_;
  PropertyTrial broken_;
};

// A property that says nothing shows nothing, so it does not pass.
TestFailure SaysNothing(const Property& property, const PropertyCount& count) {
  const std::string output = property.output ? property.output->text : "every answer";
  const std::string what =
      property.signal.empty() ? absl::StrCat("none of ", count.accounts, " accounts has the output")
                              : absl::StrCat("for none of ", count.accounts, " accounts does ",
                                             property.signal, " move the output");
  const char* const where = property.where.empty() ? "" : ", as far as `where` admits them";
  return {output, "a property that says something", absl::StrCat(what, where), property.rule};
}

}  // namespace

const std::vector<Account>& PropertyRunner::AccountsOf(const Property& property, size_t count) {
  std::vector<Account>& accounts = accounts_[{property.seed, FormatMoment(property.as_of)}];
  if (accounts.size() >= count) return accounts;
  const generation::AccountGenerator generator(plan_, property.seed, property.as_of);
  accounts.reserve(count);
  for (uint64_t i = accounts.size(); i < count; ++i) accounts.push_back(generator.At(i));
  return accounts;
}

CaseResult PropertyRunner::Run(const Property& property) {
  CaseResult result;
  result.name = property.name;
  result.span = property.span;
  PropertyCount& count = result.property.emplace();
  PropertyCheck check(plan_, property, limits_);
  const std::vector<Account>& accounts = AccountsOf(property, property.accounts + kOtherValues);
  Trials trials(property, check, accounts);
  for (size_t i = 0; i < property.accounts; ++i) {
    ++count.accounts;
    const std::vector<Verdict> verdicts = trials.Of(i);
    const bool concerned = std::any_of(verdicts.begin(), verdicts.end(), [](Verdict verdict) {
      return verdict != Verdict::kSaysNothing;
    });
    count.concerned += concerned ? 1 : 0;
    if (verdicts.empty() || verdicts.back() != Verdict::kBroken) continue;
    Fail(property, trials.TakeBroken(), check, result);
    return result;
  }
  if (count.concerned == 0) result.failures.push_back(SaysNothing(property, count));
  return result;
}

void PropertyRunner::Fail(const Property& property, PropertyTrial trial, PropertyCheck& check,
                          CaseResult& result) const {
  if (!explain_) {
    result.failures.push_back({check.breach().path.text, "", "", property.rule});
    return;
  }
  const auto breaks = [&check](const PropertyTrial& smaller) {
    return check.Try(smaller) == Verdict::kBroken;
  };
  trial = Shrunk(std::move(trial), breaks);
  check.Try(trial);
  CounterExample shown = Describe(plan_, property, trial, check);
  result.failures.push_back(std::move(shown.failure));
  result.explanation = std::move(shown.explanation);
  result.counter_example = std::move(shown.yaml);
}

}  // namespace bellwether
