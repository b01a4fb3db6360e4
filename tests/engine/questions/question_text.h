// Questions as one line each, for tables of tests.
#ifndef BELLWETHER_TESTS_ENGINE_QUESTIONS_QUESTION_TEXT_H_
#define BELLWETHER_TESTS_ENGINE_QUESTIONS_QUESTION_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/explain/confidence.h"
#include "engine/questions/questions.h"
#include "tests/support/scored_account.h"

namespace bellwether::testing_support {

struct AskedAccount {
  ScoredAccount scored;
  Questions questions;

  // "busy decides 1: true=EXTEND 14 days; false=ESCALATE", in the order in which they are asked.
  std::vector<std::string> Lines(Outcome outcome, uint32_t model = kNoIndex) const {
    std::vector<std::string> lines;
    const OutcomeQuestions* found = questions.Find(outcome, model);
    if (found == nullptr) return {"no such outcome"};
    for (const Question& question : found->questions) {
      std::vector<std::string> answers;
      for (const PossibleAnswer& answer : question.answers) {
        answers.push_back(absl::StrCat(AnswerWords(answer.range, "en"), "=",
                                       VerdictWords(*scored.plan, *found, answer.verdict, "en"),
                                       answer.settled ? "!" : ""));
      }
      lines.push_back(absl::StrCat(question.name, question.decides ? " decides " : " narrows ",
                                   FormatNumber(RoundForDisplay(question.settles, 3)), ": ",
                                   absl::StrJoin(answers, "; ")));
    }
    return lines;
  }
  std::vector<std::string> Names(Outcome outcome, uint32_t model = kNoIndex) const {
    std::vector<std::string> names;
    const OutcomeQuestions* found = questions.Find(outcome, model);
    if (found == nullptr) return {"no such outcome"};
    for (const Question& question : found->questions) names.push_back(question.name);
    return names;
  }
};

inline AskedAccount AskAbout(const std::string& pack, std::string_view yaml,
                             const Limits& limits = {},
                             const BindOptions& options = AsOf("2026-03-01")) {
  AskedAccount asked;
  const PlanPointer plan = PlanOf(pack);
  const Account account = AccountOf(yaml);
  asked.scored = Score(plan, account, options);
  asked.questions =
      Ask(*plan, account, options, limits, asked.scored.facts, asked.scored.evaluation);
  return asked;
}

}  // namespace bellwether::testing_support

#endif  // BELLWETHER_TESTS_ENGINE_QUESTIONS_QUESTION_TEXT_H_
