// A tally is written by its thread alone, so its counters need no read-modify-write; they are
// atomic because the scrape reads them meanwhile. What the scrape must not see change - which
// tallies there are - is changed under the mutex, by a thread that meets a plan for the first time.
//
// Tested by tests/server/outcome_metrics_test.cc.
#include "server/telemetry/outcome_metrics.h"

#include <array>
#include <atomic>
#include <optional>
#include <string_view>
#include <utility>

namespace bellwether {
namespace {

// Packs that answer at one time: active, canary, previous by digest, and one that is new.
constexpr size_t kPlansOfThread = 4;
// Series of one scrape: more than several packs of a thousand signals have.
constexpr size_t kMostSeries = 20'000;
constexpr std::string_view kOther = "other";

constexpr std::string_view kYesNo[] = {"false", "true"};

// After the bands of a model, in this order.
constexpr std::string_view kModelStates[] = {"insufficient_data", "not_applicable",
                                             "not_evaluated"};
constexpr size_t kModelStateCount = std::size(kModelStates);

constexpr std::string_view kGraduations[] = {"not_applicable",    "not_evaluated",
                                             "already_graduated", "insufficient_data",
                                             "not_yet",           "graduate"};
constexpr std::string_view kExtensions[] = {"not_applicable", "not_evaluated", "already_graduated",
                                            "graduate",       "escalate",      "continue",
                                            "extend"};

class Counter {
 public:
  // By the one thread that writes it.
  void Increase() {
    count_.store(count_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  }
  uint64_t get() const { return count_.load(std::memory_order_relaxed); }

 private:
  std::atomic<uint64_t> count_{0};
};

// The index in kGraduations; nothing when the pack has no such section.
std::optional<size_t> IndexOf(const GraduationResult& graduation) {
  switch (graduation.state) {
    case OutcomeState::kNotDefined:
      return std::nullopt;
    case OutcomeState::kNotApplicable:
      return 0;
    case OutcomeState::kNotEvaluated:
      return 1;
    case OutcomeState::kAlreadyGraduated:
      return 2;
    case OutcomeState::kInsufficientData:
      return 3;
    case OutcomeState::kAnswered:
      return graduation.graduate ? 5 : 4;
  }
  return std::nullopt;
}

size_t IndexOf(Decision decision) {
  switch (decision) {
    case Decision::kGraduate:
      return 3;
    case Decision::kEscalate:
      return 4;
    case Decision::kContinue:
      return 5;
    case Decision::kExtend:
      return 6;
    case Decision::kNotEvaluated:
      return 1;
  }
  return 1;
}

std::optional<size_t> IndexOf(const ExtensionResult& extension) {
  switch (extension.state) {
    case OutcomeState::kNotDefined:
      return std::nullopt;
    case OutcomeState::kNotApplicable:
      return 0;
    case OutcomeState::kAlreadyGraduated:
      return 2;
    case OutcomeState::kNotEvaluated:
    case OutcomeState::kInsufficientData:
      return 1;
    case OutcomeState::kAnswered:
      return IndexOf(extension.decision);
  }
  return std::nullopt;
}

uint64_t NextNumber() {
  static std::atomic<uint64_t> last{0};
  return ++last;
}

bool IsSame(const std::weak_ptr<const Plan>& a, const std::shared_ptr<const Plan>& b) {
  return !a.owner_before(b) && !b.owner_before(a);
}

}  // namespace

// Keeps the names that it needs, and not the plan.
class OutcomeMetrics::Tally {
 public:
  Tally(const std::shared_ptr<const Plan>& plan, bool on_trial) : plan_(plan), on_trial_(on_trial) {
    for (const PlanModel& model : plan->models) {
      Model& counted = models_.emplace_back();
      counted.name = plan->model_notes[models_.size() - 1].name;
      for (uint32_t i = 0; i < model.bands.count; ++i) {
        counted.bands.push_back(plan->band_notes[model.bands.first + i].name);
      }
      counted.results = std::vector<Counter>(counted.bands.size() + kModelStateCount);
    }
    for (const ruleset::Signal& signal : plan->signals) {
      slots_.push_back(signal.slot);
      signals_.push_back(plan->slots[signal.slot].name);
    }
    missing_ = std::vector<Counter>(signals_.size());
    stale_ = std::vector<Counter>(signals_.size());
  }

  bool IsOf(const std::shared_ptr<const Plan>& plan, bool on_trial) const {
    return on_trial_ == on_trial && IsSame(plan_, plan);
  }

  void Count(const Facts& facts, const Evaluation& evaluation, Stages stages) {
    evaluations_.Increase();
    if (stages.Has(Stage::kHealth)) CountHealth(evaluation);
    if (stages.Has(Stage::kGraduation)) {
      if (const auto index = IndexOf(evaluation.graduation)) graduations_[*index].Increase();
    }
    if (stages.Has(Stage::kExtension)) {
      if (const auto index = IndexOf(evaluation.extension)) extensions_[*index].Increase();
    }
    CountSignals(facts);
  }

  // tell(id, {label values}, count)
  template <typename Tell>
  void ForEach(const Tell& tell) const {
    const std::string trial(kYesNo[on_trial_ ? 1 : 0]);
    tell(MetricId::kEvaluations, {trial}, evaluations_.get());
    for (const Model& model : models_) {
      for (size_t i = 0; i < model.results.size(); ++i) {
        const size_t bands = model.bands.size();
        tell(MetricId::kHealthResults,
             {model.name, i < bands ? model.bands[i] : std::string(kModelStates[i - bands]), trial},
             model.results[i].get());
      }
    }
    for (size_t i = 0; i < graduations_.size(); ++i) {
      tell(MetricId::kGraduationResults, {std::string(kGraduations[i]), trial},
           graduations_[i].get());
    }
    for (size_t i = 0; i < extensions_.size(); ++i) {
      tell(MetricId::kExtensionResults, {std::string(kExtensions[i]), trial}, extensions_[i].get());
    }
    for (size_t i = 0; i < signals_.size(); ++i) {
      tell(MetricId::kSignalsMissing, {signals_[i]}, missing_[i].get());
      tell(MetricId::kSignalsStale, {signals_[i]}, stale_[i].get());
    }
  }

 private:
  struct Model {
    std::string name;
    std::vector<std::string> bands;
    std::vector<Counter> results;  // by band, then by state
  };

  void CountHealth(const Evaluation& evaluation) {
    for (size_t i = 0; i < models_.size(); ++i) {
      const ModelResult& result = evaluation.models[i];
      const size_t bands = models_[i].bands.size();
      size_t index = bands;
      if (result.has_score()) {
        index = result.band;
      } else if (result.state == ModelState::kNotApplicable) {
        index = bands + 1;
      } else if (result.state == ModelState::kNotEvaluated) {
        index = bands + 2;
      }
      models_[i].results[index].Increase();
    }
  }

  void CountSignals(const Facts& facts) {
    for (size_t i = 0; i < slots_.size(); ++i) {
      const MissingReason reason = facts.reasons[slots_[i]];
      if (reason == MissingReason::kNone || reason == MissingReason::kNotApplicable) continue;
      (reason == MissingReason::kStale ? stale_ : missing_)[i].Increase();
    }
  }

  const std::weak_ptr<const Plan> plan_;
  const bool on_trial_;
  Counter evaluations_;
  std::vector<Model> models_;
  std::array<Counter, std::size(kGraduations)> graduations_;
  std::array<Counter, std::size(kExtensions)> extensions_;
  std::vector<uint32_t> slots_;  // of signals
  std::vector<std::string> signals_;
  std::vector<Counter> missing_, stale_;  // by signal
};

struct OutcomeMetrics::ThreadCounts {
  std::array<std::unique_ptr<Tally>, kPlansOfThread> tallies;
  size_t next = 0;  // place of the next plan
};

OutcomeMetrics::OutcomeMetrics() : number_(NextNumber()) {}
OutcomeMetrics::~OutcomeMetrics() = default;

OutcomeMetrics::Tally& OutcomeMetrics::TallyOf(const std::shared_ptr<const Plan>& plan,
                                               bool on_trial) {
  // Of the object that the thread counted for last: a server has one.
  static thread_local uint64_t number = 0;
  static thread_local ThreadCounts* counts = nullptr;
  if (number == number_) {
    for (const std::unique_ptr<Tally>& tally : counts->tallies) {
      if (tally != nullptr && tally->IsOf(plan, on_trial)) return *tally;
    }
  }
  auto tally = std::make_unique<Tally>(plan, on_trial);
  Tally& added = *tally;
  MutexLock lock(mutex_);
  if (number != number_) {
    counts = threads_.emplace_back(std::make_unique<ThreadCounts>()).get();
    number = number_;
  }
  std::unique_ptr<Tally>& place = counts->tallies[counts->next++ % kPlansOfThread];
  place.swap(tally);
  if (tally != nullptr) Retire(std::move(tally));
  return added;
}

void OutcomeMetrics::Retire(std::unique_ptr<Tally> tally) { AddTo(totals_, *tally); }

void OutcomeMetrics::AddTo(Totals& totals, const Tally& tally) {
  tally.ForEach([&](MetricId id, std::vector<std::string> labels, uint64_t count) {
    auto key = std::pair(id, std::move(labels));
    if (totals.size() >= kMostSeries && totals.find(key) == totals.end()) {
      for (std::string& label : key.second) label = kOther;
    }
    totals[std::move(key)] += count;
  });
}

void OutcomeMetrics::Evaluated(const std::shared_ptr<const Plan>& plan, bool on_trial,
                               const Facts& facts, const Evaluation& evaluation, Stages stages,
                               absl::Duration taken) {
  durations_.Add(taken);
  TallyOf(plan, on_trial).Count(facts, evaluation, stages);
}

void OutcomeMetrics::Collect(Exposition& exposition) const {
  Totals totals;
  {
    MutexLock lock(mutex_);
    totals = totals_;
    for (const std::unique_ptr<ThreadCounts>& thread : threads_) {
      for (const std::unique_ptr<Tally>& tally : thread->tallies) {
        if (tally != nullptr) AddTo(totals, *tally);
      }
    }
  }
  for (const auto& [key, count] : totals) {
    exposition.Add(key.first, {key.second.begin(), key.second.end()}, static_cast<double>(count));
  }
  exposition.Add(MetricId::kEvaluationDuration, {}, durations_.Counts());
}

}  // namespace bellwether
