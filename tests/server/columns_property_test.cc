// A row of columns and the unary call with the same account give the same answer to the bit, and
// the same error: on random accounts of the default pack, good ones and bad ones.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "server/rpc/status_map.h"
#include "tests/server/handlers_fixture.h"
#include "tests/server/random_columns.h"
#include "tests/server/variant_packs.h"

namespace bellwether {
namespace {

using google::protobuf::util::MessageDifferencer;

constexpr int64_t kNanosOfADay = int64_t{86'400} * 1'000'000'000;

bool Bit(const std::string& bitmap, size_t row) {
  return row / 8 < bitmap.size() && (bitmap[row / 8] >> (row % 8) & 1) != 0;
}

std::vector<std::string> Names(const v1::NameLists& lists, int row) {
  std::vector<std::string> names;
  const uint32_t first = row == 0 ? 0 : lists.ends(row - 1);
  for (uint32_t i = first; i < lists.ends(row); ++i) {
    names.push_back(lists.dictionary(static_cast<int>(lists.indexes(static_cast<int>(i)))));
  }
  return names;
}

void ExpectDay(const v1::MomentColumn& column, size_t row, bool given, const v1::Date& date) {
  ASSERT_EQ(Bit(column.present(), row), given);
  if (!given) return;
  EXPECT_TRUE(Bit(column.date_only(), row));
  const absl::CivilDay day(date.year(), date.month(), date.day());
  EXPECT_EQ(column.unix_nanos(static_cast<int>(row)),
            (day - absl::CivilDay(1970, 1, 1)) * kNanosOfADay);
}

// Row `row` of an answer, held against what the unary call says.
class Comparison {
 public:
  Comparison(const v1::EvaluateColumnsResponse& columns, size_t row, const v1::Evaluation& unary)
      : columns_(columns), row_(row), r_(static_cast<int>(row)), unary_(unary) {}

  void Run() const {
    Ground();
    for (int i = 0; i < unary_.health_size(); ++i) Health(i);
    for (int i = 0; i < unary_.benchmarks_size(); ++i) Benchmark(i);
    Flags();
    Graduation();
    Extension();
    Forecast();
    Programme();
    Data();
  }

 private:
  static std::string Word(const v1::TextColumn& column, size_t row) {
    if (!Bit(column.present(), row)) return "";
    return column.dictionary(static_cast<int>(column.indexes(static_cast<int>(row))));
  }

  void Ground() const {
    EXPECT_EQ(Word(columns_.segment(), row_), unary_.segment());
    EXPECT_EQ(Word(columns_.stage(), row_), unary_.stage());
    EXPECT_TRUE(MessageDifferencer::Equals(columns_.pack(), unary_.pack()));
    int64_t nanos = columns_.as_of().seconds() * 1'000'000'000 + columns_.as_of().nanos();
    if (Bit(columns_.account_as_of().present(), row_)) {
      nanos = columns_.account_as_of().unix_nanos(r_);
    }
    EXPECT_EQ(nanos, unary_.as_of().seconds() * 1'000'000'000 + unary_.as_of().nanos());
  }

  void Health(int i) const {
    const v1::HealthColumn& column = columns_.health(i);
    const v1::HealthResult& health = unary_.health(i);
    EXPECT_EQ(column.model(), health.model());
    EXPECT_EQ(columns_.primary(r_) == i, health.primary());
    EXPECT_EQ(column.states(r_), health.state());
    EXPECT_EQ(column.coverage(r_), health.coverage());
    EXPECT_EQ(column.low(r_), health.bounds().low());
    EXPECT_EQ(column.high(r_), health.bounds().high());
    const v1::HealthScore& score = health.score();
    EXPECT_EQ(column.scores(r_), score.value());
    EXPECT_EQ(column.raw(r_), score.raw());
    EXPECT_EQ(column.effective(r_), score.effective());
    EXPECT_EQ(column.band(r_) < 0 ? "" : column.bands(column.band(r_)), score.band());
    EXPECT_EQ(Bit(column.certain(), row_), score.certain());
    EXPECT_EQ(Bit(column.held_by_hysteresis(), row_), score.held_by_hysteresis());
    EXPECT_EQ(column.intervene(r_), score.intervene());
    EXPECT_EQ(health.has_score() ? column.precision() : 0, score.precision());
    EXPECT_EQ(health.has_score() && column.rounded_down(), score.rounded_down());
  }

  void Benchmark(int i) const {
    const v1::BenchmarkColumn& column = columns_.benchmarks(i);
    const v1::BenchmarkResult& benchmark = unary_.benchmarks(i);
    EXPECT_EQ(column.name(), benchmark.name());
    EXPECT_EQ(column.states(r_), benchmark.state());
    EXPECT_EQ(column.tier(r_) < 0 ? "" : column.tiers(column.tier(r_)), benchmark.tier());
    EXPECT_EQ(column.values(r_), benchmark.value());
  }

  void Flags() const {
    int next = 0;
    for (const v1::FlagStateColumn& column : columns_.flags()) {
      const v1::FlagState state = column.states(r_);
      if (state != v1::FLAG_STATE_RAISED && state != v1::FLAG_STATE_NOT_EVALUATED) continue;
      ASSERT_LT(next, unary_.flags_size());
      EXPECT_EQ(column.flag(), unary_.flags(next).rule().name());
      EXPECT_EQ(column.severity(), unary_.flags(next).severity());
      EXPECT_EQ(state, unary_.flags(next++).state());
    }
    EXPECT_EQ(next, unary_.flags_size());
  }

  void Graduation() const {
    const v1::GraduationColumns& columns = columns_.graduation();
    const v1::GraduationResult& graduation = unary_.graduation();
    EXPECT_EQ(columns.states(r_), graduation.state());
    EXPECT_EQ(columns.totals(r_), graduation.total());
    EXPECT_EQ(columns.readiness(r_), graduation.readiness());
    EXPECT_EQ(columns.decisions(r_), graduation.decision());
    for (int d = 0; d < graduation.dimensions_size(); ++d) {
      const v1::Dimension& dimension = graduation.dimensions(d);
      EXPECT_EQ(columns.dimensions(d).dimension(), dimension.name());
      EXPECT_EQ(columns.dimensions(d).states(r_), dimension.state());
      EXPECT_EQ(columns.dimensions(d).scores(r_), dimension.score());
      EXPECT_EQ(Bit(columns.dimensions(d).green(), row_), dimension.green());
    }
    int blocked = 0, unanswered = 0;
    for (const v1::Gate& gate : graduation.gates()) {
      blocked += gate.state() == v1::GATE_STATE_BLOCKED ? 1 : 0;
      unanswered += gate.state() == v1::GATE_STATE_NEEDS_EVIDENCE ? 1 : 0;
    }
    EXPECT_EQ(columns.gates_blocked(r_), blocked);
    EXPECT_EQ(columns.gates_unanswered(r_), unanswered);
  }

  void Extension() const {
    const v1::ExtensionColumns& columns = columns_.extension();
    const v1::ExtensionResult& extension = unary_.extension();
    EXPECT_EQ(columns.states(r_), extension.state());
    EXPECT_EQ(columns.decisions(r_), extension.decision());
    EXPECT_EQ(columns.bases(r_), extension.basis());
    EXPECT_EQ(Bit(columns.certain(), row_), extension.certain());
    EXPECT_EQ(columns.days_granted(r_), extension.days_granted());
    EXPECT_EQ(columns.days_left(r_), extension.days_left());
    EXPECT_EQ(columns.days_late(r_), extension.days_late());
    EXPECT_EQ(Bit(columns.recovery(), row_), extension.has_recovery());
    ExpectDay(columns.new_target(), row_, extension.has_new_target(), extension.new_target());
  }

  void Forecast() const {
    const v1::ForecastColumns& columns = columns_.forecast();
    const v1::GraduationForecast& forecast = unary_.forecast();
    const bool given = unary_.has_forecast();
    ExpectDay(columns.planned(), row_, given, forecast.planned());
    ExpectDay(columns.earliest(), row_, given, forecast.earliest());
    ExpectDay(columns.latest(), row_, given, forecast.latest());
    EXPECT_EQ(Bit(columns.earliest_beyond_a_year(), row_), forecast.earliest_beyond_a_year());
    EXPECT_EQ(Bit(columns.latest_beyond_a_year(), row_), forecast.latest_beyond_a_year());
  }

  void Programme() const {
    EXPECT_EQ(columns_.programme().weeks(r_), unary_.programme().week());
    EXPECT_EQ(columns_.programme().enablement_levels(r_), unary_.programme().enablement_level());
    EXPECT_EQ(columns_.programme().reviews(r_), unary_.programme().review());
  }

  void Data() const {
    std::vector<std::string> missing;
    for (const v1::MissingInput& input : unary_.data().missing()) missing.push_back(input.name());
    EXPECT_EQ(Names(columns_.data().missing(), r_), missing);
    const auto& stale = unary_.data().stale();
    EXPECT_EQ(Names(columns_.data().stale(), r_),
              std::vector<std::string>(stale.begin(), stale.end()));
    const v1::NumberColumn& ages = columns_.data().oldest_input_age_days();
    EXPECT_EQ(Bit(ages.present(), row_), unary_.data().has_oldest_input_age_days());
    EXPECT_EQ(ages.values(r_), unary_.data().oldest_input_age_days());
  }

  const v1::EvaluateColumnsResponse& columns_;
  const size_t row_;
  const int r_;
  const v1::Evaluation& unary_;
};

class ColumnsPropertyTest : public HandlersTest, public ::testing::WithParamInterface<uint32_t> {
 protected:
  void Compare(const std::shared_ptr<const Plan>& plan);
};

void ColumnsPropertyTest::Compare(const std::shared_ptr<const Plan>& plan) {
  ASSERT_NE(plan, nullptr);
  packs_.Publish(std::make_shared<const Snapshot>(Snapshot{plan, absl::UnixEpoch(), "memory"}));
  constexpr size_t kRows = 203;  // the last byte of a bitmap is not full
  RandomColumns made = MakeRandomColumns(*plan, kRows, GetParam());
  v1::EvaluateColumnsRequest request;
  *request.mutable_accounts() = std::move(made.columns);
  request.mutable_options()->mutable_as_of()->mutable_date()->set_year(2026);
  request.mutable_options()->mutable_as_of()->mutable_date()->set_month(3);
  request.mutable_options()->mutable_as_of()->mutable_date()->set_day(1);
  v1::EvaluateColumnsResponse columns;
  const grpc::Status answered = Ask(handlers_.evaluate_columns, request, columns);
  ASSERT_TRUE(answered.ok()) << answered.error_message();

  int next_error = 0, good = 0;
  for (size_t row = 0; row < kRows; ++row) {
    SCOPED_TRACE("row " + std::to_string(row));
    v1::EvaluateRequest one;
    *one.mutable_account() = made.accounts[row];
    *one.mutable_options() = request.options();
    v1::EvaluateResponse unary;
    const grpc::Status status = Ask(handlers_.evaluate, one, unary);
    if (status.ok()) {
      Comparison(columns, row, unary.evaluation()).Run();
      ++good;
    } else {
      google::rpc::Status error;
      ErrorToProto(status, error);
      ASSERT_LT(next_error, columns.errors_size()) << error.DebugString();
      EXPECT_EQ(columns.errors(next_error).row(), static_cast<int>(row));
      EXPECT_TRUE(MessageDifferencer::Equals(columns.errors(next_error).status(), error))
          << columns.errors(next_error).DebugString() << error.DebugString();
      ++next_error;
    }
    if (HasFailure()) FAIL() << one.ShortDebugString();
  }
  EXPECT_EQ(next_error, columns.errors_size());
  // Both kinds are there to be compared.
  EXPECT_GT(good, static_cast<int>(kRows) / 4);
  EXPECT_GT(next_error, static_cast<int>(kRows) / 10);
}

TEST_P(ColumnsPropertyTest, GiveTheAnswersAndErrorsOfTheUnaryCall) { Compare(DefaultPack()); }

// A row is held against the numbers of its own segment.
TEST_P(ColumnsPropertyTest, GiveThemWithNumbersOfASegmentToo) {
  Compare(DefaultPackWithLess("enterprise"));
}

INSTANTIATE_TEST_SUITE_P(Seeds, ColumnsPropertyTest, ::testing::Range(1u, 21u));

}  // namespace
}  // namespace bellwether
