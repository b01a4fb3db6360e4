// For each missing fact: give an answer, bind, evaluate, compare where each outcome stands. Points
// of a scale are tried sparsely first; where two neighbours differ in any outcome, the turn between
// them is looked for by halving.
//
// Tested by tests/engine/questions/ask_test.cc and tests/property/questions_test.cc.
#include <algorithm>
#include <cmath>
#include <map>

#include "engine/base/civil_day.h"
#include "engine/questions/answers.h"
#include "engine/questions/questions.h"
#include "engine/questions/standing.h"

namespace bellwether {
namespace {

constexpr const char* kMilestonesName = "milestones";

// What one answer makes of one outcome.
struct Effect {
  Verdict verdict;
  bool settled = false;
  bool operator==(const Effect&) const = default;
};

// What one answer makes of all outcomes; empty when the account would be refused.
using Effects = std::vector<Effect>;

// What the answers to one fact did to one outcome so far.
struct Tally {
  bool decides = false;
  bool narrows = false;
  double settles = 0;
  std::vector<OpenItem> items;  // sorted
};

void AddOnce(const std::vector<OpenItem>& items, std::vector<OpenItem>& all) {
  std::vector<OpenItem> joined;
  std::set_union(all.begin(), all.end(), items.begin(), items.end(), std::back_inserter(joined));
  all = std::move(joined);
}

// Outcomes that a question may be about, and no arithmetic.
constexpr Wanted kJudged = {Arithmetic::kOutcomes,
                            {Stage::kHealth, Stage::kGraduation, Stage::kExtension}};

class Asker {
 public:
  Asker(const Plan& pack, const Account& account, const BindOptions& options, const Limits& limits,
        const Facts& facts, const Evaluation& evaluation)
      : pack_(pack),
        plan_(PlanInForce(pack, facts)),
        account_(account),
        options_(options),
        limits_(limits),
        facts_(facts) {
    questions_.outcomes = OutcomesOf(plan_, evaluation);
    now_.resize(questions_.outcomes.size());
    for (size_t i = 0; i < now_.size(); ++i) {
      OutcomeQuestions& outcome = questions_.outcomes[i];
      Stand(plan_, evaluation, outcome, now_[i]);
      outcome.now = now_[i].verdict;
      outcome.open = now_[i].open;
    }
  }

  Questions Run() {
    for (const MissingFact& fact : MissingFacts(plan_, facts_)) {
      if (!CouldMatter(fact)) continue;
      AskFor(fact);
      if (!questions_.complete) break;
    }
    for (OutcomeQuestions& outcome : questions_.outcomes) Order(outcome.questions);
    return std::move(questions_);
  }

 private:
  // Whether a fact has a way to an outcome that is open, or to any where conditions ask what is
  // given or a value stands in for it.
  bool CouldMatter(const MissingFact& fact) const {
    const bool milestones = fact.slot == kNoIndex;
    const Reach& reach = plan_.reach;
    const uint64_t bits = milestones ? reach.milestones : reach.outcomes[fact.slot];
    const bool given = milestones ? reach.milestones_given_matter : reach.given_matters[fact.slot];
    const bool stands_in = !milestones && (fact.reason == MissingReason::kStale ||
                                           facts_.values[fact.slot].substituted);
    for (const OutcomeQuestions& outcome : questions_.outcomes) {
      const bool reached = (bits & BitOf(outcome)) != 0;
      if (reached && (outcome.open || given || stands_in)) return true;
    }
    return false;
  }

  static uint64_t BitOf(const OutcomeQuestions& outcome) {
    switch (outcome.outcome) {
      case Outcome::kBand:
        return BandBit(outcome.model);
      case Outcome::kReadiness:
      case Outcome::kGraduation:
        return kGraduationBit;
      case Outcome::kDecision:
        break;
    }
    return kDecisionBit;
  }

  void AskFor(const MissingFact& fact) {
    const Domain domain = DomainOf(plan_, facts_, fact.slot);
    AnsweredAccount answered(plan_, account_, facts_, fact.slot);
    tallies_.assign(questions_.outcomes.size(), {});
    std::vector<Effects> words;
    for (const std::string& word : domain.words) {
      answered.GiveWord(word);
      words.push_back(Try(answered.account()));
    }
    std::map<double, Effects> points;
    const auto try_point = [&](double point) {
      answered.GivePoint(point, domain.scale);
      points[point] = Try(answered.account());
    };
    for (const double point : domain.points) try_point(point);
    for (size_t i = 0; i + 1 < domain.points.size(); ++i) {
      FindTurns(domain, domain.points[i], domain.points[i + 1], points, try_point);
    }
    if (!questions_.complete) return;
    for (size_t i = 0; i < questions_.outcomes.size(); ++i) Report(fact, domain, words, points, i);
  }

  // Halves the gap between two points that differ, until they are neighbours on the scale.
  template <typename TryPoint>
  void FindTurns(const Domain& domain, double left, double right, std::map<double, Effects>& points,
                 const TryPoint& try_point) {
    const Effects& before = points[left];
    const Effects& after = points[right];
    if (before == after || before.empty() || after.empty() || !questions_.complete) return;
    const double middle = std::round((left + right) / 2 / domain.step) * domain.step;
    if (middle <= left || middle >= right) return;
    try_point(middle);
    FindTurns(domain, left, middle, points, try_point);
    FindTurns(domain, middle, right, points, try_point);
  }

  Effects Try(const Account& account) {
    Effects effects;
    if (questions_.tried >= limits_.max_answers_tried) {
      questions_.complete = false;
      return effects;
    }
    ++questions_.tried;
    // The answer may be a segment with numbers of its own.
    if (!Bind(pack_, account, options_, limits_, answered_facts_).empty()) return effects;
    if (!Evaluate(pack_, answered_facts_, scratch_, answer_, kJudged).ok()) {
      return effects;
    }
    for (size_t i = 0; i < questions_.outcomes.size(); ++i) {
      Stand(PlanInForce(pack_, answered_facts_), answer_, questions_.outcomes[i], standing_);
      effects.push_back({standing_.verdict, !standing_.open});
      Count(questions_.outcomes[i].outcome, now_[i], tallies_[i]);
    }
    return effects;
  }

  // Compares `standing_`, after an answer, with `now`.
  void Count(Outcome outcome, const Standing& now, Tally& tally) {
    if (standing_.verdict != now.verdict) tally.decides = true;
    if (!now.open) return;
    const bool same = standing_.open && standing_.known == now.known &&
                      standing_.items == now.items && standing_.fingerprint == now.fingerprint;
    if (same) return;
    tally.narrows = true;
    std::vector<OpenItem> settled;
    std::set_difference(now.items.begin(), now.items.end(), standing_.unknown.begin(),
                        standing_.unknown.end(), std::back_inserter(settled));
    const double share = std::max(0.0, standing_.known - now.known);
    const auto count = static_cast<double>(settled.size());
    tally.settles = std::max(tally.settles, outcome == Outcome::kBand ? share : count);
    AddOnce(settled, tally.items);
  }

  void Report(const MissingFact& fact, const Domain& domain, const std::vector<Effects>& words,
              const std::map<double, Effects>& points, size_t outcome) {
    const Tally& tally = tallies_[outcome];
    if (!tally.decides && !tally.narrows) return;
    Question question;
    question.slot = fact.slot;
    question.name = fact.slot == kNoIndex ? kMilestonesName : plan_.slots[fact.slot].name;
    question.unit = UnitOf(fact.slot);
    question.reason = fact.reason;
    question.decides = tally.decides;
    question.settles = tally.settles;
    question.items = tally.items;
    AddWords(domain, words, outcome, question.answers);
    AddRanges(domain, points, outcome, question.answers);
    questions_.outcomes[outcome].questions.push_back(std::move(question));
  }

  std::string UnitOf(uint32_t slot) const {
    if (slot == kNoIndex) return "days late";
    const uint32_t signal = plan_.FindSignal(plan_.slots[slot].name);
    return signal == kNoIndex ? "" : plan_.signals[signal].unit;
  }

  PossibleAnswer AnswerWith(const Effect& effect, size_t outcome) const {
    PossibleAnswer answer;
    answer.verdict = effect.verdict;
    answer.settled = effect.settled;
    answer.changes = effect.verdict != now_[outcome].verdict;
    return answer;
  }

  // Words that do the same are one answer.
  void AddWords(const Domain& domain, const std::vector<Effects>& words, size_t outcome,
                std::vector<PossibleAnswer>& answers) const {
    const size_t first = answers.size();
    for (size_t i = 0; i < words.size(); ++i) {
      if (words[i].empty()) continue;
      PossibleAnswer answer = AnswerWith(words[i][outcome], outcome);
      const auto same =
          std::find_if(answers.begin() + static_cast<std::ptrdiff_t>(first), answers.end(),
                       [&](const PossibleAnswer& other) {
                         return other.verdict == answer.verdict && other.settled == answer.settled;
                       });
      if (same == answers.end()) {
        answer.range.words = {domain.words[i]};
        answers.push_back(std::move(answer));
      } else {
        same->range.words.push_back(domain.words[i]);
      }
    }
  }

  // Neighbours that do the same are one range.
  void AddRanges(const Domain& domain, const std::map<double, Effects>& points, size_t outcome,
                 std::vector<PossibleAnswer>& answers) const {
    const size_t first = answers.size();
    double last = 0;
    for (const auto& [point, effects] : points) {
      if (effects.empty()) continue;
      PossibleAnswer answer = AnswerWith(effects[outcome], outcome);
      const bool begins = answers.size() == first;
      const bool goes_on = !begins && answers.back().verdict == answer.verdict &&
                           answers.back().settled == answer.settled;
      if (!begins && !goes_on) Turn(domain, last, point, answers.back().range, answer.range);
      if (!goes_on) answers.push_back(std::move(answer));
      last = point;
    }
  }

  // Ends one range and begins the next, between two neighbours.
  static void Turn(const Domain& domain, double last, double next, AnswerRange& before,
                   AnswerRange& after) {
    if (domain.scale == Scale::kDays) {
      before.to_day = DayOfNumber(static_cast<int32_t>(last));
      after.from_day = DayOfNumber(static_cast<int32_t>(next));
      return;
    }
    const auto is_edge = [&](double point) {
      return std::binary_search(domain.edges.begin(), domain.edges.end(), point);
    };
    const bool after_edge = domain.scale == Scale::kNumbers && is_edge(last) && !is_edge(next);
    before.to = after_edge || domain.scale == Scale::kWhole ? last : next;
    before.to_inclusive = after_edge || domain.scale == Scale::kWhole;
    after.from = after_edge ? last : next;
    after.from_inclusive = !after_edge;
  }

  static void Order(std::vector<Question>& questions) {
    std::stable_sort(questions.begin(), questions.end(), [](const Question& a, const Question& b) {
      return a.decides != b.decides ? a.decides : a.settles > b.settles;
    });
  }

  const Plan& pack_;
  const Plan& plan_;  // of the pack's, the one that is in force
  const Account& account_;
  const BindOptions& options_;
  const Limits& limits_;
  const Facts& facts_;
  Questions questions_;
  std::vector<Standing> now_;   // by outcome
  std::vector<Tally> tallies_;  // by outcome, of the fact at hand
  Facts answered_facts_;
  Scratch scratch_;
  Evaluation answer_;
  Standing standing_;
};

}  // namespace

const OutcomeQuestions* Questions::Find(Outcome outcome, uint32_t model) const {
  for (const OutcomeQuestions& candidate : outcomes) {
    if (candidate.outcome == outcome && candidate.model == model) return &candidate;
  }
  return nullptr;
}

Questions Ask(const Plan& plan, const Account& account, const BindOptions& options,
              const Limits& limits, const Facts& facts, const Evaluation& evaluation) {
  return Asker(plan, account, options, limits, facts, evaluation).Run();
}

}  // namespace bellwether
