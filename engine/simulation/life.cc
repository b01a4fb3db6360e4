// Tested by tests/engine/simulation/course_test.cc.
#include "engine/simulation/life.h"

#include <algorithm>
#include <cmath>

namespace bellwether::simulation {
namespace {

constexpr int kWeek = 7;
constexpr double kMonth = 30;
constexpr int kYear = 365;
constexpr int kEarlyDays = 90;
constexpr double kMemory = 0.8;   // of one week's mood in the next
constexpr double kMood = 0.04;    // standard deviation of what is new in a week
constexpr double kFaded = 0.3;    // what is left of health at a loss
constexpr double kNovice = 0.25;  // use at kickoff ÷ use from value on

size_t WeekOf(int day, size_t weeks) {
  return std::min(static_cast<size_t>(std::max(0, day) / kWeek), weeks - 1);
}

class LifeDrawing {
 public:
  LifeDrawing(const Parameters& parameters, uint64_t seed, const Course& course, Life& life)
      : p_(parameters),
        c_(course),
        life_(life),
        draws_(DrawsOf(seed, course.account, Subject::kLife)) {}

  void Run() {
    const auto weeks = static_cast<size_t>(c_.last() / kWeek + 1);
    life_.health.resize(weeks);
    life_.use.resize(weeks);
    const MonthFactors season = FactorsOf(p_.usage.months);
    double mood = 0;
    for (size_t week = 0; week < weeks; ++week) {
      mood = kMemory * mood + kMood * draws_.Normal();
      const int day = static_cast<int>(week) * kWeek;
      life_.health[week] = std::clamp(c_.health * Remaining(day) + mood, 0.0, 1.0);
      const auto month = static_cast<size_t>(DayOfNumber(c_.start + day).month());
      life_.use[week] = Use(day, life_.health[week], season[month - 1]);
    }
    DrawTickets();
    DrawPeople();
  }

 private:
  // Health falls in the weeks before a loss, also before one that the book does not see.
  double Remaining(int day) const {
    const double weeks = static_cast<double>(p_.lifetime.fading_weeks.value);
    if (!c_.leaves.has_value() || day > *c_.leaves) return 1;
    const double left = (*c_.leaves - day) / (weeks * kWeek);
    return left >= 1 ? 1 : kFaded + (1 - kFaded) * left;
  }

  // Nobody uses what is not there yet, and few before it brings them something.
  double Use(int day, double health, double season) {
    const double noise = p_.usage.noise.value * draws_.Normal();
    if (day + kWeek <= c_.kickoff) return 0;
    const double worst = p_.usage.worst.value;
    const double level = worst + (p_.usage.best.value - worst) * health;
    const double way = c_.value.value_or(c_.target) - c_.kickoff;
    const double learned = way <= 0 ? 1 : std::clamp((day - c_.kickoff) / way, 0.0, 1.0);
    const double share = (level + noise) * season * (kNovice + (1 - kNovice) * learned);
    return std::clamp(share, 0.0, 1.0);
  }

  void DrawTickets() {
    const Tickets& tickets = p_.tickets;
    for (int day = c_.kickoff; day < c_.last(); ++day) {
      const double unwell = 1 + (tickets.unwell.value - 1) * (1 - life_.HealthOn(day));
      const double early = day < kEarlyDays ? tickets.early.value : 1;
      const double mean = tickets.per_month.value / kMonth * unwell * early;
      const int times = Times(draws_, mean);
      if (c_.here(day)) life_.tickets.insert(life_.tickets.end(), static_cast<size_t>(times), day);
    }
  }

  std::vector<std::string> Fitting(const NamedList<Person>& people) const {
    std::vector<std::string> names;
    for (const auto& person : people) {
      if (Covers(person.value.segments, SegmentName(p_, c_))) names.push_back(person.name);
    }
    return names;
  }

  void DrawPeople() {
    const auto csms = Fitting(p_.people.csms);
    const auto specialists = Fitting(p_.people.specialists);
    if (!specialists.empty()) life_.specialist = PickAny(draws_, specialists);
    life_.csms.push_back(PickAny(draws_, csms));
    life_.csm_from.push_back(0);
    for (int year = 0; year < c_.last(); year += kYear) {
      const bool changes = Happens(draws_, p_.people.changes.value);
      const int day = year + Between(draws_, 1, kYear);
      const std::string& next = PickAny(draws_, csms);
      if (!changes || !c_.here(day) || day >= c_.last() || next == life_.csms.back()) continue;
      life_.csms.push_back(next);
      life_.csm_from.push_back(day);
    }
  }

  const Parameters& p_;
  const Course& c_;
  Life& life_;
  Draws draws_;
};

}  // namespace

double Life::HealthOn(int day) const { return health[WeekOf(day, health.size())]; }
double Life::UseOn(int day) const { return use[WeekOf(day, use.size())]; }

const std::string& Life::CsmOn(int day) const {
  size_t i = csms.size() - 1;
  while (i > 0 && csm_from[i] > day) --i;
  return csms[i];
}

int Life::TicketsBefore(int day, int days) const {
  const auto after = std::upper_bound(tickets.begin(), tickets.end(), day);
  return static_cast<int>(after - std::upper_bound(tickets.begin(), after, day - days));
}

Life DrawLife(const Parameters& parameters, uint64_t seed, const Course& course) {
  Life life;
  LifeDrawing(parameters, seed, course, life).Run();
  return life;
}

}  // namespace bellwether::simulation
