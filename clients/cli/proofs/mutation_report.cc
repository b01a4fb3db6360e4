// Tested by tests/clients/mutate_command_test.py.
#include "clients/cli/proofs/mutation_report.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/proto_json.h"
#include "engine/base/number.h"
#include "engine/base/suggest.h"

namespace bellwether::cli {
namespace {

using mutation::Fate;

constexpr int kIndent = 2;
constexpr double kPercent = 100;

const char* FateName(Fate fate) {
  if (fate == Fate::kRefused) return "refused";
  return fate == Fate::kKilled ? "killed" : "survived";
}

std::string Place(const MutantResult& result) {
  return absl::StrCat(result.file, ":", result.mutation.span.line);
}

// How a test would notice it.
std::string Proposal(const MutantResult& result) {
  const auto& difference = result.verdict.difference;
  if (!difference) {
    return "no account shows the change, of the tests or of those that were made up: it may change "
           "nothing";
  }
  if (difference->test.empty()) {
    std::string text = "a case that notices it:";
    for (const auto line :
         absl::StrSplit(absl::StripSuffix(difference->proposed_case, "\n"), '\n')) {
      absl::StrAppend(&text, "\n    ", line);
    }
    return absl::StrCat(text, "\n  with the change it is ", difference->then);
  }
  return absl::StrCat("a test that notices it: in ", Quoted(difference->test), " expect ",
                      difference->path, " to be ", difference->now, "; with the change it is ",
                      difference->then);
}

std::string SurvivorText(const MutantResult& result, const Style& style) {
  return absl::StrCat(style.Paint(Tone::kBad, "SURVIVED"), " ", Place(result), " ",
                      style.Paint(Tone::kStrong, result.mutation.key), "  ", result.mutation.change,
                      "\n  ", style.Paint(Tone::kQuiet, Proposal(result)), "\n\n");
}

std::string PercentText(double percent) { return absl::StrCat(FormatFixed(percent, 1), " %"); }

std::string ScoreText(const MutationReport& report) {
  std::string text = absl::StrCat("score ", PercentText(report.score()));
  if (report.seed) {
    const statistics::Interval interval = report.interval();
    absl::StrAppend(&text, " (of all of them 95 %: ", FormatFixed(interval.low, 1), "–",
                    PercentText(interval.high), ")");
  }
  return text;
}

nlohmann::ordered_json Json(const MutantResult& result) {
  nlohmann::ordered_json json;
  json["file"] = result.file;
  json["line"] = result.mutation.span.line;
  json["key"] = result.mutation.key;
  json["change"] = result.mutation.change;
  json["fate"] = FateName(result.verdict.fate);
  if (!result.verdict.killer.empty()) json["test"] = result.verdict.killer;
  if (const auto& difference = result.verdict.difference) {
    auto& proposal = json["proposal"] = nlohmann::ordered_json::object();
    if (!difference->test.empty()) proposal["test"] = difference->test;
    proposal["path"] = difference->path;
    proposal["expect"] = difference->now;
    proposal["with_the_change"] = difference->then;
    if (!difference->proposed_case.empty()) proposal["case"] = difference->proposed_case;
  }
  return json;
}

}  // namespace

uint64_t MutationReport::Count(Fate fate) const {
  return static_cast<uint64_t>(
      std::count_if(results.begin(), results.end(),
                    [fate](const MutantResult& result) { return result.verdict.fate == fate; }));
}

double MutationReport::score() const {
  return kPercent *
         (1 - static_cast<double>(Count(Fate::kSurvived)) / static_cast<double>(results.size()));
}

statistics::Interval MutationReport::interval() const {
  const uint64_t noticed = results.size() - Count(Fate::kSurvived);
  const auto share = statistics::ProportionOf(noticed, results.size());
  return {kPercent * share->interval.low, kPercent * share->interval.high};
}

std::string MutationText(const MutationReport& report, const Style& style) {
  std::string text;
  for (const MutantResult& result : report.results) {
    if (result.verdict.fate == Fate::kSurvived) absl::StrAppend(&text, SurvivorText(result, style));
  }
  absl::StrAppend(&text, PackText(*report.plan), "\n", Thousands(report.results.size()));
  if (report.seed) {
    absl::StrAppend(&text, " of ", Thousands(report.all), " changes (seed ", *report.seed, ")");
  } else {
    absl::StrAppend(&text, " changes");
  }
  const uint64_t refused = report.Count(Fate::kRefused), killed = report.Count(Fate::kKilled);
  absl::StrAppend(&text, ": ", Thousands(killed), " noticed by a test, ", Thousands(refused),
                  " by check, ", Thousands(report.Count(Fate::kSurvived)), " survived; ",
                  ScoreText(report), "\n");
  return text;
}

std::string MutationJson(const MutationReport& report) {
  nlohmann::ordered_json json;
  json["pack"] = absl::StrCat(report.plan->name, " ", report.plan->version);
  json["digest"] = report.plan->digest;
  json["changes"] = report.all;
  json["tried"] = report.results.size();
  if (report.seed) json["seed"] = *report.seed;
  json["killed"] = report.Count(Fate::kKilled);
  json["refused"] = report.Count(Fate::kRefused);
  json["survived"] = report.Count(Fate::kSurvived);
  json["score"] = report.score();
  if (report.seed) json["interval"] = {report.interval().low, report.interval().high};
  auto& results = json["results"] = nlohmann::ordered_json::array();
  for (const MutantResult& result : report.results) results.push_back(Json(result));
  return Dump(json, kIndent) + "\n";
}

}  // namespace bellwether::cli
