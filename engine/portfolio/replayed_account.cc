// Tested by tests/engine/portfolio/record_signals_test.cc and health_test.cc.
#include "engine/portfolio/replayed_account.h"

namespace bellwether::portfolio {

bool ReplayedAccount::At(uint32_t account, const Moment& moment) {
  account_ = replay_.At(account, moment);
  // The pack of today may lack signals of the past (S11).
  const BindOptions options{moment, /*report_unknown_signals=*/true, ""};
  return Bind(plan_, account_, options, limits_, facts_).empty() &&
         Evaluate(plan_, facts_, scratch_, evaluation_, wanted_).ok();
}

}  // namespace bellwether::portfolio
