// What a simulated book is like: how long value takes, who leaves, what is used, said and spent.
//
// All words of a business (segments, milestones, signals, reasons, purposes) and all figures come
// from a file such as rules/simulation/saas.yaml; tables.h says what each key
// means. Days are counted from an account's start. `Weights` say how likely each word is beside the
// others. Plain data: any number of threads may read it.
#ifndef BELLWETHER_ENGINE_SIMULATION_PARAMETERS_H_
#define BELLWETHER_ENGINE_SIMULATION_PARAMETERS_H_

#include "engine/simulation/course_parameters.h"
#include "engine/simulation/work_parameters.h"

namespace bellwether::simulation {

struct Parameters {
  Notes notes;
  Starts starts;
  NamedList<Segment> segments;
  Value value;
  Plan plan;
  Onboarding onboarding;
  Lifetime lifetime;
  Revenue revenue;
  Stages stages;
  People people;
  NamedList<Weights> attributes;  // drawn once for an account
  Number unlike;                  // how much accounts of a bucket differ in health
  NamedList<Curve> signals;
  Usage usage;
  NamedList<Activity> activities;
  Tickets tickets;
  NamedList<Survey> surveys;
  NamedList<Cost> costs;
  NamedList<Trial> trials;
};

}  // namespace bellwether::simulation

#endif  // BELLWETHER_ENGINE_SIMULATION_PARAMETERS_H_
