// What stands for every account whatever was asked for: as_of, segment and stage; and the groups
// that were asked for and that the pack has.
//
// Tested by tests/server/columns_property_test.cc.
#include "protos/wire/column_writers.h"
#include "protos/wire/columns.h"
#include "protos/wire/time_to_proto.h"
#include "protos/wire/wire.h"

namespace bellwether::wire {
namespace {

class GroundWriter final : public GroupWriter {
 public:
  GroundWriter(const Plan& plan, size_t rows, absl::Time as_of, Response& response)
      : rows_(rows), as_of_(as_of), response_(response) {
    PackInfoToProto(plan, *response.mutable_pack());
    TimeToProto(as_of, *response.mutable_as_of());
    Prepare(plan.segments, *response.mutable_segment());
    Prepare(plan.stages, *response.mutable_stage());
  }

  void Add(size_t row, const Facts& facts, const Evaluation&) override {
    SetWord(row, facts.segment, *response_.mutable_segment());
    SetWord(row, facts.stage, *response_.mutable_stage());
    if (facts.as_of == as_of_) return;
    v1::MomentColumn& moments = *response_.mutable_account_as_of();
    if (moments.unix_nanos().empty()) Size(rows_, *moments.mutable_unix_nanos());
    SetMoment(row, absl::ToUnixNanos(facts.as_of), moments);
  }

 private:
  void Prepare(const std::vector<std::string>& words, v1::TextColumn& column) const {
    *column.mutable_dictionary() = {words.begin(), words.end()};
    Size(rows_, *column.mutable_indexes());
  }

  static void SetWord(size_t row, int32_t word, v1::TextColumn& column) {
    if (word < 0) return;
    column.set_indexes(static_cast<int>(row), static_cast<uint32_t>(word));
    SetBit(row, *column.mutable_present());
  }

  const size_t rows_;
  const absl::Time as_of_;
  Response& response_;
};

}  // namespace

ColumnsWriter::ColumnsWriter(const Plan& plan, const WantedColumns& wanted, size_t rows,
                             absl::Time as_of, v1::EvaluateColumnsResponse& response) {
  groups_.push_back(std::make_unique<GroundWriter>(plan, rows, as_of, response));
  const auto add = [&](v1::OutcomeColumns group, bool defined, const auto& make) {
    if (defined && wanted.Has(group)) groups_.push_back(make());
  };
  const bool absent = wanted.Has(v1::OUTCOME_COLUMNS_ABSENT);
  add(v1::OUTCOME_COLUMNS_HEALTH, true, [&] { return WriteHealth(plan, absent, rows, response); });
  add(v1::OUTCOME_COLUMNS_BENCHMARKS, true, [&] { return WriteBenchmarks(plan, rows, response); });
  add(v1::OUTCOME_COLUMNS_FLAGS, true, [&] { return WriteFlags(plan, rows, response); });
  add(v1::OUTCOME_COLUMNS_GRADUATION, plan.graduation.defined,
      [&] { return WriteGraduation(plan, rows, response); });
  add(v1::OUTCOME_COLUMNS_EXTENSION, plan.extension.defined,
      [&] { return WriteExtension(rows, response); });
  add(v1::OUTCOME_COLUMNS_FORECAST, true, [&] { return WriteForecast(rows, response); });
  add(v1::OUTCOME_COLUMNS_PROGRAMME, plan.programme.defined,
      [&] { return WriteProgramme(rows, response); });
  add(v1::OUTCOME_COLUMNS_DATA, true, [&] { return WriteData(plan, rows, response); });
}

void ColumnsWriter::Add(size_t row, const Facts& facts, const Evaluation& evaluation) {
  for (const auto& group : groups_) group->Add(row, facts, evaluation);
}

void ColumnsWriter::Finish() {
  for (const auto& group : groups_) group->Finish();
}

}  // namespace bellwether::wire
