// What was decided and why, on which dates and days it rests, and what people say and do next.
//
// Tested by tests/clients/explanation_text_test.cc.
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "clients/cli/explanation/explanation_layout.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/evaluation_words.h"
#include "clients/cli/words/outcome_words.h"
#include "clients/cli/words/proto_json.h"

namespace bellwether::cli {
namespace {

using Reasons = google::protobuf::RepeatedPtrField<v1::Reason>;

std::string LateWords(const v1::ExtensionResult& extension) {
  if (!extension.has_days_late()) return "";
  const int days = extension.days_late();
  if (days == 0) return "due today";
  return Days(std::abs(days)) + (days > 0 ? " late" : " to go");
}

std::string TargetWords(const v1::ExtensionResult& extension) {
  if (!extension.has_original_target()) return "no target date";
  const std::string original = FormatDate(extension.original_target());
  std::string words = "original target " + original;
  const std::string late = LateWords(extension);
  if (!late.empty()) absl::StrAppend(&words, " (", late, ")");
  const std::string current =
      extension.has_current_target() ? FormatDate(extension.current_target()) : original;
  const std::string next =
      extension.has_new_target() ? FormatDate(extension.new_target()) : current;
  return Parts({words, current == original ? "" : "extended to " + current,
                next == current ? "" : "new target " + next});
}

std::string DaysWords(const v1::ExtensionResult& extension) {
  const std::string left = Days(extension.days_left()) + " left in the budget";
  if (extension.days_granted() == 0) return left;
  return Parts({Days(extension.days_granted()) + " granted now", left + " before that"});
}

Entry ReasonEntry(const v1::Reason& reason, const std::string& mark) {
  const bool holds = reason.state() == v1::REASON_STATE_HOLDS;
  Entry entry;
  entry.mark = mark;
  entry.tone = holds ? Tone::kBad : Tone::kMiddling;
  entry.name = reason.rule().name();
  entry.words = reason.rule().reason();
  entry.location = LocationWords(reason.rule().location());
  const std::string asks = reason.has_days() ? "asks for " + Days(reason.days()) : "";
  entry.details = holds ? Parts({ReadWords(reason.rule()), asks,
                                 FollowUpWords(reason.playbook(), reason.notify())})
                        : Parts({"needs " + MissingWords(reason.rule().missing()), asks});
  return entry;
}

void AddReasons(const Reasons& reasons, v1::ReasonState state, const std::string& mark,
                std::vector<Entry>& entries) {
  for (const auto& reason : reasons) {
    if (reason.state() == state) entries.push_back(ReasonEntry(reason, mark));
  }
}

void AllReasons(const v1::ExtensionResult& extension, SectionText& section) {
  std::vector<Entry> entries;
  AddReasons(extension.escalate(), v1::REASON_STATE_HOLDS, "escalate", entries);
  AddReasons(extension.extend(), v1::REASON_STATE_HOLDS, "extend", entries);
  if (!entries.empty()) section.Subtitle("Reasons that hold");
  section.Entries(entries);
  entries.clear();
  AddReasons(extension.escalate(), v1::REASON_STATE_UNKNOWN, "escalate?", entries);
  // Before the target nobody has asked for more time yet.
  if (extension.basis() != v1::DECISION_BASIS_BEFORE_TARGET) {
    AddReasons(extension.extend(), v1::REASON_STATE_UNKNOWN, "extend?", entries);
  }
  if (!entries.empty()) section.Subtitle("Reasons that are unknown, and do not decide");
  section.Entries(entries);
}

void NextSteps(const v1::Response& response, SectionText& section) {
  section.Labelled("tell", NamesWords(response.notify()));
  section.Labelled("playbook", response.playbook());
  section.Labelled("check in", response.check_in());
  section.Labelled("message", response.message());
}

bool SaysAnything(const v1::Response& response) {
  return !response.message().empty() || !response.check_in().empty() ||
         !response.playbook().empty() || !response.notify().empty();
}

void Recovery(const v1::ExtensionResult& extension, SectionText& section) {
  section.Subtitle("Recovery plan, because the account is " + Days(extension.days_late()) +
                   " late");
  section.Labelled("root cause", extension.recovery().root_cause());
  NextSteps(extension.recovery().response(), section);
  std::vector<Entry> entries;
  AddReasons(extension.root_causes(), v1::REASON_STATE_HOLDS, "cause", entries);
  AddReasons(extension.root_causes(), v1::REASON_STATE_UNKNOWN, "cause?", entries);
  section.Entries(entries);
}

}  // namespace

std::string ExtensionSection(const v1::Evaluation& evaluation, const ExplanationOptions& options) {
  const v1::ExtensionResult& extension = evaluation.extension();
  SectionText section(options);
  switch (extension.state()) {
    case v1::OUTCOME_STATE_UNSPECIFIED:
    case v1::OUTCOME_STATE_NOT_DEFINED:
      return "";
    case v1::OUTCOME_STATE_ANSWERED:
      break;
    default:
      section.Title({"Extension", StateWords(extension.state()), Tone::kQuiet, ""});
      if (!extension.missing().empty()) {
        section.Line("whether it applies depends on: " + MissingWords(extension.missing()),
                     Tone::kMiddling);
      }
      return section.Take();
  }
  section.Title({"Extension", ExtensionWords(extension), ExtensionTone(extension),
                 LocationWords(extension.location())});
  section.Line(WhyWords(extension));
  const bool turns = !extension.turns_on().empty();
  section.Line(turns ? extension.turns_on() : extension.confidence(),
               turns ? Tone::kMiddling : Tone::kPlain);
  section.Line(Parts({TargetWords(extension), DaysWords(extension)}));
  AllReasons(extension, section);
  if (SaysAnything(extension.response())) {
    section.Subtitle("Next");
    NextSteps(extension.response(), section);
  }
  if (extension.has_recovery()) Recovery(extension, section);
  return section.Take();
}

}  // namespace bellwether::cli
