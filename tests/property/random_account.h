// Random accounts for any pack, the same for the same seed: complete ones and sparse ones, values
// at the bounds that the pack names, every way to have no value, histories, overrides.
//
//   RandomAccounts accounts(pack.rules);
//   const RandomAccounts::Asked asked = accounts.Make(seed);
//
// Nearly all of them are ones that Bind accepts.
#ifndef BELLWETHER_TESTS_PROPERTY_RANDOM_ACCOUNT_H_
#define BELLWETHER_TESTS_PROPERTY_RANDOM_ACCOUNT_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/facts/account.h"
#include "engine/facts/facts.h"
#include "engine/ruleset/ruleset.h"
#include "tests/property/random.h"

namespace bellwether {

class RandomAccounts {
 public:
  // An account, and how it is asked about.
  struct Asked {
    Account account;
    BindOptions options;
  };

  explicit RandomAccounts(const ruleset::RuleSet& rules);
  Asked Make(uint64_t seed) const;
  // One that gives every signal and series, now and to the point.
  Asked MakeComplete(uint64_t seed) const;

 private:
  friend class AccountWriter;

  const ruleset::RuleSet& rules_;
  std::map<uint32_t, std::vector<double>> bounds_;  // that the pack names, by slot
};

// Writes one account.
class AccountWriter {
 public:
  AccountWriter(const RandomAccounts& accounts, uint64_t seed);
  RandomAccounts::Asked Write();
  RandomAccounts::Asked WriteComplete();

 private:
  void WriteFields();
  void WriteDates();
  void WriteMilestones();
  bool SaidByEvent(const std::string& milestone) const;
  void WriteSignals();
  void WriteHistory();
  void WriteOverride(const std::string& model);

  bool Missing() { return random_.Chance(missing_percent_); }
  absl::CivilDay Today() const { return absl::CivilDay(2026, 3, 1); }
  // A date without a time of day, or an instant of that day in UTC.
  Moment SomeMoment(absl::CivilDay day);
  EventDate SomeEvent(absl::CivilDay day);
  SignalInput Signal(const ruleset::Signal& signal);
  SeriesInput Series(const ruleset::Signal& signal);
  double Number(const ruleset::Signal& signal, ruleset::SignalType type);

  const RandomAccounts& accounts_;
  const ruleset::RuleSet& rules_;
  Random random_;
  uint64_t missing_percent_ = 0;
  bool complete_ = false;
  absl::CivilDay kickoff_;
  RandomAccounts::Asked asked_;
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_PROPERTY_RANDOM_ACCOUNT_H_
