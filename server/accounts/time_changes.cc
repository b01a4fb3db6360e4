// Tested by tests/server/account_history_test.cc.
#include "server/accounts/time_changes.h"

#include <utility>

#include "engine/attribution/outcome_changes.h"
#include "engine/base/civil_day.h"
#include "engine/book/stamp.h"
#include "engine/schedule/next_change.h"
#include "engine/schedule/soonest.h"
#include "server/accounts/account_decisions.h"

namespace bellwether {
namespace {

// Moments are kept in whole microseconds: one that lies between two of them is looked at after it.
absl::Time InMicroseconds(absl::Time time) {
  return absl::UnixEpoch() + absl::Ceil(time - absl::UnixEpoch(), absl::Microseconds(1));
}

bool HaveOtherScores(const ComparedAccount& a, const ComparedAccount& b) {
  if (&a.plan != &b.plan || a.evaluation.primary != b.evaluation.primary) return true;
  for (size_t m = 0; m < a.plan.models.size(); ++m) {
    const ModelResult &before = a.evaluation.models[m], &after = b.evaluation.models[m];
    if (before.state != after.state) return true;
    if (!after.has_score()) continue;
    if (before.displayed != after.displayed || before.band != after.band) return true;
  }
  return false;
}

}  // namespace

void TimeChanges::LookAt(absl::Time at) {
  Look& look = *now_;
  look.refusal.clear();
  look.options = asked_.options;
  look.options.as_of = Moment::Instant(at);
  const StoredAccount& known = history_.AsOf(look.options.as_of);
  schedule::Soonest next(at);
  next.At(known.NextChange(asked_.plan, at).value_or(at));
  if (known.CountKnown(look.options.as_of) == 0) {
    look.refusal = "nothing is known";
  } else {
    look.account = FactsAt(known, asked_.decisions, asked_.plan, look.options.as_of);
    const auto violations =
        Bind(asked_.plan, look.account, look.options, asked_.limits, look.facts);
    if (!violations.empty()) {  // nobody can say what time does to facts that do not fit
      look.refusal = violations.front().message;
      next.OnDay(DayNumber(at, zone_) + 1, zone_);
    } else {
      next.At(schedule::NextChange(asked_.plan, look.account, look.facts).value_or(at));
      const bool good = Evaluate(asked_.plan, look.facts, scratch_, look.evaluation).ok();
      if (!good) look.refusal = "something that is required is missing";
    }
  }
  at_ = at;
  next_ = next.moment();
}

std::optional<absl::Time> TimeChanges::NextLook() {
  if (!next_) return std::nullopt;
  const absl::Time next = InMicroseconds(*next_);
  const bool is_short = next - at_ <= schedule::kShortest;
  const bool is_all_the_time = is_short && was_short_;
  was_short_ = is_short && !was_short_;
  return is_all_the_time ? StartOfDay(DayOfNumber(DayNumber(at_, zone_) + 1), zone_) : next;
}

bool TimeChanges::SaysSomethingElse() const {
  if (before_->refusal != now_->refusal) return true;
  if (!now_->refusal.empty()) return false;
  const auto side = [this](const Look& look) {
    return ComparedAccount(asked_.plan, look.account, look.options, look.facts, look.evaluation);
  };
  const ComparedAccount before = side(*before_), after = side(*now_);
  return HaveOtherScores(before, after) || !OutcomeChanges(before, after, "").empty();
}

// A date is one in the zone that was known then.
Moment TimeChanges::MomentAt(absl::Time at) {
  const Moment instant = Moment::Instant(at);
  const bool is_of_zone = history_.AsOf(instant).zone() == zone_;
  return is_of_zone ? book::MomentOf(book::StampOf(instant, zone_), zone_) : instant;
}

std::vector<Moment> TimeChanges::AddTo(const std::vector<Moment>& known, absl::Time start,
                                       absl::Time end, size_t most,
                                       const std::function<bool()>& stopped) {
  std::vector<Moment> all;
  auto ahead = known.begin();
  while (ahead != known.end() && ahead->At(zone_) <= start) ++ahead;
  LookAt(start);
  std::swap(before_, now_);
  while (all.size() < most && !stopped()) {
    const bool knows = ahead != known.end();
    const absl::Time limit = knows ? ahead->At(zone_) : end + absl::Microseconds(1);
    const std::optional<absl::Time> turn = NextLook();
    if (turn && *turn < limit) {
      LookAt(*turn);
      if (!SaysSomethingElse()) continue;
      all.push_back(MomentAt(*turn));
    } else if (knows) {
      LookAt(limit);
      all.push_back(*ahead++);
    } else {
      break;
    }
    std::swap(before_, now_);
  }
  return all;
}

}  // namespace bellwether
