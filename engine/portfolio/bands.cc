// Tested by tests/engine/portfolio/health_test.cc.
#include "engine/portfolio/bands.h"

#include "engine/evaluate/evaluate.h"
#include "engine/portfolio/replay.h"
#include "engine/portfolio/view.h"

namespace bellwether::portfolio {

std::vector<std::string> BandsOf(const View& view, const Moment& moment) {
  const Plan& plan = view.plan();
  const Limits limits;
  Facts facts;
  Scratch scratch;
  Evaluation evaluation;
  std::vector<std::string> bands(view.book().account_count());
  for (uint32_t number = 0; number < bands.size(); ++number) {
    if (view.stopped()) break;
    if (!view.IsCustomer(number)) continue;
    const Account account = AccountAt(view.book(), plan, number, moment);
    // The pack of today may lack signals of the past (S11).
    const BindOptions options{moment, /*report_unknown_signals=*/true, ""};
    if (!Bind(plan, account, options, limits, facts).empty()) continue;
    const Wanted wanted{Arithmetic::kOutcomes, plan.stage_needs.Close({Stage::kHealth})};
    if (!Evaluate(plan, facts, scratch, evaluation, wanted).ok()) continue;
    if (evaluation.primary == kNoIndex) continue;
    const auto& model = evaluation.models[evaluation.primary];
    if (!model.has_score()) continue;
    bands[number] = plan.band_notes[plan.models[evaluation.primary].bands.first + model.band].name;
  }
  return bands;
}

}  // namespace bellwether::portfolio
