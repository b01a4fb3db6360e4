// What an account pays over time: movements of its monthly revenue, and the terms of its contracts.
#ifndef BELLWETHER_ENGINE_SIMULATION_MONEY_H_
#define BELLWETHER_ENGINE_SIMULATION_MONEY_H_

#include <string>
#include <string_view>
#include <vector>

#include "engine/records/record.h"
#include "engine/simulation/course.h"

namespace bellwether::simulation {

struct Movement {
  int day = 0;           // from the account's start
  std::string_view way;  // records::movement
  int64_t cents = 0;     // a month; above 0
  std::string cause;     // "" : none
  records::Words reasons;
};

struct Term {
  int first = 0;
  int end = 0;        // day of renewal, or of loss
  int64_t cents = 0;  // a month, when it begins
  bool auto_renews = false;
  std::string_view outcome;  // records::outcome; "" : still open
  records::Words reasons;
};

struct Money {
  std::vector<Movement> movements;  // by day
  std::vector<Term> terms;          // by day
};

Money DrawMoney(const Parameters& parameters, uint64_t seed, const Course& course);

}  // namespace bellwether::simulation

#endif  // BELLWETHER_ENGINE_SIMULATION_MONEY_H_
