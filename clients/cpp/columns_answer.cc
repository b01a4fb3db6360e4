// One function for each group of columns; CheckColumnsAnswer has made sure that every cell is
// there.
//
// Tested by tests/clients/columns_answer_test.cc.
#include "clients/cpp/columns_answer.h"

#include <utility>

#include "absl/time/civil_time.h"
#include "clients/cpp/packed_columns.h"

namespace bellwether {
namespace {

constexpr int64_t kNanosOfASecond = 1'000'000'000;
constexpr int64_t kNanosOfADay = 86'400 * kNanosOfASecond;

// Rounds towards the past, as a day and a second contain what comes after them.
int64_t FloorDivide(int64_t number, int64_t divisor) {
  return number / divisor - (number % divisor < 0 ? 1 : 0);
}

void SetTime(int64_t unix_nanos, google::protobuf::Timestamp& message) {
  const int64_t seconds = FloorDivide(unix_nanos, kNanosOfASecond);
  message.set_seconds(seconds);
  message.set_nanos(static_cast<int32_t>(unix_nanos - seconds * kNanosOfASecond));
}

void SetDay(int64_t unix_nanos, v1::Date& message) {
  const absl::CivilDay day = absl::CivilDay(1970, 1, 1) + FloorDivide(unix_nanos, kNanosOfADay);
  message.set_year(static_cast<int32_t>(day.year()));
  message.set_month(day.month());
  message.set_day(day.day());
}

// Row `r` of a response.
class RowReader {
 public:
  RowReader(const v1::EvaluateColumnsResponse& response, size_t row, v1::Evaluation& evaluation)
      : from_(response), row_(row), r_(static_cast<int>(row)), to_(evaluation) {}

  void ReadAll() {
    *to_.mutable_pack() = from_.pack();
    *to_.mutable_as_of() = from_.as_of();
    if (IsPresent(from_.account_as_of())) {
      SetTime(from_.account_as_of().unix_nanos(r_), *to_.mutable_as_of());
    }
    to_.set_segment(Text(from_.segment()));
    to_.set_stage(Text(from_.stage()));
    for (int i = 0; i < from_.health_size(); ++i) ReadHealth(i, *to_.add_health());
    for (const auto& column : from_.benchmarks()) ReadBenchmark(column, *to_.add_benchmarks());
    for (const auto& column : from_.flags()) ReadFlag(column);
    if (from_.has_graduation()) ReadGraduation(from_.graduation(), *to_.mutable_graduation());
    if (from_.has_extension()) ReadExtension(from_.extension(), *to_.mutable_extension());
    if (IsPresent(from_.forecast().planned())) {
      ReadForecast(from_.forecast(), *to_.mutable_forecast());
    }
    if (from_.has_programme()) ReadProgramme(from_.programme(), *to_.mutable_programme());
    if (from_.has_data()) ReadData(from_.data(), *to_.mutable_data());
  }

 private:
  template <typename Column>
  bool IsPresent(const Column& column) const {
    return BitOf(column.present(), row_);
  }

  std::string Text(const v1::TextColumn& column) const {
    if (!IsPresent(column)) return "";
    return column.dictionary(static_cast<int>(column.indexes(r_)));
  }

  template <typename Use>
  void ForNames(const v1::NameLists& lists, const Use& use) const {
    const uint32_t first = r_ == 0 ? 0 : lists.ends(r_ - 1);
    for (uint32_t i = first; i < lists.ends(r_); ++i) {
      use(lists.dictionary(static_cast<int>(lists.indexes(static_cast<int>(i)))));
    }
  }

  void ReadHealth(int model, v1::HealthResult& health) const {
    const v1::HealthColumn& column = from_.health(model);
    health.set_model(column.model());
    health.set_primary(from_.primary(r_) == model);
    health.set_state(column.states(r_));
    const bool scored =
        health.state() == v1::HEALTH_STATE_SCORED || health.state() == v1::HEALTH_STATE_OVERRIDDEN;
    if (!scored && health.state() != v1::HEALTH_STATE_INSUFFICIENT_DATA) return;
    if (scored) ReadScore(column, *health.mutable_score());
    health.set_coverage(column.coverage(r_));
    health.mutable_bounds()->set_low(column.low(r_));
    health.mutable_bounds()->set_high(column.high(r_));
    if (!column.has_absent()) return;
    if (column.best_possible_size() > 0) ReadConfidence(column, scored, health);
    ForNames(column.absent(), [&](const std::string& name) {
      v1::Component& component = *health.add_components();
      component.set_name(name);
      component.set_state(v1::COMPONENT_STATE_ABSENT);
      component.set_weight(1);
    });
  }

  // What the sentence about certainty is made of.
  void ReadConfidence(const v1::HealthColumn& column, bool scored, v1::HealthResult& health) const {
    for (int b = column.best_possible(r_); b >= 0 && b <= column.worst_possible(r_); ++b) {
      health.add_possible_bands(column.bands(b));
    }
    health.set_missing_answers(column.missing_answers(r_));
    if (!scored) health.mutable_insufficient()->set_min_coverage(column.min_coverage());
  }

  void ReadScore(const v1::HealthColumn& column, v1::HealthScore& score) const {
    score.set_value(column.scores(r_));
    score.set_precision(column.precision());
    score.set_rounded_down(column.rounded_down());
    score.set_raw(column.raw(r_));
    score.set_effective(column.effective(r_));
    if (column.band(r_) >= 0) score.set_band(column.bands(column.band(r_)));
    score.set_certain(BitOf(column.certain(), row_));
    score.set_intervene(column.intervene(r_));
    score.set_held_by_hysteresis(BitOf(column.held_by_hysteresis(), row_));
  }

  void ReadBenchmark(const v1::BenchmarkColumn& column, v1::BenchmarkResult& benchmark) const {
    benchmark.set_name(column.name());
    benchmark.set_state(column.states(r_));
    if (column.tier(r_) >= 0) benchmark.set_tier(column.tiers(column.tier(r_)));
    if (column.states(r_) == v1::BENCHMARK_STATE_TIERED) benchmark.set_value(column.values(r_));
  }

  void ReadFlag(const v1::FlagStateColumn& column) const {
    const v1::FlagState state = column.states(r_);
    if (state != v1::FLAG_STATE_RAISED && state != v1::FLAG_STATE_NOT_EVALUATED) return;
    if (state == v1::FLAG_STATE_NOT_EVALUATED) {
      to_.set_flags_not_evaluated(to_.flags_not_evaluated() + 1);
    }
    v1::FlagResult& flag = *to_.add_flags();
    flag.mutable_rule()->set_name(column.flag());
    flag.set_state(state);
    flag.set_severity(column.severity());
  }

  void ReadGraduation(const v1::GraduationColumns& columns, v1::GraduationResult& result) const {
    result.set_state(columns.states(r_));
    if (result.state() == v1::OUTCOME_STATE_ANSWERED) result.set_total(columns.totals(r_));
    result.set_readiness(columns.readiness(r_));
    result.set_decision(columns.decisions(r_));
    for (const v1::DimensionColumn& column : columns.dimensions()) {
      if (column.states(r_) == v1::DIMENSION_STATE_UNSPECIFIED) continue;
      v1::Dimension& dimension = *result.add_dimensions();
      dimension.set_name(column.dimension());
      dimension.set_state(column.states(r_));
      if (dimension.state() == v1::DIMENSION_STATE_SCORED) dimension.set_score(column.scores(r_));
      dimension.set_green(BitOf(column.green(), row_));
    }
  }

  void ReadExtension(const v1::ExtensionColumns& columns, v1::ExtensionResult& result) const {
    result.set_state(columns.states(r_));
    result.set_decision(columns.decisions(r_));
    result.set_basis(columns.bases(r_));
    result.set_certain(BitOf(columns.certain(), row_));
    result.set_days_granted(columns.days_granted(r_));
    result.set_days_left(columns.days_left(r_));
    if (!IsPresent(columns.new_target())) return;
    result.set_days_late(columns.days_late(r_));
    SetDay(columns.new_target().unix_nanos(r_), *result.mutable_new_target());
  }

  void ReadForecast(const v1::ForecastColumns& columns, v1::GraduationForecast& forecast) const {
    SetDay(columns.planned().unix_nanos(r_), *forecast.mutable_planned());
    if (IsPresent(columns.earliest())) {
      SetDay(columns.earliest().unix_nanos(r_), *forecast.mutable_earliest());
    }
    if (IsPresent(columns.latest())) {
      SetDay(columns.latest().unix_nanos(r_), *forecast.mutable_latest());
    }
  }

  void ReadProgramme(const v1::ProgrammeColumns& columns, v1::ProgrammeResult& result) const {
    if (columns.weeks(r_) > 0) result.set_week(columns.weeks(r_));
    result.set_enablement_level(columns.enablement_levels(r_));
    result.set_review(columns.reviews(r_));
  }

  void ReadData(const v1::DataColumns& columns, v1::DataQuality& data) const {
    ForNames(columns.missing(),
             [&](const std::string& name) { data.add_missing()->set_name(name); });
    ForNames(columns.stale(), [&](const std::string& name) { data.add_stale(name); });
    data.set_missing_count(data.missing_size());
    data.set_stale_count(data.stale_size());
    if (IsPresent(columns.oldest_input_age_days())) {
      data.set_oldest_input_age_days(columns.oldest_input_age_days().values(r_));
    }
  }

  const v1::EvaluateColumnsResponse& from_;
  const size_t row_;
  const int r_;
  v1::Evaluation& to_;
};

}  // namespace

ColumnsAnswer::ColumnsAnswer(std::vector<std::string> ids, v1::EvaluateColumnsResponse response)
    : ids_(std::move(ids)), response_(std::move(response)) {
  for (int i = 0; i < response_.errors_size(); ++i) {
    errors_.emplace(static_cast<size_t>(response_.errors(i).row()), i);
  }
}

absl::StatusOr<ColumnsAnswer> ColumnsAnswer::Read(std::vector<std::string> ids,
                                                  v1::EvaluateColumnsResponse response) {
  if (const absl::Status sound = CheckColumnsAnswer(response, ids.size()); !sound.ok())
    return sound;
  return ColumnsAnswer(std::move(ids), std::move(response));
}

EvaluateAnswer ColumnsAnswer::Row(size_t row) const {
  if (const auto error = errors_.find(row); error != errors_.end()) {
    return ToAnswer(response_.errors(error->second).status());
  }
  EvaluateAnswer answer;
  answer.evaluation.set_account_id(ids_[row]);
  RowReader(response_, row, answer.evaluation).ReadAll();
  return answer;
}

}  // namespace bellwether
