// Sections about what rules answer beside scores: flags, graduation, extension, programme,
// playbooks.
//
// Tested by tests/engine/plan/dump_test.cc and tests/golden/plan.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/plan/describe.h"
#include "engine/plan/dump_writer.h"

namespace bellwether {
namespace {

// "7", or "7 to 14".
std::string FromTo(double first, double last) {
  return first == last ? FormatNumber(first)
                       : absl::StrCat(FormatNumber(first), " to ", FormatNumber(last));
}

std::string Text(const ruleset::Text& text) { return std::string(text.In("")); }

// "playbook sprint · tell csm, sales".
std::string ActionOf(const DumpWriter& writer, const PlanNote& note) {
  const std::string playbook = writer.PlaybookName(note.playbook);
  const std::string notify = absl::StrJoin(note.notify, ", ");
  return absl::StrCat(playbook.empty() ? "" : "playbook " + playbook,
                      playbook.empty() || notify.empty() ? "" : " · ",
                      notify.empty() ? "" : "tell " + notify);
}

// The condition of `rule`, and what it needs to be asked at all.
std::string When(const DumpWriter& writer, const PlanRule& rule) {
  std::string when = rule.when == kNoIndex ? "always" : writer.Condition(rule.when);
  if (rule.applies_when == kNoIndex) return when;
  return absl::StrCat(when, "  if applies ", writer.Condition(rule.applies_when));
}

std::string HoldoutText(const ruleset::Holdout& holdout) {
  return absl::StrCat(FormatNumber(holdout.share), " of accounts, seed ", holdout.seed,
                      holdout.worst_severity ? ", of the worst severity too" : "");
}

void DumpReasons(DumpWriter& writer, const char* title, const std::vector<PlanReason>& reasons,
                 const std::vector<PlanNote>& notes) {
  if (reasons.empty()) return;
  writer.Title(title, {});
  TextTable table({"index", "reason", "days", "place", "then", "when"}, {0, 2});
  for (size_t i = 0; i < reasons.size(); ++i) {
    table.Add({absl::StrCat(i), notes[i].name,
               reasons[i].days == 0 ? "" : absl::StrCat(reasons[i].days),
               writer.PlaceOf(notes[i].location), ActionOf(writer, notes[i]),
               When(writer, reasons[i].rule)});
  }
  writer.Table(table);
}

std::string ResponseOf(const DumpWriter& writer, const ruleset::Response& response) {
  std::vector<std::string> parts;
  if (!Text(response.message).empty()) parts.push_back(Text(response.message));
  if (!Text(response.check_in).empty()) parts.push_back("check in " + Text(response.check_in));
  if (response.playbook) parts.push_back("playbook " + writer.PlaybookName(*response.playbook));
  if (!response.notify.empty()) parts.push_back("tell " + absl::StrJoin(response.notify, ", "));
  return absl::StrJoin(parts, " · ");
}

void DumpDimension(DumpWriter& writer, size_t index) {
  const Plan& plan = writer.plan();
  const PlanDimension& dimension = plan.graduation.dimensions[index];
  const PlanNote& note = plan.outcome_notes.dimensions[index];
  writer.Title(absl::StrCat("dimension ", index, " ", note.name, ", weight ",
                            FormatNumber(dimension.weight), ", min coverage ",
                            FormatNumber(dimension.min_coverage), ", writes slot ", dimension.slot),
               note.location);
  std::vector<std::string> met_at;
  for (uint32_t i = dimension.criteria.first; i < dimension.criteria.end(); ++i) {
    met_at.push_back(FormatNumber(plan.graduation.met_at[i - plan.graduation.first_criterion]));
  }
  DumpComponents(writer, dimension.criteria, met_at);
}

void DumpGates(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  if (plan.graduation.gates.empty()) return;
  writer.Title("gates: graduation is blocked while one holds", {});
  TextTable table({"index", "gate", "of", "unknown", "place", "when"}, {0});
  for (size_t i = 0; i < plan.graduation.gates.size(); ++i) {
    const PlanGate& gate = plan.graduation.gates[i];
    const PlanNote& note = plan.outcome_notes.gates[i];
    table.Add({absl::StrCat(i), note.name,
               gate.dimension == kNoIndex ? "organisation"
                                          : plan.outcome_notes.dimensions[gate.dimension].name,
               gate.unknown_blocks ? "blocks" : "passes", writer.PlaceOf(note.location),
               When(writer, gate.rule)});
  }
  writer.Table(table);
}

void DumpRequirements(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  if (plan.graduation.requirements.empty()) return;
  writer.Title("requirements: each must hold", {});
  TextTable table({"index", "requirement", "when", "place"}, {0});
  for (size_t i = 0; i < plan.graduation.requirements.size(); ++i) {
    const PlanNote& note = plan.outcome_notes.requirements[i];
    table.Add({absl::StrCat(i), note.name, When(writer, plan.graduation.requirements[i]),
               writer.PlaceOf(note.location)});
  }
  writer.Table(table);
}

std::string TestOf(const PlanThreshold& threshold) {
  const bool asks_a_bool = threshold.test == ruleset::BoundTest::kIs;
  const std::string bound = !asks_a_bool           ? FormatNumber(threshold.bound)
                            : threshold.bound == 0 ? "false"
                                                   : "true";
  return absl::StrCat(SignOf(threshold.test), " ", bound);
}

void DumpUsageThresholds(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  TextTable table({"cadence", "usage", "met when"});
  for (size_t c = 0; c < plan.usage_thresholds.size(); ++c) {
    for (const PlanThreshold& threshold : plan.usage_thresholds[c]) {
      table.Add({plan.cadences[c], writer.SlotName(threshold.slot), TestOf(threshold)});
    }
  }
  std::string any;
  table.AppendTo(any, 0);
  if (any.empty()) return;
  writer.Title("usage thresholds", {});
  writer.Table(table);
}

void DumpPhases(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  TextTable::Row head = {"index", "phase", "weeks"};
  head.insert(head.end(), plan.segments.begin(), plan.segments.end());
  head.insert(head.end(), {"done when", "place"});
  TextTable table(std::move(head), {0});
  for (size_t i = 0; i < plan.programme.phases.size(); ++i) {
    const PlanPhase& phase = plan.programme.phases[i];
    const PlanNote& note = plan.outcome_notes.phases[i];
    TextTable::Row row = {absl::StrCat(i), note.name, FromTo(phase.weeks.first, phase.weeks.last)};
    for (const ruleset::Weeks& weeks : phase.by_segment) {
      row.push_back(FromTo(weeks.first, weeks.last));
    }
    row.push_back(writer.Condition(phase.done.when));
    row.push_back(writer.PlaceOf(note.location));
    table.Add(std::move(row));
  }
  writer.Table(table);
}

void DumpWins(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  TextTable table({"early win or level", "reached when", "place"});
  for (size_t i = 0; i < plan.programme.early_wins.size(); ++i) {
    const PlanNote& note = plan.outcome_notes.early_wins[i];
    table.Add(
        {note.name, When(writer, plan.programme.early_wins[i]), writer.PlaceOf(note.location)});
  }
  for (size_t i = 0; i < plan.programme.enablement.size(); ++i) {
    table.Add({absl::StrCat("level ", plan.programme.levels[i]),
               When(writer, plan.programme.enablement[i]),
               writer.PlaceOf(plan.outcome_notes.enablement[i].location)});
  }
  writer.Table(table);
}

}  // namespace

void DumpFlags(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  if (plan.flags.empty()) return;
  writer.Heading("Flags");
  TextTable table({"index", "slot", "flag", "severity", "place", "then", "when"}, {0, 1});
  for (size_t i = 0; i < plan.flags.size(); ++i) {
    const PlanFlag& flag = plan.flags[i];
    const PlanNote& note = plan.outcome_notes.flags[i];
    table.Add({absl::StrCat(i), absl::StrCat(flag.slot), note.name, plan.severities[flag.severity],
               writer.PlaceOf(note.location), ActionOf(writer, note),
               absl::StrCat(When(writer, flag.rule), flag.unknown_raises ? "  or unknown" : "",
                            note.effective.from || note.effective.until ? "  " : "",
                            note.effective.Describe())});
  }
  writer.Table(table);
}

void DumpGraduation(DumpWriter& writer) {
  const PlanGraduation& graduation = writer.plan().graduation;
  if (!graduation.defined) return;
  writer.Heading("Graduation");
  writer.Labelled("place", writer.PlaceOf(writer.plan().outcome_notes.graduation));
  writer.Labelled("applies when", writer.Condition(graduation.applies_when));
  writer.Labelled("precision", absl::StrCat(graduation.precision));
  writer.Labelled("ready from", FormatNumber(graduation.ready));
  writer.Labelled("close from", FormatNumber(graduation.close));
  writer.Labelled("each dimension", FormatNumber(graduation.require_each_dimension));
  for (size_t i = 0; i < graduation.dimensions.size(); ++i) DumpDimension(writer, i);
  DumpGates(writer);
  DumpRequirements(writer);
  DumpUsageThresholds(writer);
}

void DumpExtension(DumpWriter& writer) {
  const PlanExtension& extension = writer.plan().extension;
  if (!extension.defined) return;
  const PlanOutcomeNotes& notes = writer.plan().outcome_notes;
  writer.Heading("Extension");
  writer.Labelled("place", writer.PlaceOf(notes.extension));
  writer.Labelled("applies when", writer.Condition(extension.applies_when));
  writer.Labelled("budget", absl::StrCat(extension.max_total_days, "d"));
  writer.Labelled("review window",
                  absl::StrCat(extension.review_window_days, "d before the target"));
  writer.Labelled("recovery", extension.recovery_after_days
                                  ? absl::StrCat("from ", *extension.recovery_after_days,
                                                 "d past the original target")
                                  : "");
  DumpReasons(writer, "escalate: the first that holds is the reason", extension.escalate,
              notes.escalate);
  DumpReasons(writer, "extend: the first that holds is the reason", extension.extend, notes.extend);
  DumpReasons(writer, "root cause: the first that holds", extension.root_cause, notes.root_cause);
  writer.Title("responses", {});
  writer.Labelled("graduate", ResponseOf(writer, notes.graduate));
  writer.Labelled("continue", ResponseOf(writer, notes.proceed));
  writer.Labelled("extend", ResponseOf(writer, notes.extend_response));
  writer.Labelled("escalate", ResponseOf(writer, notes.escalate_response));
  writer.Labelled("recover", ResponseOf(writer, notes.recover));
}

void DumpProgramme(DumpWriter& writer) {
  const PlanProgramme& programme = writer.plan().programme;
  if (!programme.defined) return;
  const PlanOutcomeNotes& notes = writer.plan().outcome_notes;
  writer.Heading("Programme");
  writer.Labelled("place", writer.PlaceOf(notes.programme));
  writer.Labelled("weeks from", programme.from_start ? "start of onboarding"
                                                     : writer.SlotName(programme.from_slot));
  if (programme.has_review) {
    writer.Labelled("review", absl::StrCat(FromTo(programme.review_from, programme.review_to),
                                           " days before the target"));
    writer.Labelled("review playbook", writer.PlaybookName(notes.review_playbook));
  }
  for (const ruleset::Text& carried : notes.handoff_carries) {
    writer.Labelled("handed over", Text(carried));
  }
  writer.Labelled("handoff playbook", writer.PlaybookName(notes.handoff_playbook));
  DumpPhases(writer);
  DumpWins(writer);
}

void DumpPlaybooks(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  if (plan.playbooks.empty()) return;
  writer.Heading("Playbooks");
  for (size_t i = 0; i < plan.playbooks.size(); ++i) {
    const ruleset::Playbook& playbook = plan.playbooks[i];
    writer.Title(absl::StrCat(i, " ", playbook.name), playbook.location);
    if (playbook.holdout) writer.Labelled("holds out", HoldoutText(*playbook.holdout));
    if (playbook.recovery_days) {
      writer.Labelled("recovers within", absl::StrCat(*playbook.recovery_days, " days"));
    }
    TextTable table(TextTable::Row(3));
    for (const ruleset::PlaybookStep& step : playbook.steps) {
      table.Add({step.due_days ? absl::StrCat("day ", *step.due_days) : "no date", step.owner,
                 Text(step.action)});
    }
    writer.Table(table);
  }
}

}  // namespace bellwether
