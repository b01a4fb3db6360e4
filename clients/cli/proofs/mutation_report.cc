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
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

using mutation::Fate;

constexpr int kIndent = 2;
constexpr double kPercent = 100;

const char* FateName(Fate fate) {
  switch (fate) {
    case Fate::kRefused:
      return "refused";
    case Fate::kKilled:
      return "killed";
    case Fate::kSurvived:
      return "survived";
    case Fate::kEquivalent:
      break;
  }
  return "equivalent";
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

// Nothing of what was noticed.
std::string UnnoticedText(const MutantResult& result, const Style& style) {
  const Fate fate = result.verdict.fate;
  if (fate != Fate::kSurvived && fate != Fate::kEquivalent) return "";
  const bool equivalent = fate == Fate::kEquivalent;
  const std::string word =
      equivalent ? style.Paint(Tone::kQuiet, "EQUIVALENT") : style.Paint(Tone::kBad, "SURVIVED");
  const std::string why =
      equivalent ? absl::StrCat("no account can tell: ", result.verdict.proof) : Proposal(result);
  return absl::StrCat(word, " ", Place(result), " ",
                      style.Paint(Tone::kStrong, result.mutation.key), "  ", result.mutation.change,
                      "\n  ", style.Paint(Tone::kQuiet, why), "\n\n");
}

// ", 5 that no account can tell and that count for nothing".
std::string EquivalentText(const MutationReport& report) {
  const uint64_t count = report.Count(Fate::kEquivalent);
  if (count == 0) return "";
  return absl::StrCat(", ", Thousands(count), " that no account can tell and that ",
                      count == 1 ? "counts" : "count", " for nothing");
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
  if (!result.verdict.proof.empty()) json["proof"] = result.verdict.proof;
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

uint64_t MutationReport::counted() const { return results.size() - Count(Fate::kEquivalent); }

double MutationReport::score() const {
  if (counted() == 0) return kPercent;
  return kPercent *
         (1 - static_cast<double>(Count(Fate::kSurvived)) / static_cast<double>(counted()));
}

statistics::Interval MutationReport::interval() const {
  const auto share = statistics::ProportionOf(counted() - Count(Fate::kSurvived), counted());
  if (!share) return {0, kPercent};
  return {kPercent * share->interval.low, kPercent * share->interval.high};
}

std::string MutationText(const MutationReport& report, const Style& style) {
  std::string text;
  for (const MutantResult& result : report.results) text += UnnoticedText(result, style);
  absl::StrAppend(&text, PackText(*report.plan), "\n", Thousands(report.results.size()));
  if (report.seed) {
    absl::StrAppend(&text, " of ", Thousands(report.all), " changes (seed ", *report.seed, ")");
  } else {
    absl::StrAppend(&text, " changes");
  }
  const uint64_t refused = report.Count(Fate::kRefused), killed = report.Count(Fate::kKilled);
  absl::StrAppend(&text, ": ", Thousands(killed), " noticed by a test, ", Thousands(refused),
                  " by check, ", Thousands(report.Count(Fate::kSurvived)), " survived",
                  EquivalentText(report), "; ", ScoreText(report), "\n");
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
  json["equivalent"] = report.Count(Fate::kEquivalent);
  json["score"] = report.score();
  if (report.seed) json["interval"] = {report.interval().low, report.interval().high};
  auto& results = json["results"] = nlohmann::ordered_json::array();
  for (const MutantResult& result : report.results) results.push_back(Json(result));
  return Dump(json, kIndent) + "\n";
}

}  // namespace bellwether::cli
