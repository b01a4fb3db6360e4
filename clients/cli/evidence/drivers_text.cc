// Tested by tests/clients/evidence_command_test.py.
#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/evidence/evidence_text.h"
#include "clients/cli/evidence/evidence_words.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/writers/table_layout.h"

namespace bellwether::cli {
namespace {

using evidence::Driver;
using evidence::DriverReport;
using evidence::DriverState;

bool IsFound(const Driver& driver) {
  return driver.state == DriverState::kJudged && driver.adjusted_p < evidence::kSignificant;
}

std::string Headline(const DriverReport& report, const Style& style) {
  if (!report.evidence) {
    const bool judged = std::any_of(report.drivers.begin(), report.drivers.end(),
                                    [](const auto& d) { return d.state == DriverState::kJudged; });
    return absl::StrCat(style.Paint(Tone::kStrong, "no evidence"),
                        judged ? " that any of these facts tells who stays"
                               : ": too few accounts to judge any fact",
                        "\n");
  }
  const auto found = std::count_if(report.drivers.begin(), report.drivers.end(),
                                   [](const auto& d) { return IsFound(d) && !d.probable_leak; });
  return absl::StrCat(
      style.Paint(Tone::kStrong, absl::StrCat(found, found == 1 ? " fact goes" : " facts go")),
      " with staying beyond noise, of ", report.drivers.size(), " tried\n");
}

std::string Basis(const DriverReport& report) {
  const auto& landmarks = report.landmarks;
  std::string text = absl::StrCat(evidence::DefinitionOf(report.days), "\n",
                                  Thousands(report.members), " accounts");
  if (report.retained.n > 0) {
    absl::StrAppend(&text, ", of which ", Thousands(report.retained.events), " stayed (",
                    ShareWords(report.retained.value), ")");
  }
  const std::pair<uint64_t, const char*> others[] = {{landmarks.lost_before, "lost before"},
                                                     {landmarks.too_young, "not followed so long"},
                                                     {landmarks.without_start, "without a start"},
                                                     {landmarks.refused, "refused by the pack"}};
  std::vector<std::string> apart;
  for (const auto& [count, words] : others) {
    if (count > 0) apart.push_back(absl::StrCat(Thousands(count), " ", words));
  }
  if (!apart.empty()) absl::StrAppend(&text, "; apart: ", absl::StrJoin(apart, ", "));
  return text + "\n";
}

std::string Note(const Driver& driver) {
  if (driver.state == DriverState::kFew) return "too few to judge";
  if (driver.state == DriverState::kSame) return "the same for all";
  if (driver.probable_leak) return "probably knows the outcome";
  if (!IsFound(driver)) return "within noise";
  return driver.more_stays ? "more stays" : "less stays";
}

Tone NoteTone(const Driver& driver) {
  if (driver.probable_leak) return Tone::kBad;
  return IsFound(driver) ? Tone::kGood : Tone::kQuiet;
}

std::string Ranking(const DriverReport& report, const Style& style, size_t width) {
  TableLayout table({{"fact"},
                     {"AUC (95 %)", true},
                     {"p", true, false, 2},
                     {"swing", true, false, 1},
                     {"n", true, false, 3},
                     {"says"}},
                    EvidenceTable(style, width));
  std::string text;
  for (const Driver& driver : report.drivers) {
    const bool judged = driver.state == DriverState::kJudged;
    table.Add({{Printable(driver.name), judged ? Tone::kPlain : Tone::kQuiet},
               {judged ? AucWords(driver.auc, driver.interval) : ""},
               {judged ? PWords(driver.adjusted_p) : ""},
               {driver.swing && *driver.swing > 0 ? PointWords(*driver.swing) : ""},
               {driver.known == 0 ? "" : Thousands(driver.known)},
               {Note(driver), NoteTone(driver)}},
              text);
  }
  table.Finish(text);
  return text;
}

// Of what goes with staying: who stays, bucket by bucket.
std::string Buckets(const Driver& driver, const Style& style, size_t width) {
  std::string text;
  TableLayout table({{driver.name}, {"stayed", true}, {"95 %", true}, {"of", true}},
                    EvidenceTable(style, width));
  for (const auto& bucket : driver.buckets) {
    table.Add({{Printable(bucket.name)},
               {ShareWords(bucket.retained.value)},
               {absl::StrCat(ShareWords(bucket.retained.interval.low), " – ",
                             ShareWords(bucket.retained.interval.high))},
               {Thousands(bucket.retained.n)}},
              text);
  }
  table.Finish(text);
  return text;
}

}  // namespace

std::string DriversText(const DriverReport& report, const Style& style, size_t width) {
  std::string text = absl::StrCat(Headline(report, style), Basis(report), "\n");
  if (report.drivers.empty()) return text;
  absl::StrAppend(&text, Ranking(report, style, width));
  for (const Driver& driver : report.drivers) {
    if (IsFound(driver)) absl::StrAppend(&text, "\n", Buckets(driver, style, width));
  }
  absl::StrAppend(&text, "\n",
                  style.Paint(Tone::kQuiet,
                              "p is adjusted for all facts that were judged (Holm). What goes with "
                              "staying need not be why: try it (bellwether experiment)."),
                  "\n");
  return text;
}

}  // namespace bellwether::cli
