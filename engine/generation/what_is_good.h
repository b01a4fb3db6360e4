// What a pack itself thinks good, found by asking it: accounts that tell everything are evaluated
// with a signal's low value and with its high one, and the better answers show which way is up.
//
// So a curve, a benchmark, a condition of a flag, and a formula through any number of derived facts
// count alike. Words are put in the order of what the answers make of them, and stages where nobody
// asks for graduation any more are told from those where it is still to come.
#ifndef BELLWETHER_ENGINE_GENERATION_WHAT_IS_GOOD_H_
#define BELLWETHER_ENGINE_GENERATION_WHAT_IS_GOOD_H_

#include "engine/evaluate/evaluation.h"
#include "engine/generation/account_model.h"

namespace bellwether::generation {

// How good an answer is, all in all: scores, tiers and dimensions as parts of 1, and each flag,
// gate, requirement, reason, win and level that speaks for or against the account as 1. That there
// is no trouble counts a little, beside not knowing.
double GoodOf(const Plan& plan, const Evaluation& evaluation);

// Completes the model. It asks the plan some fifty times for each signal and word: milliseconds,
// and tens of them for a pack of a hundred signals.
void LearnWhatIsGood(AccountModel& model);

}  // namespace bellwether::generation

#endif  // BELLWETHER_ENGINE_GENERATION_WHAT_IS_GOOD_H_
