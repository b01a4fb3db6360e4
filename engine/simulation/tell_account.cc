// Tested by tests/engine/simulation/simulate_test.cc.
#include <algorithm>
#include <map>

#include "engine/simulation/story.h"

namespace bellwether::simulation {
namespace {

using records::Change;

// Changes of one day become one record.
class AccountTelling {
 public:
  AccountTelling(const Story& story, Recorder& recorder)
      : story_(story),
        c_(story.course),
        recorder_(recorder),
        draws_(story.DrawsFor(Subject::kAccount)) {}

  void Run() {
    TellStart();
    TellDates();
    TellPeople();
    TellStages();
    TellRenewals();
    for (auto& [day, changes] : days_) recorder_.TellChanges(recorder_.Day(day), changes);
  }

 private:
  // Of several on one day the last one holds.
  void Tell(int day, std::string name, decltype(Change::value) value) {
    std::vector<Change>& changes = days_[day];
    std::erase_if(changes, [&](const Change& change) { return change.name == name; });
    changes.push_back(Becomes(std::move(name), std::move(value)));
  }
  void TellDay(std::string name, int day) { Tell(day, std::move(name), recorder_.Day(day)); }

  void TellStart() {
    const Parameters& p = story_.parameters;
    const Segment& segment = SegmentOf(p, c_);
    Tell(0, "segment", SegmentName(p, c_));
    Tell(0, "cadence", segment.cadence.value);
    Tell(0, "stage", p.stages.onboarding.value);
    Tell(0, "csm", story_.life.csms[0]);
    if (!story_.life.specialist.empty()) Tell(0, "specialist", story_.life.specialist);
    for (const auto& attribute : p.attributes) {
      Tell(0, attribute.name, PickWord(draws_, attribute.value));
    }
    Tell(0, "currency", p.revenue.currency.value);
    Tell(0, "acv", c_.acv);
    Tell(0, "seats", static_cast<double>(c_.seats));
    TellDay(segment.trial.value ? "trial_started_at" : "contract_signed_at", 0);
    Tell(0, "kickoff_at", NotYet{});
    Tell(0, "first_login_at", NotYet{});
    Tell(0, "first_value_at", NotYet{});
    Tell(0, "graduated_at", NotYet{});
  }

  void TellDates() {
    const int login = WholeBetween(draws_, story_.parameters.onboarding.first_login);
    TellDay("kickoff_at", c_.kickoff);
    Tell(c_.kickoff, "target_graduation_at", recorder_.Day(c_.target));
    TellDay("first_login_at", std::min(c_.kickoff + login, c_.value.value_or(c_.target)));
    if (c_.value.has_value()) TellDay("first_value_at", *c_.value);
    if (c_.graduated.has_value()) TellDay("graduated_at", *c_.graduated);
  }

  void TellPeople() {
    for (size_t i = 1; i < story_.life.csms.size(); ++i) {
      Tell(story_.life.csm_from[i], "csm", story_.life.csms[i]);
    }
  }

  void TellStages() {
    const Stages& stages = story_.parameters.stages;
    const std::optional<int> over = c_.graduated.has_value() ? c_.graduated : c_.abandoned;
    if (over.has_value() && *over < c_.lost.value_or(c_.end)) {
      Tell(*over, "stage", stages.customer.value);
    }
    if (c_.lost.has_value()) Tell(*c_.lost, "stage", stages.lost.value);
    if (c_.returned.has_value()) Tell(*c_.returned, "stage", stages.customer.value);
  }

  void TellRenewals() {
    const int days = static_cast<int>(story_.parameters.lifetime.term_days.value);
    for (const Term& term : story_.money.terms) {
      Tell(term.first, "renewal_at", recorder_.Day(term.first + days));
    }
  }

  const Story& story_;
  const Course& c_;
  Recorder& recorder_;
  Draws draws_;
  std::map<int, std::vector<Change>> days_;
};

}  // namespace

const std::string& Story::StageOn(int day) const {
  const Stages& stages = parameters.stages;
  if (!course.here(day)) return stages.lost.value;
  const int over = course.graduated.value_or(course.abandoned.value_or(course.end));
  return day < over ? stages.onboarding.value : stages.customer.value;
}

void TellAccount(const Story& story, Recorder& recorder) { AccountTelling(story, recorder).Run(); }

}  // namespace bellwether::simulation
