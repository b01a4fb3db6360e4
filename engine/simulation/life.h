// What an account lives through week by week: how well it is, how much it uses the product, when it
// asks for help. Signals, usage, tickets and answers to surveys all read the same life, so that
// they agree with each other.
#ifndef BELLWETHER_ENGINE_SIMULATION_LIFE_H_
#define BELLWETHER_ENGINE_SIMULATION_LIFE_H_

#include <vector>

#include "engine/simulation/course.h"

namespace bellwether::simulation {

struct Life {
  std::vector<double> health;     // 0 to 1, in each week from the start
  std::vector<double> use;        // share of seats that is active in the week
  std::vector<int> tickets;       // days on which one is opened, ascending
  std::vector<std::string> csms;  // one after the other
  std::vector<int> csm_from;      // the day from which each is
  std::string specialist;         // "" : none

  double HealthOn(int day) const;
  double UseOn(int day) const;
  const std::string& CsmOn(int day) const;
  // Tickets opened in the `days` before the day's end.
  int TicketsBefore(int day, int days) const;
};

Life DrawLife(const Parameters& parameters, uint64_t seed, const Course& course);

}  // namespace bellwether::simulation

#endif  // BELLWETHER_ENGINE_SIMULATION_LIFE_H_
