// Everything that the reader of rows relies on: cells for each row, indexes within their lists.
//
// Tested by tests/clients/columns_answer_test.cc.
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cpp/columns_answer.h"
#include "clients/cpp/packed_columns.h"

namespace bellwether {
namespace {

// Remembers the first thing that is wrong.
class Check {
 public:
  explicit Check(size_t rows) : rows_(rows) {}

  absl::Status result() const {
    if (problem_.empty()) return absl::OkStatus();
    return absl::DataLossError(
        absl::StrCat("the server's columns do not fit the ", rows_, " accounts: ", problem_));
  }

  template <typename Cells>
  void Sized(const char* name, const Cells& cells) {
    const auto size = static_cast<size_t>(cells.size());
    if (size != rows_) Note(absl::StrCat(name, " has ", size, " cells"));
  }

  // Cells that are -1 or an index in a list of `size`.
  template <typename Cells>
  void Indexes(const char* name, const Cells& cells, int size) {
    Sized(name, cells);
    for (const auto cell : cells) {
      if (cell < -1 || cell >= size) Note(absl::StrCat(name, " has the index ", cell));
    }
  }

  void Lists(const char* name, const v1::NameLists& lists) {
    Sized(name, lists.ends());
    uint32_t end = 0;
    for (const uint32_t next : lists.ends()) {
      if (next < end) Note(absl::StrCat(name, " ends before it begins"));
      end = next;
    }
    if (end != static_cast<uint32_t>(lists.indexes_size())) {
      Note(absl::StrCat(name, " has ", lists.indexes_size(), " names"));
    }
    Dictionary(name, lists);
  }

  void Texts(const char* name, const v1::TextColumn& column) {
    if (column.indexes_size() == 0 && column.present().empty()) return;
    Sized(name, column.indexes());
    for (size_t row = 0; row < static_cast<size_t>(column.indexes_size()); ++row) {
      const uint32_t index = column.indexes(static_cast<int>(row));
      const bool known = index < static_cast<uint32_t>(column.dictionary_size());
      if (BitOf(column.present(), row) && !known) Note(absl::StrCat(name, " has an index too far"));
    }
  }

  void Moments(const char* name, const v1::MomentColumn& column) {
    if (column.unix_nanos_size() > 0 || !column.present().empty()) {
      Sized(name, column.unix_nanos());
    }
  }

  void Numbers(const char* name, const v1::NumberColumn& column) {
    if (column.values_size() > 0 || !column.present().empty()) Sized(name, column.values());
  }

  void Errors(const v1::EvaluateColumnsResponse& response) {
    int last = -1;
    for (const v1::RowError& error : response.errors()) {
      const bool sound = error.row() > last && static_cast<size_t>(error.row()) < rows_;
      if (!sound) Note(absl::StrCat("errors name the row ", error.row()));
      last = error.row();
    }
  }

 private:
  void Dictionary(const char* name, const v1::NameLists& lists) {
    for (const uint32_t index : lists.indexes()) {
      if (index >= static_cast<uint32_t>(lists.dictionary_size())) {
        Note(absl::StrCat(name, " has an index too far"));
      }
    }
  }

  void Note(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
  }

  const size_t rows_;
  std::string problem_;
};

void CheckHealth(const v1::EvaluateColumnsResponse& response, Check& check) {
  if (response.health_size() > 0 || response.primary_size() > 0) {
    check.Indexes("primary", response.primary(), response.health_size());
  }
  for (const v1::HealthColumn& health : response.health()) {
    check.Sized("health.states", health.states());
    check.Sized("health.scores", health.scores());
    check.Sized("health.raw", health.raw());
    check.Sized("health.effective", health.effective());
    check.Sized("health.low", health.low());
    check.Sized("health.high", health.high());
    check.Sized("health.coverage", health.coverage());
    check.Indexes("health.band", health.band(), health.bands_size());
    check.Sized("health.intervene", health.intervene());
    if (!health.has_absent()) continue;
    check.Lists("health.absent", health.absent());
    // A server of before does not send these.
    const bool spans = health.best_possible_size() + health.worst_possible_size() > 0;
    if (!spans) continue;
    check.Indexes("health.best_possible", health.best_possible(), health.bands_size());
    check.Indexes("health.worst_possible", health.worst_possible(), health.bands_size());
    check.Sized("health.missing_answers", health.missing_answers());
  }
}

void CheckRules(const v1::EvaluateColumnsResponse& response, Check& check) {
  for (const v1::BenchmarkColumn& benchmark : response.benchmarks()) {
    check.Sized("benchmarks.states", benchmark.states());
    check.Indexes("benchmarks.tier", benchmark.tier(), benchmark.tiers_size());
    check.Sized("benchmarks.values", benchmark.values());
  }
  for (const v1::FlagStateColumn& flag : response.flags()) {
    check.Sized("flags.states", flag.states());
  }
}

void CheckGraduation(const v1::GraduationColumns& graduation, Check& check) {
  check.Sized("graduation.states", graduation.states());
  check.Sized("graduation.totals", graduation.totals());
  check.Sized("graduation.readiness", graduation.readiness());
  check.Sized("graduation.decisions", graduation.decisions());
  for (const v1::DimensionColumn& dimension : graduation.dimensions()) {
    check.Sized("graduation.dimensions.states", dimension.states());
    check.Sized("graduation.dimensions.scores", dimension.scores());
  }
}

void CheckExtension(const v1::ExtensionColumns& extension, Check& check) {
  check.Sized("extension.states", extension.states());
  check.Sized("extension.decisions", extension.decisions());
  check.Sized("extension.bases", extension.bases());
  check.Sized("extension.days_granted", extension.days_granted());
  check.Sized("extension.days_left", extension.days_left());
  check.Sized("extension.days_late", extension.days_late());
  check.Moments("extension.new_target", extension.new_target());
}

void CheckRest(const v1::EvaluateColumnsResponse& response, Check& check) {
  check.Moments("forecast.planned", response.forecast().planned());
  check.Moments("forecast.earliest", response.forecast().earliest());
  check.Moments("forecast.latest", response.forecast().latest());
  if (response.has_programme()) {
    check.Sized("programme.weeks", response.programme().weeks());
    check.Sized("programme.enablement_levels", response.programme().enablement_levels());
    check.Sized("programme.reviews", response.programme().reviews());
  }
  if (response.has_data()) {
    check.Lists("data.missing", response.data().missing());
    check.Lists("data.stale", response.data().stale());
    check.Numbers("data.oldest_input_age_days", response.data().oldest_input_age_days());
  }
  check.Moments("account_as_of", response.account_as_of());
  check.Texts("segment", response.segment());
  check.Texts("stage", response.stage());
}

}  // namespace

absl::Status CheckColumnsAnswer(const v1::EvaluateColumnsResponse& response, size_t rows) {
  Check check(rows);
  check.Errors(response);
  CheckHealth(response, check);
  CheckRules(response, check);
  if (response.has_graduation()) CheckGraduation(response.graduation(), check);
  if (response.has_extension()) CheckExtension(response.extension(), check);
  CheckRest(response, check);
  return check.result();
}

}  // namespace bellwether
