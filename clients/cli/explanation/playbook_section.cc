// What people do: the steps of the playbooks that apply now. A playbook that the answer only
// mentions, such as that of a review which is not due, is left out.
//
// Tested by tests/clients/explanation_text_test.cc.
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/explanation/explanation_layout.h"
#include "clients/cli/explanation/playbook_words.h"
#include "clients/cli/words/outcome_words.h"
#include "clients/cli/words/proto_json.h"

namespace bellwether::cli {
namespace {

// Playbook -> what asks for it.
class Wanted {
 public:
  void Add(const std::string& playbook, const std::string& because) {
    if (playbook.empty()) return;
    std::string& words = because_[playbook];
    absl::StrAppend(&words, words.empty() ? "" : ", ", because);
  }
  const std::string* Find(const std::string& playbook) const {
    const auto found = because_.find(playbook);
    return found == because_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::string, std::string> because_;
};

bool Shows(const ExplanationOptions& options, Section section) {
  return options.sections.Has(section);
}

Wanted WantedBy(const v1::Evaluation& evaluation, const ExplanationOptions& options) {
  Wanted wanted;
  if (Shows(options, Section::kFlags)) {
    for (const auto* flag : RaisedFlags(evaluation, options.plan)) {
      wanted.Add(flag->playbook(), flag->rule().name());
    }
  }
  const v1::ExtensionResult& extension = evaluation.extension();
  if (Shows(options, Section::kExtension) && extension.state() == v1::OUTCOME_STATE_ANSWERED) {
    wanted.Add(extension.response().playbook(), EnumWord(extension.decision()));
    wanted.Add(extension.recovery().response().playbook(), "recovery plan");
    for (const auto& reason : extension.escalate()) {
      if (reason.state() == v1::REASON_STATE_HOLDS) {
        wanted.Add(reason.playbook(), reason.rule().name());
      }
    }
    for (const auto& reason : extension.extend()) {
      const bool decides =
          reason.state() == v1::REASON_STATE_HOLDS && extension.decision() == v1::DECISION_EXTEND;
      if (decides) wanted.Add(reason.playbook(), reason.rule().name());
    }
    for (const auto& cause : extension.root_causes()) {
      const bool decides = extension.has_recovery() && cause.state() == v1::REASON_STATE_HOLDS;
      if (decides) wanted.Add(cause.playbook(), cause.rule().name());
    }
  }
  const v1::ProgrammeResult& programme = evaluation.programme();
  if (Shows(options, Section::kProgramme)) {
    const bool due = programme.review() == v1::REVIEW_STATE_DUE ||
                     programme.review() == v1::REVIEW_STATE_OVERDUE;
    if (due) wanted.Add(programme.review_playbook(), "review");
    if (evaluation.graduation().decision() == v1::GRADUATION_DECISION_GRADUATE) {
      wanted.Add(programme.handoff_playbook(), "handoff");
    }
  }
  return wanted;
}

}  // namespace

std::vector<Entry> StepEntries(const v1::Playbook& playbook) {
  std::vector<Entry> entries;
  for (const auto& step : playbook.steps()) {
    Entry& entry = entries.emplace_back();
    entry.mark = step.has_due() ? FormatDate(step.due()) : "no date";
    entry.tone = step.has_due() ? Tone::kPlain : Tone::kQuiet;
    entry.name = step.owner();
    entry.words = step.action();
  }
  return entries;
}

std::vector<const v1::Playbook*> WantedPlaybooks(const v1::Evaluation& evaluation,
                                                 const ExplanationOptions& options) {
  const Wanted wanted = WantedBy(evaluation, options);
  std::vector<const v1::Playbook*> playbooks;
  for (const auto& playbook : evaluation.playbooks()) {
    if (wanted.Find(playbook.name()) != nullptr) playbooks.push_back(&playbook);
  }
  return playbooks;
}

std::string PlaybookSection(const v1::Evaluation& evaluation, const ExplanationOptions& options) {
  const Wanted wanted = WantedBy(evaluation, options);
  SectionText section(options);
  const auto playbooks = WantedPlaybooks(evaluation, options);
  if (playbooks.empty()) return "";
  section.Title({"Playbooks", "", Tone::kPlain, ""});
  for (const v1::Playbook* playbook : playbooks) {
    section.Subtitle(absl::StrCat(playbook->name(), ", for ", *wanted.Find(playbook->name())));
    if (!playbook->description().empty()) section.Labelled("about", playbook->description());
    section.Entries(StepEntries(*playbook));
  }
  return section.Take();
}

}  // namespace bellwether::cli
