// What the records of simulated accounts say, read without looking at their courses.
#ifndef BELLWETHER_TESTS_ENGINE_SIMULATION_SEEN_ACCOUNTS_H_
#define BELLWETHER_TESTS_ENGINE_SIMULATION_SEEN_ACCOUNTS_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/civil_day.h"
#include "engine/records/record.h"
#include "engine/simulation/period.h"

namespace bellwether::simulation {

// Days are counted from the account's start.
struct Seen {
  std::string segment;
  int32_t start = 0;
  std::optional<int> value, lost, graduated;
  bool expanded = false;  // within the first term
  std::vector<records::Words> reasons;
  std::map<std::string, records::Record> milestones;  // the last version of each
  std::map<std::string, std::string> arms;            // by experiment
  int followed = 0;                                   // days
};

template <typename Value>
const Value* Get(const records::Record& record, std::string_view field) {
  return std::get_if<Value>(&record.cells[records::FieldAt(records::InfoOf(record.kind), field)]);
}

inline int32_t DayOf(const Moment& moment) { return DayNumber(moment.day); }

// Accounts of the parameters that ship. `term`: days within which growth counts.
std::vector<Seen> SeeAccounts(uint64_t seed, const Period& period, uint32_t count, int term);

}  // namespace bellwether::simulation

#endif  // BELLWETHER_TESTS_ENGINE_SIMULATION_SEEN_ACCOUNTS_H_
