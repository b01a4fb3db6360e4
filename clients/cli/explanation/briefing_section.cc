// What a person who has to act reads first: what was decided and why, what to do, what to ask. One
// screen; everything below it is how that came about.
//
// Tested by tests/clients/explanation_text_test.cc.
#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/explanation/explanation_layout.h"
#include "clients/cli/explanation/playbook_words.h"
#include "clients/cli/explanation/question_words.h"
#include "clients/cli/words/evaluation_words.h"
#include "clients/cli/words/outcome_words.h"
#include "clients/cli/words/proto_json.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

constexpr size_t kMostSteps = 5;
constexpr int kMostQuestions = 5;
constexpr int kMostConditions = 3;

const v1::HealthResult* Primary(const v1::Evaluation& evaluation) {
  for (const auto& health : evaluation.health()) {
    if (health.primary()) return &health;
  }
  return nullptr;
}

bool Decided(const v1::Evaluation& evaluation) {
  return evaluation.extension().state() == v1::OUTCOME_STATE_ANSWERED &&
         evaluation.extension().decision() != v1::DECISION_NOT_EVALUATED;
}

std::string ScoreWords(const v1::HealthResult& health) {
  if (!health.has_score()) return StateWords(health.state());
  const v1::HealthScore& score = health.score();
  return absl::StrCat(FormatFixed(score.value(), score.precision()), " ", score.band());
}

std::string HealthWords(const v1::HealthResult& health) {
  return absl::StrCat(health.model(), " ", ScoreWords(health));
}

// "EXTEND 14 days, to 2026-04-26".
std::string DecisionWords(const v1::ExtensionResult& extension) {
  const bool moves = extension.decision() == v1::DECISION_EXTEND && extension.has_new_target();
  return ExtensionWords(extension) + (moves ? ", to " + FormatDate(extension.new_target()) : "");
}

// Decided for want of a reason, not by one: then an answer that is missing is the news.
bool IsByDefault(v1::DecisionBasis basis) {
  return basis == v1::DECISION_BASIS_NO_JUSTIFICATION ||
         basis == v1::DECISION_BASIS_REQUEST_REFUSED;
}

// The decision, or, where there is none to make, the health.
void Headline(const v1::Evaluation& evaluation, const ExplanationOptions& options,
              SectionText& section) {
  const v1::ExtensionResult& extension = evaluation.extension();
  if (Decided(evaluation)) {
    section.Title({"Decision", DecisionWords(extension), ExtensionTone(extension), ""});
    const bool first = IsByDefault(extension.basis()) && !extension.turns_on().empty();
    if (first) section.Labelled("how sure", extension.turns_on());
    section.Labelled("why", WhyWords(extension));
    if (first) return;
    section.Labelled("how sure",
                     extension.turns_on().empty() ? extension.confidence() : extension.turns_on());
    return;
  }
  const v1::HealthResult* primary = Primary(evaluation);
  if (primary == nullptr) {
    section.Title({"Health", "no model answers for this account", Tone::kMiddling, ""});
  } else {
    const Tone tone = primary->has_score()
                          ? BandTone(options.plan, primary->model(), primary->score().band())
                          : Tone::kMiddling;
    section.Title({"Health", HealthWords(*primary), tone, ""});
    section.Labelled("means", primary->score().band_description());
    section.Labelled("how sure", primary->confidence());
  }
  if (extension.state() == v1::OUTCOME_STATE_ANSWERED) {
    section.Labelled("decision", absl::StrCat("none: ", WhyWords(extension)), Tone::kMiddling);
  }
}

void HealthLine(const v1::Evaluation& evaluation, const ExplanationOptions& options,
                SectionText& section) {
  const v1::HealthResult* primary = Primary(evaluation);
  if (!Decided(evaluation) || primary == nullptr) return;
  const v1::HealthScore& score = primary->score();
  const Tone tone = BandTone(options.plan, primary->model(), score.band());
  const bool fine = !primary->has_score() || tone == Tone::kGood;
  std::string words = absl::StrCat(HealthWords(*primary), ". ", primary->confidence());
  if (!fine && !score.band_description().empty()) {
    absl::StrAppend(&words, " ", score.band_description(), ".");
  }
  section.Labelled("health", words);
}

void FlagLines(const v1::Evaluation& evaluation, const ExplanationOptions& options,
               SectionText& section) {
  for (const auto* flag : RaisedFlags(evaluation, options.plan)) {
    section.Labelled(flag->severity() + " flag", flag->rule().reason(),
                     SeverityTone(options.plan, flag->severity()));
  }
}

void GraduationLine(const v1::GraduationResult& graduation, SectionText& section) {
  const bool assessed = graduation.state() == v1::OUTCOME_STATE_ANSWERED ||
                        graduation.state() == v1::OUTCOME_STATE_INSUFFICIENT_DATA;
  if (!assessed || graduation.decision() == v1::GRADUATION_DECISION_GRADUATE) return;
  const std::string total = graduation.has_total() ? absl::StrCat(OutOfTen(graduation.total()), " ",
                                                                  EnumWord(graduation.readiness()))
                                                   : StateWords(graduation.state());
  std::string words = absl::StrCat(total, ".");
  if (!graduation.confidence().empty()) absl::StrAppend(&words, " ", graduation.confidence());
  const int shown = std::min(graduation.conditions_size(), kMostConditions);
  for (int i = 0; i < shown; ++i) {
    absl::StrAppend(&words, i == 0 ? " First: " : "; ", graduation.conditions(i));
  }
  if (shown < graduation.conditions_size()) {
    absl::StrAppend(&words, "; and ", graduation.conditions_size() - shown, " more");
  }
  section.Labelled("graduation", words);
}

// Playbooks that apply: that of the decision first, then the others as the answer names them.
std::vector<const v1::Playbook*> InOrder(const v1::Evaluation& evaluation,
                                         const ExplanationOptions& options) {
  std::vector<const v1::Playbook*> playbooks = WantedPlaybooks(evaluation, options);
  const v1::ExtensionResult& extension = evaluation.extension();
  const std::string& first = extension.has_recovery() ? extension.recovery().response().playbook()
                                                      : extension.response().playbook();
  std::stable_partition(playbooks.begin(), playbooks.end(),
                        [&](const v1::Playbook* playbook) { return playbook->name() == first; });
  return playbooks;
}

// Their first steps by date, and where the rest stands.
void StepLines(const v1::Evaluation& evaluation, const ExplanationOptions& options,
               SectionText& section) {
  std::vector<Entry> steps;
  std::set<std::string> said;
  std::vector<std::string> names;
  for (const auto* playbook : InOrder(evaluation, options)) {
    names.push_back(playbook->name());
    for (Entry& step : StepEntries(*playbook)) {
      if (said.insert(step.words).second) steps.push_back(std::move(step));
    }
  }
  std::stable_sort(steps.begin(), steps.end(),
                   [](const Entry& a, const Entry& b) { return a.mark < b.mark; });
  const size_t left_out = steps.size() > kMostSteps ? steps.size() - kMostSteps : 0;
  steps.resize(steps.size() - left_out);
  section.Entries(steps);
  if (names.empty()) return;
  const std::string more =
      left_out > 0 ? absl::StrCat(" (", left_out, left_out == 1 ? " more step)" : " more steps)")
                   : "";
  section.Labelled("playbooks", absl::StrJoin(names, ", ") + more, Tone::kQuiet);
}

void NextLines(const v1::Evaluation& evaluation, const ExplanationOptions& options,
               SectionText& section) {
  SectionText next(options);
  StepLines(evaluation, options, next);
  if (Decided(evaluation)) {
    const v1::Response& response = evaluation.extension().response();
    next.Labelled("tell", NamesWords(response.notify()));
    next.Labelled("check in", response.check_in());
    next.Labelled("message", evaluation.extension().has_recovery()
                                 ? evaluation.extension().recovery().response().message()
                                 : response.message());
  }
  const std::string text = next.Take();
  if (text.empty()) return;
  section.Raw("");
  section.Title({"What to do next", "", Tone::kPlain, ""});
  section.Append(text);
}

// Those that decide something alone come first, whatever they decide; each fact once.
std::vector<const v1::Question*> FirstQuestions(const v1::Evaluation& evaluation) {
  std::vector<const v1::Question*> all;
  const auto add = [&](const Questions& questions, bool decides) {
    for (const auto& question : questions) {
      const bool known = std::any_of(all.begin(), all.end(), [&](const v1::Question* other) {
        return other->name() == question.name();
      });
      if (!known && question.decides() == decides) all.push_back(&question);
    }
  };
  const v1::HealthResult* primary = Primary(evaluation);
  for (const bool decides : {true, false}) {
    add(evaluation.extension().questions(), decides);
    if (primary != nullptr) add(primary->questions(), decides);
    add(evaluation.graduation().questions(), decides);
  }
  return all;
}

// Facts whose answers do the same stand in one line: four that would each call leadership are not
// four lines.
struct QuestionGroup {
  const v1::Question* first = nullptr;
  std::vector<std::string> names;
};

std::vector<QuestionGroup> Grouped(const std::vector<const v1::Question*>& questions) {
  std::vector<QuestionGroup> groups;
  for (const v1::Question* question : questions) {
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const QuestionGroup& group) {
      return question->decides() && group.first->decides() &&
             AnswersWords(*group.first) == AnswersWords(*question);
    });
    if (same == groups.end()) {
      groups.push_back({question, {question->name()}});
    } else {
      same->names.push_back(question->name());
    }
  }
  return groups;
}

Entry GroupEntry(const QuestionGroup& group, int number) {
  Entry entry = QuestionEntry(*group.first, number);
  if (group.names.size() == 1) return entry;
  entry.name = absl::StrCat("any of ", group.names.size());
  entry.details = absl::StrJoin(group.names, ", ");
  return entry;
}

void QuestionLines(const v1::Evaluation& evaluation, SectionText& section) {
  const std::vector<QuestionGroup> groups = Grouped(FirstQuestions(evaluation));
  if (groups.empty()) return;
  section.Raw("");
  section.Title({"What to ask next", "", Tone::kPlain, ""});
  std::vector<Entry> entries;
  size_t left_out = 0;
  for (const QuestionGroup& group : groups) {
    const int number = static_cast<int>(entries.size()) + 1;
    if (number > kMostQuestions) {
      left_out += group.names.size();
    } else {
      entries.push_back(GroupEntry(group, number));
    }
  }
  section.Entries(entries);
  if (left_out > 0) {
    section.Labelled("and", absl::StrCat(left_out, " more: bellwether ask"), Tone::kQuiet);
  }
}

}  // namespace

std::string BriefingSection(const v1::Evaluation& evaluation, const ExplanationOptions& options) {
  SectionText section(options);
  Headline(evaluation, options, section);
  HealthLine(evaluation, options, section);
  FlagLines(evaluation, options, section);
  GraduationLine(evaluation.graduation(), section);
  NextLines(evaluation, options, section);
  QuestionLines(evaluation, section);
  return section.Take();
}

}  // namespace bellwether::cli
