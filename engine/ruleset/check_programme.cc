// The programme: phases, early wins, enablement, review, handoff (S25).
//
// Tested by tests/golden/ruleset and rules/saas.
#include "absl/strings/str_cat.h"
#include "engine/ruleset/checker.h"

namespace bellwether::ruleset {
namespace {

Weeks CheckWeeks(Checker& checker, const document::Located<document::NumberPair>& written) {
  const Weeks weeks{written.value.first, written.value.second};
  if (weeks.first > weeks.last) {
    checker.sink.Error("out-of-range", written.span, "the last week is before the first",
                       "write [first, last]");
  }
  return weeks;
}

void CheckPhase(Checker& checker, const document::Named<document::Phase>& entry,
                Programme& programme) {
  const document::Phase& written = entry.value;
  Phase phase;
  phase.name = entry.name;
  phase.location = entry.span;
  phase.notes = ToNotes(written.notes);
  phase.sign = ToText(written.sign);
  phase.weeks = CheckWeeks(checker, written.weeks);
  phase.by_segment.assign(checker.rules.segments.size(), phase.weeks);
  for (const auto& window : written.segments) {
    const auto segment = checker.ResolveWord("segment", "segments", window.name, window.span,
                                             checker.rules.segments);
    const Weeks weeks = CheckWeeks(checker, window.value);
    if (segment) phase.by_segment[*segment] = weeks;
  }
  phase.done_when = checker.CheckCondition(written.done_when, Stage::kProgramme);
  programme.phases.push_back(std::move(phase));
}

void CheckEnablement(Checker& checker, Programme& programme) {
  int below = 0;
  for (const document::EnablementLevel& written : checker.document.programme.enablement) {
    EnablementLevel level;
    level.level = static_cast<int>(written.level.value);
    level.when = checker.CheckCondition(written.when, Stage::kProgramme);
    level.notes = ToNotes(written.notes);
    level.location = written.span;
    if (level.level <= below) {
      checker.sink.Error("level-order", written.span, "levels must rise",
                         "list them from the lowest to the highest");
    }
    below = level.level;
    programme.enablement.push_back(std::move(level));
  }
}

void CheckReview(Checker& checker, Programme& programme) {
  const document::Review& written = checker.document.programme.review;
  if (!written.days_before.present()) return;
  programme.has_review = true;
  programme.review_from = written.days_before.value.first;
  programme.review_to = written.days_before.value.second;
  programme.review_playbook = checker.ResolvePlaybook(written.playbook);
  if (programme.review_from < programme.review_to) {
    checker.sink.Error("out-of-range", written.days_before.span, "the review begins after it ends",
                       "write [14, 7]: from 14 to 7 days before");
  }
}

}  // namespace

void CheckEarlyWins(Checker& checker) {
  for (const auto& entry : checker.document.programme.early_wins) {
    EarlyWin win;
    win.name = entry.name;
    win.when = checker.CheckCondition(entry.value.when, Stage::kCounts);
    win.notes = ToNotes(entry.value.notes);
    win.location = entry.span;
    checker.rules.programme.early_wins.push_back(std::move(win));
  }
}

void CheckProgramme(Checker& checker) {
  const document::Programme& written = checker.document.programme;
  if (!written.present()) return;
  Programme& programme = checker.rules.programme;
  programme.defined = true;
  programme.location = written.span;
  programme.from_start = !written.from.present() || written.from.value == "start";
  if (!programme.from_start) programme.from_slot = EventSlot(checker, written.from).value_or(0);
  for (const auto& entry : written.phases) CheckPhase(checker, entry, programme);
  CheckEnablement(checker, programme);
  CheckReview(checker, programme);
  for (const document::Text& text : written.handoff.carries) {
    programme.handoff_carries.push_back(ToText(text));
  }
  programme.handoff_playbook = checker.ResolvePlaybook(written.handoff.playbook);
}

}  // namespace bellwether::ruleset
