// What to ask next, outcome by outcome: the decision first, then graduation, then the bands. A line
// for each fact, and what its answers would do.
//
// Tested by tests/clients/explanation_text_test.cc.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/explanation/explanation_layout.h"
#include "clients/cli/explanation/question_words.h"
#include "clients/cli/words/evaluation_words.h"

namespace bellwether::cli {
namespace {

// Bands and readiness of one title, with how sure they are.
void AddOutcome(const std::string& title, const std::string& confidence, const Questions& questions,
                const ExplanationOptions& options, SectionText& section) {
  if (questions.empty()) return;
  section.Raw("");
  section.Title({title, confidence, Tone::kPlain, ""});
  std::vector<Entry> entries;
  const int shown = std::min(questions.size(), static_cast<int>(options.most_questions));
  for (int i = 0; i < shown; ++i) entries.push_back(QuestionEntry(questions[i], i + 1));
  section.Entries(entries);
  if (shown < questions.size()) {
    section.Labelled("and", absl::StrCat(questions.size() - shown, " more (--all shows them)"),
                     Tone::kQuiet);
  }
}

}  // namespace

Entry QuestionEntry(const v1::Question& question, int number) {
  Entry entry;
  entry.mark = absl::StrCat(number);
  entry.tone = question.decides() ? Tone::kAccent : Tone::kQuiet;
  entry.name = question.name();
  entry.words = question.decides() ? AnswersWords(question) : SettlesWords(question);
  entry.details = question.description();
  return entry;
}

std::string AnswersWords(const v1::Question& question) {
  std::vector<std::string> parts;
  for (const auto& answer : question.answers()) {
    if (!answer.changes()) continue;
    const std::string unit = question.unit().empty() || answer.range().words_size() > 0
                                 ? ""
                                 : absl::StrCat(" ", question.unit());
    parts.push_back(absl::StrCat(answer.range().text(), unit, " → ", answer.verdict()));
  }
  return absl::StrJoin(parts, "; ");
}

std::string SettlesWords(const v1::Question& question) {
  if (question.items().empty()) return "together with others";
  return absl::StrCat("for ", absl::StrJoin(question.items(), ", "));
}

std::string QuestionSection(const v1::Evaluation& evaluation, const ExplanationOptions& options) {
  SectionText section(options);
  const v1::ExtensionResult& extension = evaluation.extension();
  const v1::GraduationResult& graduation = evaluation.graduation();
  SectionText body(options);
  AddOutcome("decision",
             extension.turns_on().empty() ? extension.confidence() : extension.turns_on(),
             extension.questions(), options, body);
  AddOutcome("graduation", graduation.confidence(), graduation.questions(), options, body);
  AddOutcome("readiness", "", graduation.readiness_questions(), options, body);
  for (const auto& health : evaluation.health()) {
    AddOutcome(absl::StrCat("band of ", health.model()), health.confidence(), health.questions(),
               options, body);
  }
  const std::string text = body.Take();
  if (text.empty()) return "";
  section.Title({"What to ask next", "", Tone::kPlain, ""});
  if (evaluation.questions_incomplete()) {
    section.Line("So much is missing that not every fact was tried.", Tone::kMiddling);
  }
  return section.Take() + text;
}

}  // namespace bellwether::cli
