// A row for each thing that changed: what kind, what it is, what became of it, points and a bar.
//
// Tested by tests/clients/explain_change_test.py.
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/explanation/change_report.h"
#include "clients/cli/explanation/explanation_layout.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/evaluation_words.h"
#include "clients/cli/words/signed_number.h"
#include "engine/base/number.h"
#include "engine/explain/names.h"

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

std::string PlaceText(const Place& place) {
  return place.line == 0 ? "" : absl::StrCat(place.file, ":", place.line);
}

// Where it stands now; of a rule that moved also where it stood: "health.yaml:12 → 14".
std::string PlacesText(const ChangeLine& line) {
  const std::string before = PlaceText(line.before);
  const std::string after = PlaceText(line.after);
  const bool moved = line.kind == ChangeKind::kConfiguration && before != after;
  if (!moved || before.empty() || after.empty()) return after.empty() ? before : after;
  const bool same_file = line.before.file == line.after.file;
  return absl::StrCat(before, " → ", same_file ? absl::StrCat(line.after.line) : after);
}

std::string WithoutEnd(const std::string& text, std::string_view end) {
  return text.ends_with(end) ? text.substr(0, text.size() - end.size()) : text;
}

// A row of the table: a line, or several of which there is nothing to say but their points.
struct Row {
  std::string kind;
  std::string name;
  std::string words;
  std::string place;
  double points = 0;
};

Row RowOf(const ChangeLine& line) {
  return {ChangeKindName(line.kind), line.name, absl::StrJoin(line.changes, "; "), PlacesText(line),
          line.points};
}

// Lines of components about which nothing changed go together, one row for each kind.
std::vector<Row> RowsOf(const std::vector<ChangeLine>& lines) {
  std::vector<Row> rows;
  std::array<std::vector<const ChangeLine*>, kChangeKindCount> bystanders;
  for (const ChangeLine& line : lines) {
    const bool silent = line.changes.empty() && !line.name.empty();
    if (silent) bystanders[static_cast<size_t>(line.kind)].push_back(&line);
    if (!silent && line.kind != ChangeKind::kRounding) rows.push_back(RowOf(line));
  }
  for (const auto& of_kind : bystanders) {
    if (of_kind.empty()) continue;
    Row row = RowOf(*of_kind.front());
    row.points = 0;
    for (const ChangeLine* line : of_kind) row.points += line->points;
    row.words = "counts for more or less, since others changed";
    if (of_kind.size() > 1) {
      row.name = absl::StrCat(of_kind.size(), " others");
      row.words = "count for more or less, since others changed";
      row.place.clear();
    }
    rows.push_back(std::move(row));
  }
  for (const ChangeLine& line : lines) {
    if (line.kind == ChangeKind::kRounding) rows.push_back(RowOf(line));
  }
  return rows;
}

// Kind, component, points and a bar; below them what changed, and where the pack says so.
class ChangeTable {
 public:
  ChangeTable(const std::vector<Row>& rows, const Style& style, size_t width)
      : rows_(rows), style_(style), width_(width) {
    for (const Row& row : rows) {
      kind_ = std::max(kind_, DisplayWidth(row.kind));
      largest_ = std::max(largest_, std::fabs(row.points));
    }
  }

  // Between the score before and the one after, each a text of its own.
  std::string Print(const std::string& before, const std::string& after) {
    End("before", before);
    for (const Row& row : rows_) Add(row);
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

  void Add(const Row& row) {
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
  void Details(const Row& row) {
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

  const std::vector<Row>& rows_;
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
    for (const ModelAttribution& model : report_.attribution->models) {
      if (report_.model.empty() || report_.model == model.model) Model(model);
    }
    if (report_.model.empty()) Outcomes();
    return std::move(text_);
  }

 private:
  static std::string PackWords(const Plan& plan) {
    return absl::StrCat("pack ", plan.name, " ", plan.version, " (",
                        plan.digest.substr(0, kDigestShown), "…)");
  }

  void Headline() {
    const std::string before = FormatMoment(report_.before.as_of);
    const std::string after = FormatMoment(report_.after.as_of);
    const std::string when =
        before == after ? "as of " + after : absl::StrCat("as of ", before, " → ", after);
    const bool same = report_.before.plan->digest == report_.after.plan->digest;
    const std::string packs =
        same ? PackWords(*report_.after.plan)
             : absl::StrCat(PackWords(*report_.before.plan), " → ", PackWords(*report_.after.plan));
    const std::string left = absl::StrCat(Printable(report_.account_id), "  ", when);
    absl::StrAppend(
        &text_, style_.Paint(Tone::kStrong, Spread(left, Printable(packs), options_.width)), "\n");
  }

  void Primary() {
    const Attribution& attribution = *report_.attribution;
    if (attribution.primary_before == attribution.primary_after) return;
    const auto name = [](const std::string& model) { return model.empty() ? "no model" : model; };
    SectionText section(options_);
    section.Line(
        absl::StrCat("Another model answers for the account: ", name(attribution.primary_before),
                     " before, ", name(attribution.primary_after),
                     " after. Two models measure different things, so there is no "
                     "arithmetic between their scores."));
    absl::StrAppend(&text_, "\n", section.Take());
  }

  std::string EndWords(const ChangeSide& side, const std::string& model,
                       const ScoreEnd& end) const {
    if (!end.defined) return style_.Paint(Tone::kMiddling, "not in the pack");
    if (!end.score) return style_.Paint(Tone::kMiddling, Words(StateName(end.state)));
    return style_.Paint(BandTone(side.plan, model, end.band),
                        absl::StrCat(FormatFixed(*end.score, end.precision), " ", end.band));
  }

  void Model(const ModelAttribution& model) {
    const bool primary = model.after.primary || model.before.primary;
    absl::StrAppend(&text_, "\n", style_.Paint(Tone::kStrong, Printable(model.model)),
                    primary ? " (primary)" : "", "  ",
                    EndWords(report_.before, model.model, model.before), " → ",
                    EndWords(report_.after, model.model, model.after), "\n");
    if (!model.no_arithmetic.empty()) {
      WithoutPoints(model);
      return;
    }
    absl::StrAppend(&text_, style_.Paint(Tone::kQuiet, Summary(model)), "\n");
    if (model.lines.empty()) return;
    const std::vector<Row> rows = RowsOf(model.lines);
    absl::StrAppend(&text_, "\n",
                    ChangeTable(rows, style_, options_.width)
                        .Print(FormatFixed(*model.before.score, model.before.precision),
                               FormatFixed(*model.after.score, model.after.precision)));
  }

  void WithoutPoints(const ModelAttribution& model) {
    SectionText section(options_);
    section.Line(absl::StrCat("no arithmetic: ", model.no_arithmetic));
    std::vector<Entry> entries;
    for (const ChangeLine& line : model.without_points) {
      const Row row = RowOf(line);
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

  // "−14: data −8.30 · staleness −5.70".
  static std::string Summary(const ModelAttribution& model) {
    if (model.lines.empty()) return "nothing that counts in it changed";
    const int precision = std::max(model.before.precision, model.after.precision);
    std::vector<std::string> parts;
    for (size_t k = 0; k < kChangeKindCount; ++k) {
      const auto kind = static_cast<ChangeKind>(k);
      const double points = model.PointsOf(kind);
      if (points == 0) continue;
      parts.push_back(absl::StrCat(ChangeKindName(kind), " ", Signed(points, 2)));
    }
    return absl::StrCat(Signed(*model.after.score - *model.before.score, precision), ": ",
                        absl::StrJoin(parts, " · "));
  }

  void Outcomes() {
    SectionText section(options_);
    const std::vector<OutcomeChange>& outcomes = report_.attribution->outcomes;
    section.Title({"Other outcomes", outcomes.empty() ? "none changed" : "", Tone::kQuiet, ""});
    std::vector<Entry> entries;
    for (const OutcomeChange& change : outcomes) {
      Entry entry;
      entry.name = WithoutEnd(change.path, ".tier");
      entry.words = absl::StrCat(change.before.empty() ? "none" : change.before, " → ",
                                 change.after.empty() ? "none" : change.after);
      entry.details = change.reason;
      entry.location = PlaceText(change.place);
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

std::string ChangeText(const ChangeReport& report, const Style& style, size_t width) {
  return ChangePrinter(report, style, width).Print();
}

}  // namespace bellwether::cli
