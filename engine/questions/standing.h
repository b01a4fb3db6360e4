// Internal to questions: where one outcome stands in an evaluation, in a form that two evaluations
// of the same plan can be compared in.
#ifndef BELLWETHER_ENGINE_QUESTIONS_STANDING_H_
#define BELLWETHER_ENGINE_QUESTIONS_STANDING_H_

#include <vector>

#include "engine/questions/questions.h"

namespace bellwether {

struct Standing {
  Verdict verdict;
  bool open = false;
  double known = 0;                 // kBand: coverage
  std::vector<OpenItem> unknown;    // all that is unknown, sorted
  std::vector<OpenItem> items;      // what of it the verdict waits for; empty unless open
  std::vector<double> fingerprint;  // what else moves when an answer narrows: bounds, missing names
};

// Which outcomes a plan and an evaluation have, in the order of Questions::outcomes.
std::vector<OutcomeQuestions> OutcomesOf(const Plan& plan, const Evaluation& evaluation);

// `outcome` names the outcome: kind and model.
void Stand(const Plan& plan, const Evaluation& evaluation, const OutcomeQuestions& outcome,
           Standing& standing);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_QUESTIONS_STANDING_H_
