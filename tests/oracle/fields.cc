// The account's own words and amounts, and the names that every stage may read (S1, S4, S5).
#include <algorithm>

#include "tests/oracle/question.h"

namespace bellwether::oracle {
namespace {

// A word that the pack does not list is refused by Bind; one of a list that the pack does not
// have is ignored.
void ReadWord(Question& question, const std::string& field, const std::string& word,
              const std::vector<std::string>& known) {
  const bool listed = std::find(known.begin(), known.end(), word) != known.end();
  if (listed) question.facts[field] = Known(word);
}

void ReadAmount(Question& question, const std::string& field, const std::optional<double>& amount) {
  if (amount) question.facts[field] = Known(*amount);
}

// S4: the account's zone, else the pack's (UTC when it states none).
absl::TimeZone ZoneOf(const Account& account, const ruleset::RuleSet& rules) {
  absl::TimeZone zone = rules.time_zone;
  if (!account.time_zone.empty()) absl::LoadTimeZone(account.time_zone, &zone);
  return zone;
}

}  // namespace

void ReadFields(Question& question) {
  const Account& account = question.account;
  const ruleset::RuleSet& rules = question.rules;
  for (const ruleset::Slot& slot : rules.slots) question.facts[slot.name] = Unknown(kNotGiven);
  question.zone = ZoneOf(account, rules);
  question.as_of = question.At(question.options.as_of);
  question.facts["as_of"] = Known(question.as_of);
  ReadWord(question, "segment", account.segment, rules.segments);
  ReadWord(question, "cadence", account.cadence, rules.cadences);
  ReadWord(question, "stage", account.stage, rules.stages);
  ReadAmount(question, "acv", account.acv);
  ReadAmount(question, "seats", account.seats);
}

}  // namespace bellwether::oracle
