// Raised flags in full, those that could not be evaluated with what is missing, the rest counted.
//
// Tested by tests/clients/explanation_text_test.cc.
#include "absl/strings/str_cat.h"
#include "clients/cli/explanation/explanation_layout.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/outcome_words.h"
#include "engine/facts/facts.h"

namespace bellwether::cli {
namespace {

struct Counts {
  int not_evaluated = 0;
  int clear = 0;
  int not_applicable = 0;
};

Counts CountStates(const v1::Evaluation& evaluation) {
  Counts counts;
  for (const auto& flag : evaluation.flags()) {
    counts.not_evaluated += flag.state() == v1::FLAG_STATE_NOT_EVALUATED ? 1 : 0;
    counts.clear += flag.state() == v1::FLAG_STATE_CLEAR ? 1 : 0;
    counts.not_applicable += flag.state() == v1::FLAG_STATE_NOT_APPLICABLE ? 1 : 0;
  }
  return counts;
}

std::string CountWords(int count, const std::string& what) {
  return count == 0 ? "" : absl::StrCat(count, " ", what);
}

// Why a flag is raised that nobody knows to hold; a condition without missing names failed.
std::string UnansweredWords(const v1::FlagResult& flag) {
  if (!flag.unanswered()) return "";
  const auto& missing = flag.rule().missing();
  if (missing.empty()) return "raised because its condition has no answer";
  return absl::StrCat("raised because ", MissingWords(missing),
                      missing.size() == 1 ? " is missing" : " are missing");
}

Entry RaisedEntry(const v1::FlagResult& flag, const ExplanationOptions& options) {
  Entry entry;
  entry.mark = flag.severity();
  entry.tone = SeverityTone(options.plan, flag.severity());
  entry.name = flag.rule().name();
  entry.words = flag.rule().reason();
  entry.location = LocationWords(flag.rule().location());
  entry.details = Parts({UnansweredWords(flag), ReadWords(flag.rule()),
                         FollowUpWords(flag.playbook(), flag.notify())});
  return entry;
}

Entry NotEvaluatedEntry(const v1::FlagResult& flag) {
  Entry entry;
  entry.mark = flag.severity();
  entry.tone = Tone::kQuiet;
  entry.name = flag.rule().name();
  entry.words = "needs " + MissingWords(flag.rule().missing());
  entry.location = LocationWords(flag.rule().location());
  return entry;
}

// Flags whose dates leave out the day of the answer; what they say instead of a reason is when they
// begin, or since when they are over.
std::vector<Entry> NotInForceEntries(const v1::Evaluation& evaluation, const Plan* pack) {
  std::vector<Entry> entries;
  if (pack == nullptr) return entries;
  const absl::Time as_of = absl::FromUnixSeconds(evaluation.as_of().seconds());
  const Plan& plan = PlanInForce(*pack, -1, Moment::Instant(as_of));
  for (const auto& flag : evaluation.flags()) {
    for (size_t i = 0; i < plan.flags.size(); ++i) {
      const bool named = plan.outcome_notes.flags[i].name == flag.rule().name();
      if (!named || plan.flags[i].in_force || flag.state() != v1::FLAG_STATE_NOT_APPLICABLE)
        continue;
      Entry entry;
      entry.mark = flag.severity();
      entry.tone = Tone::kQuiet;
      entry.name = flag.rule().name();
      entry.words = flag.rule().reason();
      entry.location = LocationWords(flag.rule().location());
      entries.push_back(std::move(entry));
    }
  }
  return entries;
}

}  // namespace

std::string FlagSection(const v1::Evaluation& evaluation, const ExplanationOptions& options) {
  if (evaluation.flags().empty()) return "";
  const auto raised = RaisedFlags(evaluation, options.plan);
  const Counts counts = CountStates(evaluation);
  SectionText section(options);
  const std::string summary =
      Parts({raised.empty() ? "none raised" : RaisedWords(raised, ", ") + " raised",
             CountWords(counts.not_evaluated, "not evaluated"), CountWords(counts.clear, "clear"),
             CountWords(counts.not_applicable, "not applicable")});
  section.Title(
      {"Flags", summary,
       raised.empty() ? Tone::kPlain : SeverityTone(options.plan, raised.front()->severity()), ""});
  std::vector<Entry> entries;
  for (const auto* flag : raised) entries.push_back(RaisedEntry(*flag, options));
  section.Entries(entries);
  if (entries = NotInForceEntries(evaluation, options.plan); !entries.empty()) {
    section.Subtitle("Not in force");
    section.Entries(entries);
  }
  if (counts.not_evaluated == 0) return section.Take();
  section.Subtitle("Not evaluated: what is missing decides whether they are raised");
  entries.clear();
  for (const auto& flag : evaluation.flags()) {
    if (flag.state() == v1::FLAG_STATE_NOT_EVALUATED) entries.push_back(NotEvaluatedEntry(flag));
  }
  section.Entries(entries);
  return section.Take();
}

}  // namespace bellwether::cli
