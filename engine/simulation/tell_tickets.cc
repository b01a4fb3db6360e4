// Tested by tests/engine/simulation/simulate_test.cc.
#include <algorithm>
#include <cmath>

#include "engine/simulation/story.h"

namespace bellwether::simulation {
namespace {

using records::Kind;

constexpr int kOpening = 7 * 60, kClosing = 19 * 60;  // minutes of a day, UTC
constexpr double kMinutes = 60;

// A ticket is told when it is opened, and again when it is solved.
void TellTicket(const Tickets& p, int day, Draws& draws, Recorder& recorder) {
  const int64_t opened = Between(draws, kOpening, kClosing) * 60;
  const double response = std::ceil(DrawSkewed(draws, p.first_response) * kMinutes);
  const double more = std::ceil(DrawSkewed(draws, p.resolution) * kMinutes);
  const std::string& type = PickWord(draws, p.types);
  const bool escalated = Happens(draws, p.escalated.value);
  const bool reopened = Happens(draws, p.reopened.value);
  const bool frustrated = Happens(draws, p.frustrated.value);
  const std::string id = recorder.NewId(Kind::kTicket);
  const Moment at = recorder.Time(day, opened);
  const auto later = [&](double minutes) {
    return recorder.Time(day, opened + static_cast<int64_t>(minutes) * 60);
  };
  recorder.Tell(Kind::kTicket, id, at, {},
                {{"type", type}, {"opened_at", at}, {"frustrated", frustrated}});
  const Moment resolved = later(std::max(response, more));
  recorder.Tell(Kind::kTicket, id, at, resolved,
                {{"type", type},
                 {"opened_at", at},
                 {"first_response_at", later(response)},
                 {"resolved_at", resolved},
                 {"reopened", reopened},
                 {"escalated", escalated},
                 {"frustrated", frustrated}});
}

}  // namespace

void TellTickets(const Story& story, Recorder& recorder) {
  Draws draws = story.DrawsFor(Subject::kTickets);
  for (const int day : story.life.tickets) {
    TellTicket(story.parameters.tickets, day, draws, recorder);
  }
}

}  // namespace bellwether::simulation
