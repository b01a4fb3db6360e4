// Tested by tests/engine/simulation/simulate_test.cc.
#include <algorithm>
#include <cmath>

#include "engine/simulation/story.h"

namespace bellwether::simulation {
namespace {

using records::Kind;

constexpr int64_t kOpening = 8 * 3600;  // seconds of a day, UTC
constexpr int64_t kWorkingDay = 9 * 3600;
constexpr double kHoursSpread = 0.3;
constexpr double kAnswerSpread = 0.7;
constexpr double kFastAnswer = 3, kSlowAnswer = 60;          // hours, at health 1 and 0
constexpr double kLeastHeld = 0.7, kLeastAttendance = 0.35;  // at health 0; all at health 1
constexpr double kTenths = 10;

double Tenths(double value) { return std::round(value * kTenths) / kTenths; }

class ActivityTelling {
 public:
  ActivityTelling(const Story& story, Recorder& recorder)
      : story_(story),
        c_(story.course),
        recorder_(recorder),
        draws_(story.DrawsFor(Subject::kActivities)) {}

  void Run() {
    for (const auto& activity : story_.parameters.activities) {
      if (Covers(activity.value.segments, SegmentName(story_.parameters, c_))) {
        TellAll(activity.value);
      }
    }
  }

 private:
  // Every so many days, give or take a tenth.
  void TellAll(const Activity& activity) {
    const auto every = static_cast<int>(activity.every_days.value);
    const int give = every / 10;
    const int first = activity.when.present() && activity.when.value != When::kOnboarding
                          ? Between(draws_, 1, every)
                          : 0;
    for (int day = first; day < c_.last();
         day += std::max(1, every + Between(draws_, -give, give))) {
      if (Fits(activity, day)) TellOne(activity, day);
    }
  }

  bool Fits(const Activity& activity, int day) const {
    if (!c_.here(day) || story_.life.HealthOn(day) >= activity.below.value_or(2)) return false;
    if (!activity.when.present() || activity.when.value == When::kAlways) return true;
    const bool onboarding = story_.StageOn(day) == story_.parameters.stages.onboarding.value;
    return onboarding == (activity.when.value == When::kOnboarding);
  }

  double HoursOf(const Activity& activity, const std::string& csm) {
    const auto* const person = document::Find(story_.parameters.people.csms, csm);
    const double slower = person->value.hours.value_or(1);
    return activity.hours.value * slower * std::exp(kHoursSpread * draws_.Normal());
  }

  void TellOne(const Activity& activity, int day) {
    const double health = story_.life.HealthOn(day);
    const std::string& csm = story_.life.CsmOn(day);
    const Moment at = recorder_.Time(day, kOpening + Between(draws_, 0, kWorkingDay / 900) * 900);
    const double hours = HoursOf(activity, csm);
    const bool held = Happens(draws_, kLeastHeld + (1 - kLeastHeld) * health);
    const double invited =
        std::max(1.0, std::round(activity.invited.value * (0.75 + draws_.Uniform() / 2)));
    const double share = kLeastAttendance + (1 - kLeastAttendance) * health;
    const double came =
        std::clamp(std::round(invited * (share + 0.1 * draws_.Normal())), 1.0, invited);
    const double usual = kSlowAnswer + (kFastAnswer - kSlowAnswer) * health;
    const double answered = usual * std::exp(kAnswerSpread * draws_.Normal());
    recorder_.Tell(Kind::kActivity, at,
                   {{"type", activity.type.value},
                    {"scheduled_at", at},
                    {"held", held},
                    {"attended", held ? came : 0.0},
                    {"invited", invited},
                    {"responded_after_hours", Tenths(answered)},
                    {"hours", std::max(0.1, Tenths(held ? hours : hours / 4))},
                    {"csm", csm},
                    {"purpose", activity.purpose.value},
                    {"proactive", Happens(draws_, activity.proactive.value)}});
  }

  const Story& story_;
  const Course& c_;
  Recorder& recorder_;
  Draws draws_;
};

}  // namespace

void TellActivities(const Story& story, Recorder& recorder) {
  ActivityTelling(story, recorder).Run();
}

}  // namespace bellwether::simulation
