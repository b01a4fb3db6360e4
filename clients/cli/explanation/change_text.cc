// A row for each thing that changed: what kind, what it is, what became of it, points and a bar.
//
// Tested by tests/clients/explain_change_test.py.
#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/explanation/change_report.h"
#include "clients/cli/explanation/explanation_layout.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/evaluation_words.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cli/words/signed_number.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

constexpr size_t kNarrowest = 80;
constexpr size_t kWidest = 120;
constexpr size_t kDigestShown = 12;
constexpr size_t kMargin = 2;
constexpr size_t kGap = 2;
constexpr size_t kPointsWidth = 7;  // "−100.00"
constexpr size_t kBarWidth = 10;

std::string Blanks(size_t count) { return std::string(count, ' '); }

std::string PlaceText(const v1::SourceLocation& place) {
  return place.line() == 0 ? "" : absl::StrCat(place.file(), ":", place.line());
}

// Where it stands now; of a rule that moved also where it stood: "health.yaml:12 → 14".
std::string PlacesText(const v1::ChangeLine& line) {
  const std::string before = PlaceText(line.location_before());
  const std::string after = PlaceText(line.location_after());
  const bool moved = line.kind() == v1::CHANGE_KIND_CONFIGURATION && before != after;
  if (!moved || before.empty() || after.empty()) return after.empty() ? before : after;
  const bool same_file = line.location_before().file() == line.location_after().file();
  return absl::StrCat(before, " → ",
                      same_file ? absl::StrCat(line.location_after().line()) : after);
}

std::string WithoutEnd(const std::string& text, std::string_view end) {
  return text.ends_with(end) ? text.substr(0, text.size() - end.size()) : text;
}

// A row of the table: a line, or several of which there is nothing to say but their points.
struct ChangeRow {
  std::string kind;
  std::string name;
  std::string words;
  std::string place;
  double points = 0;
};

ChangeRow RowOf(const v1::ChangeLine& line) {
  return {KindWord(line.kind()), line.name(), absl::StrJoin(line.changes(), "; "), PlacesText(line),
          line.points()};
}

// Lines of components about which nothing changed go together, one row for each kind.
std::vector<ChangeRow> RowsOf(const v1::ModelChange& model) {
  std::vector<ChangeRow> rows;
  std::map<v1::ChangeKind, std::vector<const v1::ChangeLine*>> bystanders;
  for (const v1::ChangeLine& line : model.lines()) {
    const bool silent = line.changes().empty() && !line.name().empty();
    if (silent) bystanders[line.kind()].push_back(&line);
    if (!silent && line.kind() != v1::CHANGE_KIND_ROUNDING) rows.push_back(RowOf(line));
  }
  for (const auto& [kind, of_kind] : bystanders) {
    ChangeRow row = RowOf(*of_kind.front());
    row.points = 0;
    for (const v1::ChangeLine* line : of_kind) row.points += line->points();
    row.words = "counts for more or less, since others changed";
    if (of_kind.size() > 1) {
      row.name = absl::StrCat(of_kind.size(), " others");
      row.words = "count for more or less, since others changed";
      row.place.clear();
    }
    rows.push_back(std::move(row));
  }
  for (const v1::ChangeLine& line : model.lines()) {
    if (line.kind() == v1::CHANGE_KIND_ROUNDING) rows.push_back(RowOf(line));
  }
  return rows;
}

// Kind, component, points and a bar; below them what changed, and where the pack says so.
class ChangeTable {
 public:
  ChangeTable(const std::vector<ChangeRow>& rows, const Style& style, size_t width)
      : rows_(rows), style_(style), width_(width) {
    for (const ChangeRow& row : rows) {
      kind_ = std::max(kind_, DisplayWidth(row.kind));
      largest_ = std::max(largest_, std::fabs(row.points));
    }
  }

  // Between the score before and the one after, each a text of its own.
  std::string Print(const std::string& before, const std::string& after) {
    End("before", before);
    for (const ChangeRow& row : rows_) Add(row);
    End("after", after);
    return std::move(text_);
  }

 private:
  size_t name_column() const { return kMargin + kind_ + kGap; }
  size_t points_column() const { return width_ - kPointsWidth - 1 - kBarWidth; }

  void End(const char* what, const std::string& score) {
    absl::StrAppend(
        &text_,
        style_.Paint(Tone::kStrong, PadRight(absl::StrCat(Blanks(kMargin), what), points_column()) +
                                        PadLeft(score, kPointsWidth)),
        "\n");
  }

  std::string Bar(double points) const {
    const double share = std::fabs(points) / largest_ * kBarWidth;
    std::string bar;
    for (size_t i = 0; i < static_cast<size_t>(std::lround(share)); ++i) bar += "▇";
    return bar;
  }

  void Add(const ChangeRow& row) {
    const std::string left =
        absl::StrCat(Blanks(kMargin), PadRight(row.kind, kind_ + kGap), Printable(row.name));
    const std::string points = PadLeft(Signed(row.points, 2), kPointsWidth);
    absl::StrAppend(&text_, PadRight(left, points_column()),
                    style_.Paint(row.points < 0 ? Tone::kBad : Tone::kGood,
                                 Trimmed(absl::StrCat(points, " ", Bar(row.points)))),
                    "\n");
    Details(row);
  }

  // The place stands at the right end of the last line, or on a line of its own.
  void Details(const ChangeRow& row) {
    const size_t room = width_ - name_column();
    const std::string place = Printable(row.place);
    std::vector<std::string> lines = Wrap(Printable(row.words), room);
    if (lines.empty() && place.empty()) return;
    const bool fits =
        !lines.empty() && DisplayWidth(lines.back()) + kGap + DisplayWidth(place) <= room;
    if (!place.empty() && !fits) lines.emplace_back();
    for (size_t i = 0; i < lines.size(); ++i) {
      absl::StrAppend(&text_, Blanks(name_column()), lines[i]);
      if (i + 1 == lines.size() && !place.empty()) {
        const size_t taken = DisplayWidth(lines[i]) + DisplayWidth(place);
        absl::StrAppend(&text_, Blanks(taken < room ? room - taken : 0),
                        style_.Paint(Tone::kQuiet, place));
      }
      text_ += "\n";
    }
  }

  static std::string Trimmed(std::string text) {
    text.resize(text.find_last_not_of(' ') + 1);
    return text;
  }

  const std::vector<ChangeRow>& rows_;
  const Style& style_;
  const size_t width_;
  size_t kind_ = 0;
  double largest_ = 0;
  std::string text_;
};

class ChangePrinter {
 public:
  ChangePrinter(const ChangeReport& report, const Style& style, size_t width)
      : report_(report), style_(style) {
    options_.style = style;
    options_.width = std::clamp(width, kNarrowest, kWidest);
  }

  std::string Print() {
    Headline();
    Primary();
    for (const v1::ModelChange& model : answer().models()) Model(model);
    if (report_.model.empty()) Outcomes();
    return std::move(text_);
  }

 private:
  const v1::CompareEvaluationsResponse& answer() const { return report_.answer; }

  static std::string PackWords(const v1::PackInfo& pack) {
    return absl::StrCat("pack ", pack.name(), " ", pack.version(), " (",
                        pack.digest().substr(0, kDigestShown), "…)");
  }

  void Headline() {
    const v1::ComparedEvaluation &before = answer().before(), &after = answer().after();
    const std::string then = FormatMoment(before.as_of());
    const std::string now = FormatMoment(after.as_of());
    const std::string when =
        then == now ? "as of " + now : absl::StrCat("as of ", then, " → ", now);
    const bool same = before.pack().digest() == after.pack().digest();
    const std::string packs =
        same ? PackWords(after.pack())
             : absl::StrCat(PackWords(before.pack()), " → ", PackWords(after.pack()));
    const std::string left = absl::StrCat(Printable(answer().account_id()), "  ", when);
    absl::StrAppend(
        &text_, style_.Paint(Tone::kStrong, Spread(left, Printable(packs), options_.width)), "\n");
  }

  void Primary() {
    const std::string& before = answer().before().primary_model();
    const std::string& after = answer().after().primary_model();
    if (before == after) return;
    const auto name = [](const std::string& model) { return model.empty() ? "no model" : model; };
    SectionText section(options_);
    section.Line(absl::StrCat("Another model answers for the account: ", name(before), " before, ",
                              name(after),
                              " after. Two models measure different things, so there is no "
                              "arithmetic between their scores."));
    absl::StrAppend(&text_, "\n", section.Take());
  }

  std::string EndWords(const v1::ScoreEnd& end) const {
    if (end.state() == v1::HEALTH_STATE_NOT_DEFINED) {
      return style_.Paint(Tone::kMiddling, "not in the pack");
    }
    if (!end.has_score()) return style_.Paint(Tone::kMiddling, Words(EnumWord(end.state())));
    return style_.Paint(ToneOfOrder(static_cast<uint32_t>(end.band_rank()),
                                    static_cast<uint32_t>(end.band_count())),
                        absl::StrCat(ScoreText(end), " ", end.band()));
  }

  static std::string ScoreText(const v1::ScoreEnd& end) {
    return FormatFixed(end.score(), end.precision());
  }

  void Model(const v1::ModelChange& model) {
    const bool primary = model.after().primary() || model.before().primary();
    absl::StrAppend(&text_, "\n", style_.Paint(Tone::kStrong, Printable(model.model())),
                    primary ? " (primary)" : "", "  ", EndWords(model.before()), " → ",
                    EndWords(model.after()), "\n");
    if (!model.no_arithmetic().empty()) {
      WithoutPoints(model);
      return;
    }
    absl::StrAppend(&text_, style_.Paint(Tone::kQuiet, ChangeSummary(model)), "\n");
    if (model.lines().empty()) return;
    const std::vector<ChangeRow> rows = RowsOf(model);
    absl::StrAppend(&text_, "\n",
                    ChangeTable(rows, style_, options_.width)
                        .Print(ScoreText(model.before()), ScoreText(model.after())));
  }

  void WithoutPoints(const v1::ModelChange& model) {
    SectionText section(options_);
    section.Line(absl::StrCat("no arithmetic: ", model.no_arithmetic()));
    std::vector<Entry> entries;
    for (const v1::ChangeLine& line : model.without_points()) {
      const ChangeRow row = RowOf(line);
      Entry entry;
      entry.name = row.name;
      entry.words = row.words;
      entry.location = row.place;
      entries.push_back(std::move(entry));
    }
    if (!entries.empty()) section.Raw("");
    section.Entries(entries);
    text_ += section.Take();
  }

  void Outcomes() {
    SectionText section(options_);
    const auto& outcomes = answer().outcomes();
    section.Title({"Other outcomes", outcomes.empty() ? "none changed" : "", Tone::kQuiet, ""});
    std::vector<Entry> entries;
    for (const v1::OutcomeChange& change : outcomes) {
      const auto value = [](const std::string& word) { return word.empty() ? "none" : word; };
      Entry entry;
      entry.name = WithoutEnd(change.path(), ".tier");
      entry.words = absl::StrCat(value(change.before()), " → ", value(change.after()));
      entry.details = change.reason();
      entry.location = PlaceText(change.location());
      entries.push_back(std::move(entry));
    }
    section.Entries(entries);
    absl::StrAppend(&text_, "\n", section.Take());
  }

  const ChangeReport& report_;
  const Style& style_;
  ExplanationOptions options_;
  std::string text_;
};

}  // namespace

std::string ChangeSummary(const v1::ModelChange& model) {
  if (model.lines().empty()) return "nothing that counts in it changed";
  const v1::ScoreEnd &before = model.before(), &after = model.after();
  std::vector<std::string> parts;
  for (const v1::ChangeKind kind : kChangeKinds) {
    const double points = PointsOf(model, kind);
    if (points == 0) continue;
    parts.push_back(absl::StrCat(KindWord(kind), " ", Signed(points, 2)));
  }
  return absl::StrCat(
      Signed(after.score() - before.score(), std::max(before.precision(), after.precision())), ": ",
      absl::StrJoin(parts, " · "));
}

std::string ChangeText(const ChangeReport& report, const Style& style, size_t width) {
  return ChangePrinter(report, style, width).Print();
}

}  // namespace bellwether::cli
