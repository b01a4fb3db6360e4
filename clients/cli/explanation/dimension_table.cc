// Tested by tests/clients/explanation_text_test.cc.
#include "clients/cli/explanation/dimension_table.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/evaluation_words.h"
#include "clients/cli/words/outcome_words.h"
#include "clients/cli/words/proto_json.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

enum Column { kName, kScore, kFrom, kGreen, kMet, kEvidence, kWeight, kPoints };
constexpr size_t kColumns = 8;
constexpr std::array<bool, kColumns> kRightAligned = {false, true, false, false,
                                                      true,  true, true,  true};
constexpr size_t kWidestName = 20;
constexpr size_t kMargin = 2;

struct DimensionRow {
  std::array<std::string, kColumns> cells;
  Tone tone = Tone::kPlain;   // of score and green
  Tone other = Tone::kPlain;  // of all cells
};

// Whether people gave the score, and what the criteria would give.
std::string FromWords(const v1::Dimension& dimension) {
  const std::string computed =
      dimension.has_computed() ? OutOfTen(RoundForDisplay(dimension.computed(), 1)) : "";
  if (dimension.given()) {
    return computed.empty() ? "given" : absl::StrCat("given (else ", computed, ")");
  }
  switch (dimension.state()) {
    case v1::DIMENSION_STATE_INSUFFICIENT_EVIDENCE:
      return "too little evidence";
    case v1::DIMENSION_STATE_NOT_APPLICABLE:
      return "not applicable";
    default:
      return "criteria";
  }
}

std::string MetWords(const v1::Dimension& dimension) {
  int met = 0, all = 0;
  for (const auto& criterion : dimension.criteria()) {
    if (criterion.state() == v1::CRITERION_STATE_NOT_APPLICABLE) continue;
    ++all;
    met += criterion.state() == v1::CRITERION_STATE_MET ? 1 : 0;
  }
  return all == 0 ? "–" : absl::StrCat(met, " of ", all);
}

DimensionRow RowOf(const v1::Dimension& dimension, bool has_total) {
  DimensionRow row;
  const bool scored = dimension.state() == v1::DIMENSION_STATE_SCORED;
  const bool applies = dimension.state() != v1::DIMENSION_STATE_NOT_APPLICABLE;
  row.tone = !scored ? Tone::kMiddling : dimension.green() ? Tone::kGood : Tone::kBad;
  row.other = applies ? Tone::kPlain : Tone::kQuiet;
  row.cells[kName] = Clip(Printable(dimension.name()), kWidestName);
  row.cells[kScore] = dimension.has_score() ? OutOfTen(dimension.score()) : "–";
  row.cells[kFrom] = FromWords(dimension);
  row.cells[kGreen] = !scored ? "–" : dimension.green() ? "yes" : "no";
  row.cells[kMet] = MetWords(dimension);
  row.cells[kEvidence] = applies ? Percent(dimension.coverage()) : "–";
  row.cells[kWeight] =
      applies ? absl::StrCat(FormatFixed(dimension.normalized_weight() * 100, 1), " %") : "–";
  row.cells[kPoints] = has_total && scored ? FormatFixed(dimension.contribution(), 2) : "–";
  return row;
}

std::string Text(const DimensionRow& row, const std::array<size_t, kColumns>& widths,
                 const Style& style) {
  std::string text(kMargin, ' ');
  for (size_t i = 0; i < kColumns; ++i) {
    const std::string& cell = row.cells[i];
    const bool judged = row.other == Tone::kPlain && (i == kScore || i == kFrom || i == kGreen);
    const std::string gap(widths[i] - DisplayWidth(cell), ' ');
    const std::string painted = style.Paint(judged ? row.tone : row.other, cell);
    absl::StrAppend(&text, i == 0 ? "" : "  ", kRightAligned[i] ? gap + painted : painted + gap);
  }
  return text;
}

}  // namespace

void DimensionTable(const v1::GraduationResult& graduation, SectionText& section,
                    const ExplanationOptions& options) {
  if (graduation.dimensions().empty()) return;
  std::vector<DimensionRow> rows;
  rows.push_back({{"dimension", "score", "from", "green", "met", "evidence", "weight", "points"},
                  Tone::kQuiet,
                  Tone::kQuiet});
  for (const auto& dimension : graduation.dimensions()) {
    rows.push_back(RowOf(dimension, graduation.has_total()));
  }
  if (graduation.has_total()) {
    DimensionRow& sum = rows.emplace_back();
    sum.cells[kName] = "total";
    sum.cells[kScore] = OutOfTen(graduation.total());
    sum.cells[kFrom] = EnumWord(graduation.readiness());
    sum.tone = GraduationTone(graduation);
  }
  std::array<size_t, kColumns> widths{};
  for (const DimensionRow& row : rows) {
    for (size_t i = 0; i < kColumns; ++i) {
      widths[i] = std::max(widths[i], DisplayWidth(row.cells[i]));
    }
  }
  for (const DimensionRow& row : rows) section.Raw(Text(row, widths, options.style));
}

}  // namespace bellwether::cli
