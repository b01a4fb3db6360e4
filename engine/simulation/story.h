// The story of an account as records, one file for each subject of it. Internal to
// engine/simulation.
#ifndef BELLWETHER_ENGINE_SIMULATION_STORY_H_
#define BELLWETHER_ENGINE_SIMULATION_STORY_H_

#include "engine/simulation/chance.h"
#include "engine/simulation/course.h"
#include "engine/simulation/life.h"
#include "engine/simulation/money.h"
#include "engine/simulation/parameters.h"
#include "engine/simulation/recorder.h"

namespace bellwether::simulation {

struct Story {
  const Parameters& parameters;
  const uint64_t seed;
  const Course& course;
  const Life& life;
  const Money& money;

  Draws DrawsFor(Subject subject) const { return DrawsOf(seed, course.account, subject); }
  // The account's stage on a day.
  const std::string& StageOn(int day) const;
};

// Attributes, event dates and stages, each from the day on which it is known (tell_account.cc).
void TellAccount(const Story& story, Recorder& recorder);
// tell_signals.cc
void TellSignals(const Story& story, Recorder& recorder);
// Milestones, events of the onboarding, the value that was reached (tell_onboarding.cc).
void TellOnboarding(const Story& story, Recorder& recorder);
// Contracts and movements of revenue (tell_money.cc).
void TellMoney(const Story& story, Recorder& recorder);
// Sales that were won, lost or are open; costs; arms of trials (tell_sales.cc).
void TellSales(const Story& story, Recorder& recorder);
// tell_usage.cc
void TellUsage(const Story& story, Recorder& recorder);
// Meetings, calls, mails (tell_activities.cc).
void TellActivities(const Story& story, Recorder& recorder);
// Tickets, and surveys after them and otherwise (tell_tickets.cc, tell_surveys.cc).
void TellTickets(const Story& story, Recorder& recorder);
void TellSurveys(const Story& story, Recorder& recorder);

}  // namespace bellwether::simulation

#endif  // BELLWETHER_ENGINE_SIMULATION_STORY_H_
