// The rule set: a document whose names are resolved and whose types are checked.
//
//   Staged<RuleSet> checked = Check(document, sources, limits);
//
// Everything refers to everything else by index, every default is filled in, every expression is
// a typed tree. It is still shaped like the pack, and the slow reference evaluator reads it; the
// plan is made from it. Immutable once built; any thread.
#ifndef BELLWETHER_ENGINE_RULESET_RULESET_H_
#define BELLWETHER_ENGINE_RULESET_RULESET_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "engine/base/limits.h"
#include "engine/expression/expression.h"
#include "engine/ruleset/alerts.h"
#include "engine/ruleset/evidence.h"
#include "engine/ruleset/outcomes.h"
#include "engine/ruleset/rules.h"
#include "engine/ruleset/titles.h"
#include "engine/source/diagnostic.h"

namespace bellwether::document {
struct Document;
}

namespace bellwether::ruleset {

// What the numbers of a rule set are for (document::Setting).
struct Setting {
  std::optional<uint32_t> segment;  // nothing: every segment without numbers of its own, and none
  std::optional<int32_t> from;      // days in the pack's time zone, since 1970-01-01
  std::optional<int32_t> until;     // not included
  std::string description;          // "segment `enterprise`, from 2026-07-01"; may be ""
};

struct RuleSet {
  std::string name;
  std::string version;
  std::string digest;
  std::vector<std::string> files;  // names, as Location::file indexes them
  std::vector<std::string> segments, cadences, stages, severities;
  absl::TimeZone time_zone;
  std::string benchmark_set;
  std::vector<std::string> set_names;  // of all benchmarks, in order of first appearance
  std::vector<Slot> slots;
  std::vector<Signal> signals;
  std::vector<Derived> derived;  // in order of evaluation: dependencies first
  OnboardingStart start;
  Milestones milestones;
  std::vector<Benchmark> benchmarks;
  std::vector<HealthModel> health;
  uint32_t primary_score_slot = 0;  // outcome variables `health.primary.*`
  uint32_t primary_band_slot = 0;
  std::vector<Playbook> playbooks;
  std::vector<Alert> alerts;  // in the pack's order
  std::vector<Flag> flags;
  Graduation graduation;
  Extension extension;
  Programme programme;
  std::vector<PortfolioMetric> portfolio;
  Drivers drivers;
  std::vector<Experiment> experiments;
  std::vector<Dashboard> dashboards;  // in the pack's order, which is that of reports
  std::vector<Grouping> groupings;
  std::vector<Constant> constants;
  Titles titles;
  Setting setting;
};

// Resolves and checks. Every mistake is reported at once; `value` is usable only when ok().
Staged<RuleSet> Check(const document::Document& document, const Sources& sources,
                      const Limits& limits);

// The rule sets of a pack in its settings (document::ParseVariants), the base first. They differ in
// numbers, and in which rules are in force; each has the digest of all. What is wrong in one of
// them and not in the base names its setting.
Staged<std::vector<RuleSet>> CheckVariants(const std::vector<document::Document>& documents,
                                           const Sources& sources, const Limits& limits);

}  // namespace bellwether::ruleset

#endif  // BELLWETHER_ENGINE_RULESET_RULESET_H_
