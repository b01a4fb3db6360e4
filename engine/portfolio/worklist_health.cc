// Since when a band or a flag is so is found by replaying day after day backwards, until all that
// is looked for has changed or the longest look back is reached.
// Tested by tests/engine/portfolio/worklist_test.cc.
#include "engine/portfolio/worklist_health.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "engine/base/civil_day.h"
#include "engine/explain/outcomes.h"
#include "engine/questions/questions.h"

namespace bellwether::portfolio {
namespace {

constexpr double kLeastMove = 1e-9;  // points

using Since = std::pair<int32_t, bool>;  // a day, and whether it may be earlier

class HealthLines {
 public:
  HealthLines(const View& view, const ruleset::Worklist& list, uint32_t account,
              HealthReplay& replay, Worklist& worklist)
      : view_(view),
        plan_(view.plan()),
        list_(list),
        account_(account),
        replay_(replay),
        worklist_(worklist) {}

  void Run() {
    standing_.account = std::string(view_.book().account_id(account_));
    standing_.health = replay_.At(account_, view_.moment());
    if (replay_.refused()) {
      worklist_.standings.push_back(std::move(standing_));
      return;
    }
    ReadFlags();
    ReadQuestions();
    ReadActions();  // texts are filled with the facts of today
    LookBack();
    DateActions();
    worklist_.standings.push_back(std::move(standing_));
  }

 private:
  struct FlagAction {
    size_t action = 0;  // in worklist_.actions
    uint32_t flag = 0;
    std::optional<int32_t> due_days;
  };

  void ReadFlags() {
    for (uint32_t flag = 0; flag < plan_.flags.size(); ++flag) {
      if (replay_.evaluation().flags[flag].state == FlagState::kRaised) raised_.push_back(flag);
    }
    std::stable_sort(raised_.begin(), raised_.end(), [this](uint32_t a, uint32_t b) {
      return plan_.flags[a].severity < plan_.flags[b].severity;
    });
    for (const uint32_t flag : raised_) {
      standing_.flags.push_back(plan_.outcome_notes.flags[flag].name);
    }
  }

  void ReadQuestions() {
    const uint32_t model = replay_.evaluation().primary;
    if (model == kNoIndex || !IsOpen(plan_, replay_.evaluation(), Outcome::kBand, model)) return;
    const BindOptions options{view_.moment(), /*report_unknown_signals=*/true, ""};
    const Questions asked =
        Ask(plan_, replay_.account(), options, Limits(), replay_.facts(), replay_.evaluation());
    const OutcomeQuestions* const band = asked.Find(Outcome::kBand, model);
    if (band == nullptr) return;
    for (const Question& question : band->questions) {
      if (!question.decides) continue;
      if (standing_.questions++ == 0) standing_.first_question = question.name;
    }
  }

  void ReadActions() {
    const Answered answered{plan_, replay_.facts(), replay_.evaluation(), ""};
    for (const uint32_t flag : raised_) {
      const PlanNote& note = plan_.outcome_notes.flags[flag];
      if (note.playbook == kNoIndex) continue;
      const size_t first = worklist_.actions.size();
      AddSteps(answered, note.playbook, note.name);
      for (size_t i = first; i < worklist_.actions.size(); ++i) {
        const auto& step = plan_.playbooks[note.playbook].steps[i - first];
        dated_.push_back({i, flag, step.due_days});
      }
    }
    const auto& playbook = ResponseTo(answered).playbook;
    if (playbook) AddSteps(answered, *playbook, plan_.playbooks[*playbook].name);
  }

  void AddSteps(const Answered& answered, uint32_t playbook, const std::string& because) {
    const auto line = ExplainPlaybook(answered, plan_.playbooks[playbook].name);
    if (!line) return;
    for (const StepLine& step : line->steps) {
      Worklist::Action action;
      action.account = standing_.account;
      action.what = step.action;
      action.owner = step.owner;
      action.because = because;
      if (step.due) action.due = DayNumber(*step.due);
      worklist_.actions.push_back(std::move(action));
    }
  }

  // Day by day: until when back the band and each flag were as they are today.
  void LookBack() {
    const std::optional<HealthAt> now = standing_.health;
    bool band_open = now.has_value();
    std::vector<uint32_t> open = raised_;
    int32_t back = 0;
    while ((band_open || !open.empty() || back < list_.moved_within) &&
           back < ruleset::kLongestLookBack) {
      ++back;
      const int32_t day = view_.today() - back;
      const auto then = replay_.At(account_, Moment::Date(DayOfNumber(day)));
      if (back == list_.moved_within && now && then) Compare(*now, *then);
      if (band_open && !(then && then->band == now->band)) {
        standing_.since = day + 1;
        band_open = false;
      }
      std::erase_if(open, [&](uint32_t flag) {
        const bool raised =
            !replay_.refused() && replay_.evaluation().flags[flag].state == FlagState::kRaised;
        if (!raised) since_[flag] = {day + 1, false};
        return !raised;
      });
    }
    const int32_t earliest = view_.today() - back;
    if (band_open) standing_.since = earliest;
    standing_.since_or_before = band_open;
    for (const uint32_t flag : open) since_[flag] = {earliest, true};
  }

  // Of another model nothing can be compared.
  void Compare(const HealthAt& now, const HealthAt& then) {
    if (now.model != then.model) return;
    standing_.change = now.score - then.score;
    std::map<std::string, double> moves;
    for (const HealthAt::Part& part : now.parts) moves[part.name] += part.contribution;
    for (const HealthAt::Part& part : then.parts) moves[part.name] -= part.contribution;
    for (const auto& [name, move] : moves) {
      if (std::abs(move) <= std::abs(standing_.mover_change) + kLeastMove) continue;
      standing_.mover = name;
      standing_.mover_change = move;
    }
  }

  // What a flag asks for is due so many days after it was raised, not after today.
  void DateActions() {
    for (const FlagAction& dated : dated_) {
      if (!dated.due_days) continue;
      const auto& [day, or_before] = since_.at(dated.flag);
      worklist_.actions[dated.action].due = day + *dated.due_days;
      worklist_.actions[dated.action].since_or_before = or_before;
    }
  }

  const View& view_;
  const Plan& plan_;
  const ruleset::Worklist& list_;
  const uint32_t account_;
  HealthReplay& replay_;
  Worklist& worklist_;
  Worklist::Standing standing_;
  std::vector<uint32_t> raised_;  // flags, worst first
  std::vector<FlagAction> dated_;
  std::map<uint32_t, Since> since_;  // by flag
};

}  // namespace

void ListHealth(const View& view, const ruleset::Worklist& list, uint32_t account,
                HealthReplay& replay, Worklist& worklist) {
  HealthLines(view, list, account, replay, worklist).Run();
}

}  // namespace bellwether::portfolio
