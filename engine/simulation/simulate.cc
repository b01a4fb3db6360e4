// Tested by tests/engine/simulation/simulate_test.cc.
#include "engine/simulation/simulate.h"

#include "engine/simulation/story.h"

namespace bellwether::simulation {

void Simulate(const Parameters& parameters, uint64_t seed, const Period& period, uint32_t account,
              const std::function<void(const records::Record&)>& sink) {
  const Course course = DrawCourse(parameters, seed, period, account);
  const Life life = DrawLife(parameters, seed, course);
  const Money money = DrawMoney(parameters, seed, course);
  const Story story = {parameters, seed, course, life, money};
  Recorder recorder(course, sink);
  TellAccount(story, recorder);
  TellOnboarding(story, recorder);
  TellMoney(story, recorder);
  TellSales(story, recorder);
  TellSignals(story, recorder);
  TellUsage(story, recorder);
  TellActivities(story, recorder);
  TellTickets(story, recorder);
  TellSurveys(story, recorder);
}

}  // namespace bellwether::simulation
