// Scores, tiers and what they rest on: each writer sets the cells of one row, and says there what
// evaluation_to_proto.cc says in a message.
//
// Tested by tests/server/columns_property_test.cc.
#include "protos/wire/column_writers.h"

#include <algorithm>
#include <vector>

#include "engine/explain/absent.h"
#include "engine/explain/confidence.h"
#include "protos/wire/explanation_to_proto.h"

namespace bellwether::wire {
namespace {

constexpr int64_t kNanosOfADay = int64_t{86'400} * 1'000'000'000;

// Names of one list for each row, each name in the dictionary once.
class NameListsWriter {
 public:
  NameListsWriter(size_t names, size_t rows, v1::NameLists& lists)
      : lists_(&lists), places_(names, -1) {
    Size(rows, *lists.mutable_ends());
  }

  // `index` is below the number of names that the constructor was told.
  void Add(uint32_t index, const std::string& name) {
    int& place = places_[index];
    if (place < 0) {
      place = lists_->dictionary_size();
      lists_->add_dictionary(name);
    }
    lists_->add_indexes(static_cast<uint32_t>(place));
  }
  void End(size_t row) {
    lists_->set_ends(static_cast<int>(row), static_cast<uint32_t>(lists_->indexes_size()));
  }
  // Rows that were left out have an empty list.
  void Finish() {
    uint32_t last = 0;
    for (uint32_t& end : *lists_->mutable_ends()) end = last = std::max(last, end);
  }

 private:
  v1::NameLists* lists_;
  std::vector<int> places_;
};

class HealthWriter final : public GroupWriter {
 public:
  HealthWriter(const Plan& plan, bool absent, size_t rows, Response& to) : plan_(plan), to_(to) {
    Size(rows, *to.mutable_primary(), -1);
    for (uint32_t i = 0; i < plan.models.size(); ++i) {
      v1::HealthColumn& column = *to.add_health();
      Prepare(i, rows, column);
      if (absent) PrepareAbsent(i, rows, column);
    }
  }

  void Add(size_t row, const Facts& facts, const Evaluation& evaluation) override {
    const int r = static_cast<int>(row);
    if (evaluation.primary != kNoIndex) to_.set_primary(r, static_cast<int>(evaluation.primary));
    for (uint32_t i = 0; i < plan_.models.size(); ++i) {
      AddModel(row, plan_.models[i], evaluation.models[i],
               *to_.mutable_health(static_cast<int>(i)));
      if (!absent_.empty()) AddAbsent(row, i, facts, evaluation);
    }
  }

  void Finish() override {
    for (NameListsWriter& names : absent_) names.Finish();
  }

 private:
  void Prepare(uint32_t model, size_t rows, v1::HealthColumn& column) const {
    column.set_model(plan_.model_notes[model].name);
    column.set_precision(plan_.models[model].precision);
    column.set_rounded_down(plan_.models[model].rounding == Rounding::kDown);
    const Range& bands = plan_.models[model].bands;
    for (uint32_t b = bands.first; b < bands.end(); ++b) column.add_bands(plan_.band_notes[b].name);
    Size(rows, *column.mutable_states());
    Size(rows, *column.mutable_scores());
    Size(rows, *column.mutable_raw());
    Size(rows, *column.mutable_effective());
    Size(rows, *column.mutable_low());
    Size(rows, *column.mutable_high());
    Size(rows, *column.mutable_coverage());
    Size(rows, *column.mutable_band(), -1);
    Size(rows, *column.mutable_intervene());
  }

  void PrepareAbsent(uint32_t model, size_t rows, v1::HealthColumn& column) {
    absent_.emplace_back(plan_.components.size(), rows, *column.mutable_absent());
    Size(rows, *column.mutable_best_possible(), -1);
    Size(rows, *column.mutable_worst_possible(), -1);
    Size(rows, *column.mutable_missing_answers());
    column.set_min_coverage(plan_.models[model].min_coverage);
  }

  static void AddModel(size_t row, const PlanModel& model, const ModelResult& result,
                       v1::HealthColumn& column) {
    const int r = static_cast<int>(row);
    column.set_states(r, AfterUnspecified<v1::HealthState>(result.state));
    if (result.state == ModelState::kNotApplicable || result.state == ModelState::kNotEvaluated) {
      return;
    }
    column.set_coverage(r, result.coverage);
    column.set_low(r, result.low);
    column.set_high(r, result.high);
    if (!result.has_score()) return;
    column.set_scores(r, result.displayed);
    column.set_raw(r, result.has_raw ? result.raw : result.effective);
    column.set_effective(r, result.effective);
    column.set_band(r, static_cast<int>(result.band));
    if (result.certain) SetBit(row, *column.mutable_certain());
    if (result.held_by_hysteresis) SetBit(row, *column.mutable_held_by_hysteresis());
    if (model.intervene_below) {
      column.set_intervene(r, AfterUnspecified<v1::Ternary>(result.intervene));
    }
  }

  void AddAbsent(size_t row, uint32_t model, const Facts& facts, const Evaluation& evaluation) {
    for (const uint32_t leaf : AbsentLeaves(plan_, facts, evaluation, model)) {
      absent_[model].Add(leaf, plan_.component_notes[leaf].name);
    }
    absent_[model].End(row);
    const Plan& plan = PlanInForce(plan_, facts);
    const auto span = PossibleBandSpan(plan, evaluation, model);
    if (!span) return;
    const int r = static_cast<int>(row);
    v1::HealthColumn& column = *to_.mutable_health(static_cast<int>(model));
    column.set_best_possible(r, static_cast<int>(span->best));
    column.set_worst_possible(r, static_cast<int>(span->worst));
    const auto missing = MissingAnswers(plan, evaluation, model);
    column.set_missing_answers(r, static_cast<int>(missing.size()));
  }

  const Plan& plan_;
  Response& to_;
  std::vector<NameListsWriter> absent_;  // by model; empty when not asked for
};

class BenchmarksWriter final : public GroupWriter {
 public:
  BenchmarksWriter(const Plan& plan, size_t rows, Response& to)
      : plan_(plan), to_(to), places_(plan.tiers.size()) {
    for (uint32_t i = 0; i < plan.benchmarks.size(); ++i) {
      v1::BenchmarkColumn& column = *to.add_benchmarks();
      column.set_name(plan.benchmark_notes[i].name);
      const Range& sets = plan.benchmarks[i].sets;
      for (uint32_t s = sets.first; s < sets.end(); ++s) AddTiers(plan.sets[s].tiers, column);
      Size(rows, *column.mutable_states());
      Size(rows, *column.mutable_tier(), -1);
      Size(rows, *column.mutable_values());
    }
  }

  void Add(size_t row, const Facts&, const Evaluation& evaluation) override {
    const int r = static_cast<int>(row);
    for (size_t i = 0; i < evaluation.benchmarks.size(); ++i) {
      const BenchmarkResult& rated = evaluation.benchmarks[i];
      v1::BenchmarkColumn& column = *to_.mutable_benchmarks(static_cast<int>(i));
      column.set_states(r, AfterUnspecified<v1::BenchmarkState>(rated.state));
      if (rated.state != BenchmarkState::kTiered) continue;
      column.set_tier(r, places_[plan_.sets[rated.set].tiers.first + rated.tier]);
      column.set_values(r, rated.value);
    }
  }

 private:
  // Sets may share names of tiers: each stands in the column once.
  void AddTiers(const Range& tiers, v1::BenchmarkColumn& column) {
    for (uint32_t t = tiers.first; t < tiers.end(); ++t) {
      const std::string& name = plan_.tiers[t].name;
      const auto found = std::find(column.tiers().begin(), column.tiers().end(), name);
      places_[t] = static_cast<int>(found - column.tiers().begin());
      if (found == column.tiers().end()) column.add_tiers(name);
    }
  }

  const Plan& plan_;
  Response& to_;
  std::vector<int> places_;  // of each tier of the plan, in the column of its benchmark
};

class DataWriter final : public GroupWriter {
 public:
  DataWriter(const Plan& plan, size_t rows, Response& to)
      : plan_(plan),
        to_(*to.mutable_data()),
        missing_(plan.slots.size(), rows, *to_.mutable_missing()),
        stale_(plan.slots.size(), rows, *to_.mutable_stale()) {
    Size(rows, *to_.mutable_oldest_input_age_days()->mutable_values());
  }

  void Add(size_t row, const Facts& facts, const Evaluation&) override {
    for (const ruleset::Signal& signal : plan_.signals) {
      const MissingReason reason = facts.reasons[signal.slot];
      if (reason == MissingReason::kNone || reason == MissingReason::kNotApplicable) continue;
      missing_.Add(signal.slot, plan_.slots[signal.slot].name);
    }
    missing_.End(row);
    for (const uint32_t slot : facts.stale_slots) stale_.Add(slot, plan_.slots[slot].name);
    stale_.End(row);
    if (!facts.oldest_age_days) return;
    v1::NumberColumn& ages = *to_.mutable_oldest_input_age_days();
    ages.set_values(static_cast<int>(row), *facts.oldest_age_days);
    SetBit(row, *ages.mutable_present());
  }

  void Finish() override {
    missing_.Finish();
    stale_.Finish();
  }

 private:
  const Plan& plan_;
  v1::DataColumns& to_;
  NameListsWriter missing_;
  NameListsWriter stale_;
};

}  // namespace

void SetBit(size_t row, std::string& bitmap) {
  if (bitmap.size() <= row / 8) bitmap.resize(row / 8 + 1, '\0');
  const auto byte = static_cast<unsigned char>(bitmap[row / 8]);
  bitmap[row / 8] = static_cast<char>(byte | (1u << (row % 8)));
}

void SetMoment(size_t row, int64_t unix_nanos, v1::MomentColumn& column) {
  column.set_unix_nanos(static_cast<int>(row), unix_nanos);
  SetBit(row, *column.mutable_present());
}

void SetDay(size_t row, absl::CivilDay day, v1::MomentColumn& column) {
  SetMoment(row, (day - absl::CivilDay(1970, 1, 1)) * kNanosOfADay, column);
  SetBit(row, *column.mutable_date_only());
}

std::unique_ptr<GroupWriter> WriteHealth(const Plan& plan, bool absent, size_t rows, Response& to) {
  return std::make_unique<HealthWriter>(plan, absent, rows, to);
}
std::unique_ptr<GroupWriter> WriteBenchmarks(const Plan& plan, size_t rows, Response& to) {
  return std::make_unique<BenchmarksWriter>(plan, rows, to);
}
std::unique_ptr<GroupWriter> WriteData(const Plan& plan, size_t rows, Response& to) {
  return std::make_unique<DataWriter>(plan, rows, to);
}

}  // namespace bellwether::wire
