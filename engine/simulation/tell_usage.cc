// Tested by tests/engine/simulation/simulate_test.cc.
#include <algorithm>
#include <cmath>

#include "engine/simulation/story.h"

namespace bellwether::simulation {
namespace {

using records::Kind;

constexpr int kWeek = 7;
constexpr int kDaysOfMonth = 28;  // whole weeks

class UsageTelling {
 public:
  UsageTelling(const Story& story, Recorder& recorder)
      : story_(story),
        p_(story.parameters.usage),
        c_(story.course),
        recorder_(recorder),
        draws_(story.DrawsFor(Subject::kUsage)) {}

  // Each week is told on the day after it.
  void Run() {
    for (const auto& feature : p_.features) first_days_.push_back(FirstDay(feature.value));
    for (int day = kWeek; day < c_.last(); day += kWeek) {
      if (c_.here(day) && day > c_.kickoff) TellWeek(day);
    }
  }

 private:
  int FirstDay(const Feature& feature) {
    const double way = feature.way.value * (0.75 + 0.5 * draws_.Uniform());
    return c_.kickoff + static_cast<int>(way * (c_.value.value_or(c_.target) - c_.kickoff));
  }

  double Users(double share) const {
    return std::min<double>(std::round(share * c_.seats), c_.seats);
  }

  // A count of many that is expected to be `mean`.
  double About(double mean) {
    return std::max(0.0, std::round(mean + std::sqrt(mean) * draws_.Normal()));
  }

  void TellWeek(int day) {
    const double share = story_.life.UseOn(day - 1);
    const double users = Users(share);
    double month = share;  // the widest week of the month, and more
    for (int week = day - kWeek; week > 0 && week > day - kDaysOfMonth; week -= kWeek) {
      month = std::max(month, story_.life.UseOn(week - 1));
    }
    records::Counts features = FeaturesUntil(day, users);
    const auto counts = features.empty() ? records::Cell() : records::Cell(std::move(features));
    recorder_.Tell(Kind::kUsage, recorder_.Day(day),
                   {{"window", std::string("week")},
                    {"active_users", users},
                    {"daily", std::round(users * p_.daily.value)},
                    {"weekly", users},
                    {"monthly", std::max(users, Users(month * p_.monthly.value))},
                    {"logins", About(users * p_.logins.value)},
                    {"features", counts}});
  }

  records::Counts FeaturesUntil(int day, double users) {
    records::Counts counts;
    for (size_t i = 0; i < p_.features.size(); ++i) {
      if (first_days_[i] >= day || users <= 0) continue;
      const double uses = About(users * p_.features[i].value.uses.value);
      counts.emplace_back(p_.features[i].name, std::max(1.0, uses));
    }
    return counts;
  }

  const Story& story_;
  const Usage& p_;
  const Course& c_;
  Recorder& recorder_;
  Draws draws_;
  std::vector<int> first_days_;
};

}  // namespace

void TellUsage(const Story& story, Recorder& recorder) { UsageTelling(story, recorder).Run(); }

}  // namespace bellwether::simulation
