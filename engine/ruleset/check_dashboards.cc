// Who reads what of a portfolio, and guides to the cause of a bad number.
// Tested by tests/golden/ruleset/dashboards.yaml.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/ruleset/checker.h"

namespace bellwether::ruleset {
namespace {

class GuideCheck {
 public:
  GuideCheck(Checker& checker, uint32_t metric) : checker_(checker), metric_(metric) {
    for (const auto& entry : checker.document.portfolio) metrics_.push_back(entry.name);
    for (const HealthModel& model : checker.rules.health) {
      for (const Component& component : model.components) components_.push_back(component.name);
    }
    std::sort(components_.begin(), components_.end());
    components_.erase(std::unique(components_.begin(), components_.end()), components_.end());
  }

  GuideStep Run(const document::GuideStep& written) {
    GuideStep step;
    step.action = ToText(written.action);
    step.breakdowns = NamesOf(written.breakdowns);
    step.milestones = written.milestones.value;
    step.causes = written.causes.value;
    for (const auto& named : written.metrics) AddMetric(named, step);
    for (const auto& named : written.components) {
      if (checker_.Resolve("component", named.name, named.span, components_)) {
        step.components.push_back(named.name);
      }
    }
    const bool compares = step.milestones || !step.breakdowns.empty();
    if (compares && written.metrics.empty()) step.metrics.push_back(metric_);
    return step;
  }

 private:
  void AddMetric(const document::Named<document::Label>& named, GuideStep& step) {
    const auto metric = checker_.Resolve("portfolio metric", named.name, named.span, metrics_);
    if (!metric) return;
    if (!checker_.document.portfolio[*metric].value.measure.present()) {
      checker_.sink.Error("portfolio", named.span,
                          absl::StrCat("`", named.name, "` counts nothing, so it shows nothing"),
                          "give that metric a `measure:`, or delete the name");
    }
    step.metrics.push_back(*metric);
  }

  Checker& checker_;
  const uint32_t metric_;
  std::vector<std::string> metrics_;
  std::vector<std::string> components_;
};

class WorklistCheck {
 public:
  explicit WorklistCheck(Checker& checker) : checker_(checker) {}

  Worklist Run(const document::Worklist& written) {
    Worklist worklist;
    worklist.of = written.of.value;
    Read(written.moved_within, "moved_within", worklist.moved_within);
    if (worklist.moved_within > kLongestLookBack) {
      checker_.sink.Error(
          "portfolio", written.moved_within.span,
          absl::StrCat("health is looked back at for at most ", kLongestLookBack, " days"),
          "write `moved_within: 30d`");
    }
    Read(written.milestones_within, "milestones_within", worklist.milestones_within);
    Read(written.renewals_within, "renewals_within", worklist.renewals_within);
    Read(written.quiet_after, "quiet_after", worklist.quiet_after);
    Read(written.tickets_after, "tickets_after", worklist.tickets_after);
    return worklist;
  }

 private:
  void Read(const document::Located<document::Period>& given, std::string_view key, int32_t& days) {
    if (!given.present()) return;
    const auto whole = WholeDays(checker_, given, absl::StrCat("`", ToAbsl(key), "`"),
                                 absl::StrCat(ToAbsl(key), ": ", days, "d"));
    days = whole.value_or(days);
  }

  Checker& checker_;
};

// A metric may name a dashboard that nobody describes, as long as none is described.
void CheckNames(Checker& checker) {
  if (checker.document.dashboards.empty()) return;
  const std::vector<std::string> known = NamesOf(checker.document.dashboards);
  for (const auto& metric : checker.document.portfolio) {
    for (const auto& named : metric.value.dashboards) {
      checker.Resolve("dashboard", named.name, named.span, known);
    }
  }
}

}  // namespace

std::optional<int32_t> WholeDays(Checker& checker, const document::Located<document::Period>& given,
                                 std::string_view what, std::string_view example) {
  const int64_t seconds = given.value.seconds;
  if (seconds > 0 && seconds % kSecondsPerDay == 0) {
    return static_cast<int32_t>(seconds / kSecondsPerDay);
  }
  checker.sink.Error("portfolio", given.span,
                     absl::StrCat(ToAbsl(what), " is a whole number of days, at least one"),
                     absl::StrCat("write `", ToAbsl(example), "`"));
  return std::nullopt;
}

void CheckDashboards(Checker& checker) {
  for (const auto& entry : checker.document.dashboards) {
    CheckPlainName(checker, "dashboard", entry.name, entry.span);
    Dashboard dashboard;
    dashboard.name = entry.name;
    dashboard.title = ToText(entry.value.title);
    dashboard.rhythm = ToText(entry.value.rhythm);
    const document::Worklist& worklist = entry.value.worklist;
    if (worklist.present()) dashboard.worklist = WorklistCheck(checker).Run(worklist);
    dashboard.notes = ToNotes(entry.value.notes);
    dashboard.location = entry.span;
    checker.rules.dashboards.push_back(std::move(dashboard));
  }
  CheckNames(checker);
  for (uint32_t metric = 0; metric < checker.document.portfolio.size(); ++metric) {
    GuideCheck guide(checker, metric);
    for (const document::GuideStep& step : checker.document.portfolio[metric].value.investigate) {
      checker.rules.portfolio[metric].measuring.guide.push_back(guide.Run(step));
    }
  }
}

}  // namespace bellwether::ruleset
