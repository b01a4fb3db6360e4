// Parameters of a simulation: who there is, how long value takes, who stays. Parts of parameters.h,
// which says what all of it has in common.
#ifndef BELLWETHER_ENGINE_SIMULATION_COURSE_PARAMETERS_H_
#define BELLWETHER_ENGINE_SIMULATION_COURSE_PARAMETERS_H_

#include <cstdint>
#include <string>

#include "engine/document/located.h"
#include "engine/document/rules.h"

namespace bellwether::simulation {

using document::Label;
using document::Located;
using document::NamedList;
using document::Notes;

using Number = Located<double>;
using Whole = Located<int64_t>;
using Word = Located<std::string>;
using Weights = NamedList<Number>;
// Names that something holds for; all, when there are none.
using Only = NamedList<Label>;

// Evenly between its ends, both of them included where they are whole.
struct Range {
  Number least, most;
};

// Lognormal: half lie below the median; `spread` is the standard deviation of the logarithm.
struct Skewed {
  Number median, spread;
};

struct Starts {
  Number growth;   // new accounts of a month ÷ those of the month before, less 1
  Weights months;  // by the calendar, "march": beside 1 for the others
};

struct Segment {
  Notes notes;
  Number share;
  Word cadence;
  Located<bool> trial;  // starts with a trial, not with a contract
  Skewed acv;           // of the first year
  Number seat_price;    // of a seat, a year
  Range kickoff;        // days
  Skewed value;         // days to the first confirmed value
  Number never;         // share that never gets there
  Whole plan;           // day on which value is planned
  Whole handover;       // days from value to graduation, as planned
};

// Accounts by how long value took.
struct Bucket {
  Notes notes;
  Whole up_to;      // days; the last bucket has none
  Number retained;  // share that is there after its first term
  Number expanded;  // share of those of a whole term that grow in it
  Number health;    // 0 to 1, which signals, usage and answers follow
};

struct Outcome {
  Notes notes;
  Word metric;
  Number baseline, target;
};

struct Value {
  Notes notes;
  Whole latest;  // the last day on which value is reached at all
  NamedList<Bucket> buckets;
  Bucket never;
  NamedList<Outcome> outcomes;
  Weights confirmed_by;
};

enum class Role { kNone, kKickoff, kValue, kGraduation };

struct Milestone {
  Notes notes;
  Number way;     // planned here on the way from kickoff to value, 0 to 1
  Number begins;  // how likely what goes wrong begins here
  Only segments;
  Located<Role> is;
};

struct Cascade {
  Number low, high;
};

struct Plan {
  Notes notes;
  NamedList<Milestone> milestones;  // in order
  Cascade cascade;                  // how much longer each delay makes the next
  Whole grace;                      // days after the plan that are on time
  Weights causes;
};

struct Onboarding {
  Notes notes;
  Whole complete_within;  // days
  Number held;            // share that is put on hold once
  Range hold_days;
  Weights hold_reasons;
  Whole extension_days;  // of one extension
  Weights extension_reasons;
  Range abandoned_after;  // days after the target, where value is never reached
  Weights abandon_reasons;
  Range first_login;  // days after kickoff
};

struct Lifetime {
  Notes notes;
  Whole term_days;
  Number at_renewal;   // share of losses at the end of a term, the others in the middle
  Number later_years;  // losses of a later term ÷ those of the first
  Number auto_renews;
  Number second_reason;  // share of losses with a second reason
  Weights reasons;
  Number returns;  // share of lost accounts that come back
  Range returns_after;
  Number returning_revenue;  // ÷ that of before
  Whole fading_weeks;        // in which health falls before a loss
};

struct Stages {
  Word onboarding, customer, lost;
};

}  // namespace bellwether::simulation

#endif  // BELLWETHER_ENGINE_SIMULATION_COURSE_PARAMETERS_H_
