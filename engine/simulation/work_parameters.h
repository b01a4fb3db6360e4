// Parameters of a simulation: what accounts pay, use, say and ask, and what is done for them. Parts
// of parameters.h, which says what all of it has in common.
#ifndef BELLWETHER_ENGINE_SIMULATION_WORK_PARAMETERS_H_
#define BELLWETHER_ENGINE_SIMULATION_WORK_PARAMETERS_H_

#include "engine/simulation/course_parameters.h"

namespace bellwether::simulation {

struct Revenue {
  Notes notes;
  Skewed expansion;  // ÷ revenue before
  Weights expansion_causes;
  Number reduced;   // share of terms
  Range reduction;  // ÷ revenue before
  Weights reduction_causes;
  Word lost_cause;
  Range sale_days;      // from an opportunity's opening to its end
  Number missed_sales;  // opportunities a year that are lost
  Word currency;
};

struct Person {
  Notes notes;
  Only segments;
  Number hours;  // ÷ those of the others, 1 where not given
};

struct People {
  Notes notes;
  NamedList<Person> csms;
  NamedList<Person> specialists;
  Number changes;  // share of accounts a year that change hands
};

enum class Tells { kCurve, kUse, kMonthlyUse, kTickets, kReached, kDaysAgo };

struct Curve {
  Notes notes;
  Located<Tells> tells;
  Number worst, best;  // at health 0 and 1
  Number noise;        // standard deviation
  Number least, most;  // of what can be told
  Whole decimals;
  NamedList<Label> words;  // worst first, in place of numbers
  Number truth_from;       // true or false: health from which it is true
  Whole every_weeks;
  Number way;  // kReached: when, on the way to value
  Only stages, cadences;
};

struct Feature {
  Number way;   // first used here on the way to value
  Number uses;  // a user and week
};

struct Usage {
  Notes notes;
  Number worst, best;  // share of seats that is active in a week
  Number noise;
  Weights months;         // by the calendar, beside 1 for the others
  Number daily, monthly;  // users of a day and a month ÷ those of a week
  Number logins;          // of a user and week
  NamedList<Feature> features;
};

enum class When { kOnboarding, kCustomer, kAlways };

struct Activity {
  Notes notes;
  Word type, purpose;
  Located<When> when;
  Whole every_days;
  Number hours;
  Number invited;
  Number proactive;
  Number below;  // health; 1 and more: always
  Only segments;
};

struct Tickets {
  Notes notes;
  Number per_month;
  Number early;   // ÷ that, in the first 90 days
  Number unwell;  // ÷ that, at health 0
  Weights types;
  Skewed first_response, resolution;  // hours
  Number escalated, reopened, frustrated;
};

enum class Asked { kGraduation, kRegularly, kTicket };

struct Survey {
  Notes notes;
  Word instrument, occasion;
  Located<Asked> asked;
  Whole every_days;
  Number share;     // of occasions on which it is asked
  Number answered;  // of those
  Number worst, best, noise;
  Number least, most;
};

struct Cost {
  Notes notes;
  Number of_acv;
  Only segments;
};

struct Arm {
  Number weight;
  Whole faster_days;  // to value
};

struct Trial {
  Notes notes;
  Only segments;
  Number enrolled;
  NamedList<Arm> arms;
};

}  // namespace bellwether::simulation

#endif  // BELLWETHER_ENGINE_SIMULATION_WORK_PARAMETERS_H_
