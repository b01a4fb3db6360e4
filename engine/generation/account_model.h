// What accounts of a plan are like, worked out once, and the account at a position.
//
// Plain data; any number of threads. It refers to the plan.
#ifndef BELLWETHER_ENGINE_GENERATION_ACCOUNT_MODEL_H_
#define BELLWETHER_ENGINE_GENERATION_ACCOUNT_MODEL_H_

#include <cstdint>
#include <vector>

#include "engine/facts/account.h"
#include "engine/facts/facts.h"
#include "engine/generation/dates.h"
#include "engine/generation/number_spread.h"
#include "engine/generation/signal_model.h"
#include "engine/plan/plan.h"

namespace bellwether::generation {

struct StageModel {
  double weight = 1;      // how often accounts are in it, beside the others
  bool under_way = true;  // graduation is still asked for
};

struct AccountModel {
  const Plan* plan = nullptr;
  BindOptions options;  // as_of
  DatesModel dates;
  std::vector<SignalModel> signals;
  std::vector<StageModel> stages;  // parallel to Plan::stages
  // Whether some rule reads what an account pays or how large it is: else neither is told.
  bool tells_size = false;
  NumberSpread acv;
  NumberSpread seats;
};

// Nothing in it is correlated yet, and all stages are alike (what_is_good.h).
AccountModel MakeAccountModel(const Plan& plan, const Moment& as_of);

// `missing`: factor of all shares of what is missing; 0: everything is told.
Account WriteAccount(const AccountModel& model, uint64_t seed, uint64_t position,
                     double missing = 1);

}  // namespace bellwether::generation

#endif  // BELLWETHER_ENGINE_GENERATION_ACCOUNT_MODEL_H_
