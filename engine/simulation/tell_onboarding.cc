// Tested by tests/engine/simulation/simulate_test.cc.
#include <algorithm>
#include <cmath>

#include "engine/simulation/story.h"

namespace bellwether::simulation {
namespace {

using records::Kind;
namespace step = records::step;

constexpr double kMeasuredSpread = 0.1;  // of what was measured, around what was aimed at
constexpr double kHundredths = 100;

class OnboardingTelling {
 public:
  OnboardingTelling(const Story& story, Recorder& recorder)
      : story_(story),
        p_(story.parameters.onboarding),
        c_(story.course),
        recorder_(recorder),
        draws_(story.DrawsFor(Subject::kOnboarding)) {}

  void Run() {
    for (const Step& one : c_.steps) TellStep(one);
    TellEvent(step::kStarted, 0, {}, {});
    TellHold();
    TellExtensions();
    if (c_.graduated.has_value()) TellEvent(step::kGraduated, *c_.graduated, {}, {});
    if (c_.abandoned.has_value()) {
      TellEvent(step::kAbandoned, *c_.abandoned, PickWord(draws_, p_.abandon_reasons), {});
    }
    TellValue();
  }

 private:
  // The plan is known from the kickoff on; the day on which a step is reached, from that day on.
  void TellStep(const Step& one) {
    const std::string& key = story_.parameters.plan.milestones[one.milestone].name;
    const std::string id = recorder_.NewId(Kind::kMilestone);
    const Moment at = recorder_.Day(c_.kickoff);
    const records::Cell planned = recorder_.Day(one.planned);
    if (one.completed.value_or(c_.end) > c_.kickoff) {
      recorder_.Tell(Kind::kMilestone, id, at, {}, {{"key", key}, {"planned_at", planned}});
    }
    if (!one.completed.has_value()) return TellStuck(one, id, key);
    const records::Cell cause = one.late ? records::Cell(c_.cause) : records::Cell();
    const Moment done = recorder_.Day(*one.completed);
    recorder_.Tell(
        Kind::kMilestone, id, at, done,
        {{"key", key}, {"planned_at", planned}, {"completed_at", done}, {"cause", cause}});
  }

  // What was never reached has its cause when the onboarding is given up.
  void TellStuck(const Step& one, const std::string& id, const std::string& key) {
    if (!c_.abandoned.has_value()) return;
    recorder_.Tell(Kind::kMilestone, id, recorder_.Day(c_.kickoff), recorder_.Day(*c_.abandoned),
                   {{"key", key}, {"planned_at", recorder_.Day(one.planned)}, {"cause", c_.cause}});
  }

  void TellEvent(std::string_view event, int day, const std::string& reason,
                 std::optional<double> days) {
    const auto word = reason.empty() ? records::Cell() : records::Cell(reason);
    const auto number = days.has_value() ? records::Cell(*days) : records::Cell();
    recorder_.Tell(Kind::kOnboarding, recorder_.Day(day),
                   {{"event", std::string(event)}, {"reason", word}, {"days", number}});
  }

  // Between kickoff and value, where there is room for it.
  void TellHold() {
    const bool held = Happens(draws_, p_.held.value);
    const int days = std::max(1, WholeBetween(draws_, p_.hold_days));
    const std::string& reason = PickWord(draws_, p_.hold_reasons);
    const int last = c_.value.value_or(c_.target);
    if (!held || last - c_.kickoff <= days + 1) return;
    const int from = Between(draws_, c_.kickoff + 1, last - days);
    TellEvent(step::kHeld, from, reason, {});
    TellEvent(step::kResumed, from + days, {}, {});
  }

  // As long as the target goes by.
  void TellExtensions() {
    const int over = c_.graduated.value_or(c_.abandoned.value_or(c_.end));
    const int days = static_cast<int>(p_.extension_days.value);
    const std::string& reason = PickWord(draws_, p_.extension_reasons);
    for (int target = c_.target; target < over; target += days) {
      TellEvent(step::kExtended, target, reason, days);
    }
  }

  void TellValue() {
    if (!c_.value.has_value()) return;
    const auto& outcome = PickAny(draws_, story_.parameters.value.outcomes);
    const double target = outcome.value.target.value;
    const double measured = target * (1 + kMeasuredSpread * draws_.Normal());
    recorder_.Tell(Kind::kValue, recorder_.Day(*c_.value),
                   {{"outcome", outcome.name},
                    {"confirmed_by", PickWord(draws_, story_.parameters.value.confirmed_by)},
                    {"metric", outcome.value.metric.value},
                    {"baseline", outcome.value.baseline.value},
                    {"target", target},
                    {"measured", std::round(measured * kHundredths) / kHundredths}});
  }

  const Story& story_;
  const Onboarding& p_;
  const Course& c_;
  Recorder& recorder_;
  Draws draws_;
};

}  // namespace

void TellOnboarding(const Story& story, Recorder& recorder) {
  OnboardingTelling(story, recorder).Run();
}

}  // namespace bellwether::simulation
