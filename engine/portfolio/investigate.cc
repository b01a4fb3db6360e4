// Tested by tests/engine/portfolio/investigate_test.cc.
#include "engine/portfolio/investigate.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/portfolio/due_milestones.h"
#include "engine/portfolio/health_at.h"
#include "engine/statistics/multiple_tests.h"
#include "engine/statistics/quantiles.h"
#include "engine/statistics/welch.h"

namespace bellwether::portfolio {
namespace {

class Guide {
 public:
  Guide(Views& views, uint32_t metric, const Request& request)
      : views_(views),
        view_(views.Before(0)),
        plan_(view_.plan()),
        metric_(metric),
        measuring_(plan_.portfolio_measuring[metric]),
        request_(request),
        measurement_(MeasurementOf(view_, measuring_)) {
    for (const Case& one : measurement_->cases()) {
      counted_.insert(one.account);
      if (one.concern > 0) behind_.insert(one.account);
    }
  }

  Investigation Run() {
    Investigation investigation;
    Request whole = request_;
    whole.by.emplace();
    investigation.metric = Compute(views_, metric_, whole);
    for (const ruleset::GuideStep& step : measuring_.guide) {
      investigation.steps.push_back(Walk(step));
    }
    for (const AccountBehind& account : investigation.metric.accounts) {
      investigation.calls.push_back(Call(account));
    }
    return investigation;
  }

 private:
  StepFindings Walk(const ruleset::GuideStep& step) {
    StepFindings findings;
    findings.action = std::string(step.action.In(""));
    Request alone = request_;
    alone.by.emplace();
    alone.trend_points = 0;
    alone.accounts = 0;
    for (const uint32_t metric : step.metrics) {
      if (metric != metric_) findings.metrics.push_back(Compute(views_, metric, alone));
    }
    findings.compares = step.milestones || !step.breakdowns.empty();
    if (findings.compares) findings.comparisons = CompareGroups(step);
    findings.counts_causes = step.causes;
    if (step.causes) CountCauses(findings);
    if (!step.components.empty()) findings.components = CompareComponents(step.components);
    return findings;
  }

  Comparisons CompareGroups(const ruleset::GuideStep& step) const {
    GroupComparisons comparisons(view_);
    for (const uint32_t metric : step.metrics) {
      for (const std::string& attribute : step.breakdowns) {
        comparisons.ByAttribute(metric, attribute);
      }
      if (step.milestones) comparisons.ByLateMilestone(metric);
    }
    return std::move(comparisons).Finish();
  }

  void CountCauses(StepFindings& findings) const {
    std::map<std::string, std::pair<DelayCause, std::set<uint32_t>>> causes;
    for (const uint32_t account : counted_) {
      for (const DueMilestone& milestone : DueMilestonesOf(view_, account, {}).due) {
        if (!milestone.late) continue;
        auto& [cause, accounts] = causes[std::string(view_.word(milestone.cause))];
        ++cause.milestones;
        cause.days += milestone.days_late;
        accounts.insert(account);
        ++findings.late_milestones;
      }
    }
    for (auto& [name, counted] : causes) {
      counted.first.cause = name;
      counted.first.accounts = counted.second.size();
      findings.causes.push_back(counted.first);
    }
    std::stable_sort(findings.causes.begin(), findings.causes.end(),
                     [](const DelayCause& a, const DelayCause& b) { return a.days > b.days; });
  }

  // Scores of each component, of accounts behind the metric and of the others that it is over.
  struct Scores {
    std::vector<double> behind;
    std::vector<double> others;
  };

  std::map<std::string, Scores> ReadScores() const {
    const Wanted wanted{Arithmetic::kContributions, plan_.stage_needs.Close({Stage::kHealth})};
    HealthReplay replay(view_.book(), plan_, wanted);
    std::map<std::string, Scores> scores;
    for (const uint32_t account : counted_) {
      const auto health = replay.At(account, view_.moment());
      if (!health) continue;
      for (const HealthAt::Part& part : health->parts) {
        Scores& of = scores[part.name];
        (behind_.contains(account) ? of.behind : of.others).push_back(part.score);
      }
    }
    return scores;
  }

  std::vector<ComponentDifference> CompareComponents(const std::vector<std::string>& names) const {
    std::map<std::string, Scores> scores = ReadScores();
    std::vector<ComponentDifference> differences;
    std::vector<double> p;
    for (const std::string& name : names) {
      differences.push_back(ComponentOf(name, scores[name]));
      if (differences.back().p) p.push_back(*differences.back().p);
    }
    const std::vector<double> adjusted = statistics::HolmAdjusted(p);
    size_t next = 0;
    for (ComponentDifference& difference : differences) {
      if (!difference.p) continue;
      difference.adjusted = adjusted[next++];
      difference.beyond_noise = *difference.adjusted < kUsualNoise;
    }
    return differences;
  }

  ComponentDifference ComponentOf(const std::string& name, const Scores& scores) const {
    ComponentDifference difference;
    difference.component = name;
    difference.behind_n = scores.behind.size();
    difference.others_n = scores.others.size();
    const auto mean = [](const std::vector<double>& values) {
      const auto spread = statistics::SpreadOf(values);
      return spread ? std::optional(spread->mean) : std::nullopt;
    };
    difference.behind = mean(scores.behind);
    difference.others = mean(scores.others);
    if (std::min(difference.behind_n, difference.others_n) < measuring_.min_count) {
      return difference;
    }
    const auto welch = statistics::MeanDifferenceOf(scores.behind, scores.others);
    if (!welch) return difference;
    difference.interval = welch->interval;
    difference.p = welch->p;
    return difference;
  }

  // Attributes by which the guide looks for a pattern, or the metric breaks down, say whose account
  // it is and of what kind.
  std::vector<std::string> Attributes() const {
    std::vector<std::string> attributes = measuring_.breakdowns;
    for (const ruleset::GuideStep& step : measuring_.guide) {
      for (const std::string& name : step.breakdowns) {
        if (std::find(attributes.begin(), attributes.end(), name) == attributes.end()) {
          attributes.push_back(name);
        }
      }
    }
    return attributes;
  }

  AccountToCall Call(const AccountBehind& behind) const {
    AccountToCall call{behind.account, behind.what, {}, {}};
    const uint32_t account = view_.book().FindAccount(behind.account);
    for (const std::string& name : Attributes()) {
      const std::string value =
          view_.AttributeAt(account, view_.book().names().Find(name), view_.as_of());
      if (!value.empty()) call.attributes.emplace_back(name, value);
    }
    call.timeline = TimelineOf(view_, account);
    return call;
  }

  Views& views_;
  const View& view_;
  const Plan& plan_;
  const uint32_t metric_;
  const ruleset::Measuring& measuring_;
  const Request& request_;
  const MeasurementPointer measurement_;
  std::set<uint32_t> counted_;  // accounts that the metric is over
  std::set<uint32_t> behind_;   // those of concern
};

}  // namespace

std::vector<uint32_t> GuidedMetrics(const Plan& plan) {
  std::vector<uint32_t> guided;
  for (const uint32_t metric : MetricsOf(plan)) {
    if (!plan.portfolio_measuring[metric].guide.empty()) guided.push_back(metric);
  }
  return guided;
}

Investigation Investigate(Views& views, uint32_t metric, const Request& request) {
  return Guide(views, metric, request).Run();
}

}  // namespace bellwether::portfolio
