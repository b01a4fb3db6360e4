// Tested by tests/clients/test_coverage_test.py.
#include "clients/cli/proofs/coverage_report.h"
#include "clients/cli/words/proto_json.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kIndent = 2;

Json TallyJson(const coverage::Tally& tally) {
  return {{"covered", tally.covered}, {"all", tally.all}, {"percent", tally.percent()}};
}

Json SectionsJson(const CoverageRun& run) {
  Json sections = Json::array();
  for (const auto& [section, tally] : coverage::TallyBySection(run.points, run.hits)) {
    Json json = {{"section", section}};
    json.update(TallyJson(tally));
    sections.push_back(std::move(json));
  }
  return sections;
}

Json ForkJson(const CoverageRun& run, size_t index) {
  const coverage::Fork& fork = run.points.forks[index];
  Json ways = Json::array();
  for (size_t w = 0; w < fork.ways.size(); ++w) {
    const coverage::Way& way = fork.ways[w];
    ways.push_back({{"way", way.words},
                    {"file", std::string(run.sources.name(way.span.file))},
                    {"line", way.span.line},
                    {"hits", run.hits[index].ways[w]}});
  }
  return {{"key", fork.key}, {"reached", run.hits[index].reached}, {"ways", std::move(ways)}};
}

// Lines with what was not hit on them.
Json MissedJson(const CoverageRun& run, const std::vector<coverage::RuleLine>& lines) {
  Json missed = Json::array();
  for (const coverage::RuleLine& line : lines) {
    Json points = Json::array();
    for (const coverage::Point& point : coverage::MissedOn(line, run.hits)) {
      points.push_back(PointText(run, point));
    }
    if (points.empty()) continue;
    missed.push_back({{"file", std::string(run.sources.name(line.file))},
                      {"line", line.line},
                      {"points", std::move(points)}});
  }
  return missed;
}

}  // namespace

std::string CoverageJson(const CoverageRun& run) {
  Json json;
  json["pack"] = run.plan.name;
  json["version"] = run.plan.version;
  json["digest"] = run.plan.digest;
  json["points"] = TallyJson(coverage::TallyOf(run.points, run.hits));
  json["lines"] = TallyJson(coverage::TallyOfLines(run.points.lines, run.hits));
  json["sections"] = SectionsJson(run);
  Json& forks = json["forks"] = Json::array();
  for (size_t i = 0; i < run.points.forks.size(); ++i) forks.push_back(ForkJson(run, i));
  json["missed_lines"] = MissedJson(run, run.points.lines);
  if (run.changed) {
    json["changed"] = {{"since", run.changed->since},
                       {"lines", run.changed->lines.size()},
                       {"missed_lines", MissedJson(run, run.changed->missed)}};
  }
  return Dump(json, kIndent) + "\n";
}

}  // namespace bellwether::cli
