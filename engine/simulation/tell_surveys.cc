// Tested by tests/engine/simulation/simulate_test.cc.
#include <algorithm>
#include <cmath>

#include "engine/simulation/story.h"

namespace bellwether::simulation {
namespace {

using records::Kind;

constexpr int kUsualDays = 182;
constexpr int kAfterTicket = 3;   // days
constexpr int kLongestWait = 10;  // days until an answer comes, at least one

class SurveyTelling {
 public:
  SurveyTelling(const Story& story, Recorder& recorder)
      : story_(story),
        c_(story.course),
        recorder_(recorder),
        draws_(story.DrawsFor(Subject::kSurveys)) {}

  void Run() {
    for (const auto& survey : story_.parameters.surveys) {
      for (const int day : Occasions(survey.value)) {
        if (c_.here(day) && Happens(draws_, survey.value.share.value_or(1))) {
          TellOne(survey.value, day);
        }
      }
    }
  }

 private:
  std::vector<int> Occasions(const Survey& survey) const {
    std::vector<int> days;
    switch (survey.asked.value) {
      case Asked::kGraduation:
        if (c_.graduated.has_value()) days.push_back(*c_.graduated);
        break;
      case Asked::kTicket:
        for (const int day : story_.life.tickets) days.push_back(day + kAfterTicket);
        break;
      case Asked::kRegularly: {
        const auto every = static_cast<int>(survey.every_days.value_or(kUsualDays));
        const int from = c_.graduated.value_or(c_.target);
        for (int day = from + every; day < c_.last(); day += every) days.push_back(day);
        break;
      }
    }
    return days;
  }

  // Asked on a day; an answer is known some days later. Nobody answers for who has left.
  void TellOne(const Survey& survey, int day) {
    const double health = story_.life.HealthOn(day);
    const double usual = survey.worst.value + (survey.best.value - survey.worst.value) * health;
    const double score = std::clamp(std::round(usual + survey.noise.value * draws_.Normal()),
                                    survey.least.value, survey.most.value);
    const bool answered = Happens(draws_, survey.answered.value);
    const int wait = Between(draws_, 1, kLongestWait);
    const std::string id = recorder_.NewId(Kind::kSurvey);
    const Moment at = recorder_.Day(day);
    const records::Cell instrument = survey.instrument.value;
    const records::Cell occasion = survey.occasion.value;
    const records::Cell scale = survey.most.value;
    recorder_.Tell(Kind::kSurvey, id, at, {},
                   {{"instrument", instrument}, {"occasion", occasion}, {"scale", scale}});
    if (!answered || !c_.here(day + wait)) return;
    recorder_.Tell(
        Kind::kSurvey, id, at, recorder_.Day(day + wait),
        {{"instrument", instrument}, {"occasion", occasion}, {"scale", scale}, {"score", score}});
  }

  const Story& story_;
  const Course& c_;
  Recorder& recorder_;
  Draws draws_;
};

}  // namespace

void TellSurveys(const Story& story, Recorder& recorder) { SurveyTelling(story, recorder).Run(); }

}  // namespace bellwether::simulation
