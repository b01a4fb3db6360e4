// What people call names: each must be one of the pack, so that none is left behind when it is
// renamed.
//
// Tested by tests/engine/ruleset/titles_test.cc.
#include <algorithm>

#include "engine/ruleset/checker.h"

namespace bellwether::ruleset {
namespace {

using Names = std::vector<std::string>;

// Models, sets and rules may have the same names.
Names EachOnce(Names names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

void AddTiers(const Benchmark& benchmark, Names& names) {
  for (const BenchmarkSet& set : benchmark.sets) {
    for (const Tier& tier : set.tiers) names.push_back(tier.name);
  }
}

Names TierNames(const Checker& checker) {
  Names names;
  for (const Benchmark& benchmark : checker.rules.benchmarks) AddTiers(benchmark, names);
  for (const PortfolioMetric& metric : checker.rules.portfolio) AddTiers(metric.benchmark, names);
  return names;
}

void AddComponents(const document::NamedList<document::Component>& components, Names& names) {
  for (const auto& component : components) {
    names.push_back(component.name);
    AddComponents(component.value.components, names);
  }
}

Names ComponentNames(const Checker& checker) {
  Names names;
  for (const auto& model : checker.document.health) AddComponents(model.value.components, names);
  for (const auto& dimension : checker.document.graduation.dimensions) {
    for (const auto& criterion : dimension.value.criteria) names.push_back(criterion.name);
  }
  return names;
}

Names BandNames(const Checker& checker) {
  Names names;
  for (const auto& model : checker.document.health) {
    for (const auto& band : model.value.bands) names.push_back(band.name);
  }
  return names;
}

void Append(const Names& more, Names& names) {
  names.insert(names.end(), more.begin(), more.end());
}

// Nobody declares people: they are those that the pack names.
Names PeopleNames(const Checker& checker) {
  Names names;
  const document::Document& document = checker.document;
  for (const auto& playbook : document.playbooks) {
    for (const document::PlaybookStep& step : playbook.value.steps) {
      if (step.owner.present()) names.push_back(step.owner.value);
    }
  }
  for (const auto& flag : document.flags) Append(NamesOf(flag.value.notify), names);
  for (const auto& alert : document.alerts) {
    Append(NamesOf(alert.value.route), names);
    Append(NamesOf(alert.value.escalate_to), names);
  }
  const document::Extension& extension = document.extension;
  for (const auto* reasons : {&extension.escalate, &extension.extend, &extension.root_cause}) {
    for (const auto& reason : *reasons) Append(NamesOf(reason.value.notify), names);
  }
  const document::Responses& responses = extension.responses;
  for (const auto* response : {&responses.graduate, &responses.proceed, &responses.extend,
                               &responses.escalate, &responses.recover}) {
    Append(NamesOf(response->notify), names);
  }
  return names;
}

void CheckKind(Checker& checker, TitleKind kind, const document::NamedList<document::Text>& written,
               const Names& known) {
  for (const auto& title : written) {
    if (!checker.Resolve(WordOf(kind), title.name, title.span, known)) continue;
    checker.rules.titles.Add(kind, {title.name, ToText(title.value)});
  }
}

}  // namespace

void CheckTitles(Checker& checker) {
  const document::Document& document = checker.document;
  const document::Titles& written = document.titles;
  const RuleSet& rules = checker.rules;
  const auto check = [&checker](TitleKind kind, const auto& titles, const Names& known) {
    CheckKind(checker, kind, titles, known);
  };
  check(TitleKind::kSegment, written.segments, rules.segments);
  check(TitleKind::kCadence, written.cadences, rules.cadences);
  check(TitleKind::kStage, written.stages, rules.stages);
  check(TitleKind::kSeverity, written.severities, rules.severities);
  check(TitleKind::kSignal, written.signals, NamesOf(document.signals));
  check(TitleKind::kMilestone, written.milestones, NamesOf(document.milestones.order));
  check(TitleKind::kTier, written.tiers, EachOnce(TierNames(checker)));
  check(TitleKind::kModel, written.models, NamesOf(document.health));
  check(TitleKind::kComponent, written.components, EachOnce(ComponentNames(checker)));
  check(TitleKind::kBand, written.bands, EachOnce(BandNames(checker)));
  check(TitleKind::kDimension, written.dimensions, NamesOf(document.graduation.dimensions));
  check(TitleKind::kPlaybook, written.playbooks, NamesOf(document.playbooks));
  check(TitleKind::kPerson, written.people, EachOnce(PeopleNames(checker)));
  check(TitleKind::kMetric, written.metrics, NamesOf(document.portfolio));
}

}  // namespace bellwether::ruleset
