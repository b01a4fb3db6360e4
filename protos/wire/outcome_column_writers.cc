// Flags, graduation, extension, forecast and programme: each writer sets the cells of one row, and
// says there what outcomes_to_proto.cc says in a message.
//
// Tested by tests/server/columns_property_test.cc.
#include <algorithm>
#include <vector>

#include "protos/wire/column_writers.h"
#include "protos/wire/explanation_to_proto.h"

namespace bellwether::wire {
namespace {

class FlagsWriter final : public GroupWriter {
 public:
  FlagsWriter(const Plan& plan, size_t rows, Response& to) : to_(to) {
    for (size_t i = 0; i < plan.flags.size(); ++i) {
      v1::FlagStateColumn& column = *to.add_flags();
      column.set_flag(plan.outcome_notes.flags[i].name);
      const uint32_t severity = plan.flags[i].severity;
      if (severity < plan.severities.size()) column.set_severity(plan.severities[severity]);
      Size(rows, *column.mutable_states());
    }
  }

  void Add(size_t row, const Facts&, const Evaluation& evaluation) override {
    for (size_t i = 0; i < evaluation.flags.size(); ++i) {
      to_.mutable_flags(static_cast<int>(i))
          ->set_states(static_cast<int>(row),
                       AfterUnspecified<v1::FlagState>(evaluation.flags[i].state));
    }
  }

 private:
  Response& to_;
};

class GraduationWriter final : public GroupWriter {
 public:
  GraduationWriter(const Plan& plan, size_t rows, Response& to) : to_(*to.mutable_graduation()) {
    Size(rows, *to_.mutable_states());
    Size(rows, *to_.mutable_totals());
    Size(rows, *to_.mutable_readiness());
    Size(rows, *to_.mutable_decisions());
    Size(rows, *to_.mutable_gates_blocked());
    Size(rows, *to_.mutable_gates_unanswered());
    for (const PlanNote& note : plan.outcome_notes.dimensions) {
      v1::DimensionColumn& column = *to_.add_dimensions();
      column.set_dimension(note.name);
      Size(rows, *column.mutable_states());
      Size(rows, *column.mutable_scores());
    }
  }

  void Add(size_t row, const Facts&, const Evaluation& evaluation) override {
    const int r = static_cast<int>(row);
    const GraduationResult& result = evaluation.graduation;
    to_.set_states(r, AfterUnspecified<v1::OutcomeState>(result.state));
    const bool answered = result.state == OutcomeState::kAnswered;
    if (!answered && result.state != OutcomeState::kInsufficientData) return;
    to_.set_decisions(
        r, result.graduate ? v1::GRADUATION_DECISION_GRADUATE : v1::GRADUATION_DECISION_NOT_YET);
    if (answered) {
      to_.set_totals(r, result.total);
      to_.set_readiness(r, AfterUnspecified<v1::Readiness>(result.readiness));
    }
    AddDimensions(row, result);
    to_.set_gates_blocked(r, Count(result.gates, GateState::kBlocked));
    to_.set_gates_unanswered(r, Count(result.gates, GateState::kNeedsEvidence));
  }

 private:
  void AddDimensions(size_t row, const GraduationResult& result) {
    const int r = static_cast<int>(row);
    for (size_t d = 0; d < result.dimensions.size(); ++d) {
      const DimensionResult& dimension = result.dimensions[d];
      v1::DimensionColumn& column = *to_.mutable_dimensions(static_cast<int>(d));
      column.set_states(r, AfterUnspecified<v1::DimensionState>(dimension.state));
      if (dimension.state == DimensionState::kScored) column.set_scores(r, dimension.score);
      if (dimension.green) SetBit(row, *column.mutable_green());
    }
  }

  static int Count(const std::vector<GateResult>& gates, GateState state) {
    return static_cast<int>(std::count_if(
        gates.begin(), gates.end(), [state](const auto& gate) { return gate.state == state; }));
  }

  v1::GraduationColumns& to_;
};

class ExtensionWriter final : public GroupWriter {
 public:
  ExtensionWriter(size_t rows, Response& to) : to_(*to.mutable_extension()) {
    Size(rows, *to_.mutable_states());
    Size(rows, *to_.mutable_decisions());
    Size(rows, *to_.mutable_bases());
    Size(rows, *to_.mutable_days_granted());
    Size(rows, *to_.mutable_days_left());
    Size(rows, *to_.mutable_days_late());
    Size(rows, *to_.mutable_new_target()->mutable_unix_nanos());
  }

  void Add(size_t row, const Facts&, const Evaluation& evaluation) override {
    const int r = static_cast<int>(row);
    const ExtensionResult& result = evaluation.extension;
    to_.set_states(r, AfterUnspecified<v1::OutcomeState>(result.state));
    if (result.state != OutcomeState::kAnswered) return;
    to_.set_decisions(r, AfterUnspecified<v1::Decision>(result.decision));
    to_.set_bases(r, static_cast<v1::DecisionBasis>(result.basis));
    if (result.certain) SetBit(row, *to_.mutable_certain());
    to_.set_days_granted(r, static_cast<int32_t>(result.days_granted));
    to_.set_days_left(r, static_cast<int32_t>(result.days_left));
    if (result.recovery) SetBit(row, *to_.mutable_recovery());
    if (!result.has_target) return;
    to_.set_days_late(r, static_cast<int32_t>(result.days_late));
    SetDay(row, result.new_target, *to_.mutable_new_target());
  }

 private:
  v1::ExtensionColumns& to_;
};

class ForecastWriter final : public GroupWriter {
 public:
  ForecastWriter(size_t rows, Response& to) : to_(*to.mutable_forecast()) {
    Size(rows, *to_.mutable_planned()->mutable_unix_nanos());
    Size(rows, *to_.mutable_earliest()->mutable_unix_nanos());
    Size(rows, *to_.mutable_latest()->mutable_unix_nanos());
  }

  void Add(size_t row, const Facts&, const Evaluation& evaluation) override {
    const Forecast& forecast = evaluation.forecast;
    if (!forecast.available) return;
    SetDay(row, forecast.planned, *to_.mutable_planned());
    SetDay(row, forecast.earliest, *to_.mutable_earliest());
    SetDay(row, forecast.latest, *to_.mutable_latest());
    if (forecast.earliest_beyond_a_year) SetBit(row, *to_.mutable_earliest_beyond_a_year());
    if (forecast.latest_beyond_a_year) SetBit(row, *to_.mutable_latest_beyond_a_year());
  }

 private:
  v1::ForecastColumns& to_;
};

class ProgrammeWriter final : public GroupWriter {
 public:
  ProgrammeWriter(size_t rows, Response& to) : to_(*to.mutable_programme()) {
    Size(rows, *to_.mutable_weeks());
    Size(rows, *to_.mutable_enablement_levels());
    Size(rows, *to_.mutable_reviews());
  }

  void Add(size_t row, const Facts&, const Evaluation& evaluation) override {
    const int r = static_cast<int>(row);
    const ProgrammeResult& result = evaluation.programme;
    if (result.week > 0) to_.set_weeks(r, static_cast<int32_t>(result.week));
    to_.set_enablement_levels(r, result.level);
    to_.set_reviews(r, AfterUnspecified<v1::ReviewState>(result.review));
  }

 private:
  v1::ProgrammeColumns& to_;
};

}  // namespace

std::unique_ptr<GroupWriter> WriteFlags(const Plan& plan, size_t rows, Response& to) {
  return std::make_unique<FlagsWriter>(plan, rows, to);
}
std::unique_ptr<GroupWriter> WriteGraduation(const Plan& plan, size_t rows, Response& to) {
  return std::make_unique<GraduationWriter>(plan, rows, to);
}
std::unique_ptr<GroupWriter> WriteExtension(size_t rows, Response& to) {
  return std::make_unique<ExtensionWriter>(rows, to);
}
std::unique_ptr<GroupWriter> WriteForecast(size_t rows, Response& to) {
  return std::make_unique<ForecastWriter>(rows, to);
}
std::unique_ptr<GroupWriter> WriteProgramme(size_t rows, Response& to) {
  return std::make_unique<ProgrammeWriter>(rows, to);
}

}  // namespace bellwether::wire
