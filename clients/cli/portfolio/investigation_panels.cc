// Tested by tests/clients/investigate_command_test.py.
#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/portfolio/investigation_report.h"
#include "clients/cli/portfolio/metric_words.h"
#include "clients/cli/terminal/display_text.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

using portfolio::Comparisons;
using portfolio::ComponentDifference;
using portfolio::GroupDifference;
using portfolio::Quantity;
using portfolio::StepFindings;

constexpr size_t kGroupsShown = 12;
constexpr double kSmallestP = 0.001;

std::string ProbabilityWords(std::optional<double> p) {
  if (!p) return "";
  return *p < kSmallestP ? absl::StrCat("< ", FormatFixed(kSmallestP, 3)) : FormatFixed(*p, 3);
}

// "late with training"; "csm Ana".
std::string GroupName(const GroupDifference& group) {
  return group.attribute.empty() ? "late with " + group.key
                                 : absl::StrCat(group.attribute, " ", group.key);
}

std::string DifferenceWords(const GroupDifference& group) {
  if (!group.difference) return "";
  portfolio::Comparison comparison;
  comparison.difference = group.group;
  comparison.difference->value = group.difference;
  std::string text = ChangeWords(comparison);
  if (group.interval) {
    Quantity interval = group.group;
    interval.interval = group.interval;
    interval.standing = portfolio::Standing::kKnown;
    absl::StrAppend(&text, " (", IntervalWords(interval), ")");
  }
  return text;
}

PanelCell Text(std::string text, Tone tone = Tone::kPlain) { return {text, text, tone}; }

std::string Mean(std::optional<double> mean) { return mean ? FormatFixed(*mean, 0) : ""; }

}  // namespace

std::string PatternWords(const Comparisons& comparisons) {
  const uint64_t small = comparisons.groups.size() - comparisons.compared;
  std::string text;
  if (comparisons.compared == 0) {
    text = comparisons.groups.empty() ? "no groups to compare" : "no group could be compared";
  } else if (comparisons.beyond_noise == 0) {
    text = absl::StrCat("no pattern beyond noise among ", comparisons.compared,
                        comparisons.compared == 1 ? " group" : " groups");
  } else {
    text = absl::StrCat(comparisons.beyond_noise, " of ", comparisons.compared, " groups ",
                        comparisons.beyond_noise == 1 ? "differs" : "differ",
                        " from the rest beyond noise");
  }
  if (small > 0 && comparisons.compared > 0) {
    absl::StrAppend(&text, "; ", small, " more could not be compared");
  }
  for (const std::string& note : comparisons.notes) absl::StrAppend(&text, "; ", note);
  return text;
}

Panel GroupPanel(const Comparisons& comparisons) {
  Panel panel{"groups",
              "",
              "",
              {{"group", "group"},
               {"value", "value", true},
               {"others", "others", true},
               {"difference", "difference (95 %)", true, 1},
               {"n", "n", true},
               {"others_n", "others n", true, 3},
               {"p", "p, by Holm", true, 2},
               {"metric", "metric", false, 4},
               {"why", "", false, 5}},
              {}};
  const size_t shown = std::min(comparisons.groups.size(), kGroupsShown);
  for (size_t i = 0; i < shown; ++i) {
    const GroupDifference& group = comparisons.groups[i];
    const Tone tone = group.beyond_noise ? Tone::kStrong : Tone::kQuiet;
    panel.rows.push_back({Text(GroupName(group), tone), Text(ValueWords(group.group), tone),
                          Text(ValueWords(group.rest), tone), Text(DifferenceWords(group), tone),
                          Text(Thousands(group.group.n)), Text(Thousands(group.rest.n)),
                          Text(ProbabilityWords(group.adjusted), tone),
                          Text(group.metric, Tone::kQuiet), Text(group.why, Tone::kQuiet)});
  }
  return panel;
}

Panel CausePanel(const StepFindings& step) {
  Panel panel{"causes",
              "",
              "no milestone was late",
              {{"cause", "cause"},
               {"milestones", "late milestones", true},
               {"accounts", "accounts", true},
               {"days", "days in all", true},
               {"share", "of all days", true, 1},
               {"bar", "", false, 2}},
              {}};
  int64_t all = 0;
  for (const auto& cause : step.causes) all += cause.days;
  for (const auto& cause : step.causes) {
    const double share = all == 0 ? 0 : static_cast<double>(cause.days) / static_cast<double>(all);
    panel.rows.push_back({Text(cause.cause.empty() ? "no cause given" : cause.cause),
                          Text(Thousands(cause.milestones)), Text(Thousands(cause.accounts)),
                          Text(Thousands(static_cast<uint64_t>(cause.days))),
                          Text(absl::StrCat(FormatFixed(100 * share, 0), " %")),
                          Text(BarOf(share, 12), Tone::kMiddling)});
  }
  return panel;
}

Panel ComponentPanel(const StepFindings& step) {
  Panel panel{"components",
              "",
              "",
              {{"component", "component"},
               {"behind", "behind it", true},
               {"others", "others", true},
               {"behind_n", "n", true},
               {"others_n", "others n", true, 2},
               {"p", "p, by Holm", true, 1},
               {"pattern", ""}},
              {}};
  for (const ComponentDifference& one : step.components) {
    const bool nobody = one.behind_n + one.others_n == 0;
    panel.rows.push_back({Text(one.component), Text(Mean(one.behind)), Text(Mean(one.others)),
                          Text(absl::StrCat(one.behind_n)), Text(absl::StrCat(one.others_n)),
                          Text(ProbabilityWords(one.adjusted)),
                          one.beyond_noise ? Text("beyond noise", Tone::kStrong)
                                           : Text(nobody   ? "nobody has a score of it"
                                                  : !one.p ? "too few to compare"
                                                           : "within noise",
                                                  Tone::kQuiet)});
  }
  return panel;
}

std::string AttributeWords(const portfolio::AccountToCall& call) {
  std::vector<std::string> words;
  for (const auto& [name, value] : call.attributes) words.push_back(absl::StrCat(name, " ", value));
  return absl::StrJoin(words, ", ");
}

}  // namespace bellwether::cli
