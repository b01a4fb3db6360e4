#include "clients/cli/explanation/explanation_text.h"

#include <initializer_list>
#include <sstream>

#include "clients/cli/terminal/display_text.h"
#include "gtest/gtest.h"
#include "tests/clients/sample_evaluations.h"
#include "tests/support/golden.h"

namespace bellwether::cli {
namespace {

std::string ExplainAll(const ExplanationOptions& options) {
  std::string text;
  for (const v1::Evaluation& evaluation : SampleEvaluations()) {
    text += ExplanationText(evaluation, options) + "\n";
  }
  return text;
}

TEST(ExplanationText, Golden) {
  testing_support::ExpectGolden("tests/golden/cli/explanation.txt", ExplainAll({}));
}

TEST(ExplanationText, NeverIsWiderThanAsked) {
  for (const size_t width : {80U, 100U, 120U}) {
    ExplanationOptions options;
    options.width = width;
    std::istringstream lines(ExplainAll(options));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(DisplayWidth(line), width) << width << ": " << line;
    }
  }
}

TEST(ExplanationText, OneModelAlone) {
  ExplanationOptions options;
  options.model = "early_stage";
  const std::string text = ExplanationText(SampleEvaluations()[0], options);
  EXPECT_NE(text.find("early_stage  not applicable"), std::string::npos) << text;
  EXPECT_EQ(text.find("Benchmarks"), std::string::npos);
}

TEST(ExplanationText, HoldsNothingThatMovesACursor) {
  const std::string text = ExplainAll({});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

SectionChoice Choice(std::initializer_list<const char*> names) {
  SectionChoice choice;
  for (const char* name : names) EXPECT_TRUE(choice.Add(name)) << name;
  return choice;
}

bool Has(const std::string& text, const std::string& heading) {
  return text.find("\n" + heading) != std::string::npos;
}

TEST(ExplanationText, ChosenSectionsAlone) {
  ExplanationOptions options;
  options.sections = Choice({"extension", "data"});
  const std::string text = ExplanationText(SampleEvaluations()[4], options);
  EXPECT_TRUE(Has(text, "Extension  EXTEND 14 days"));
  for (const char* heading : {"Flags", "Graduation", "Forecast", "Programme"}) {
    EXPECT_FALSE(Has(text, heading)) << heading;
  }
}

TEST(ExplanationText, EverySectionCanBeChosen) {
  for (const std::string& name : SectionChoice::AllNames()) {
    ExplanationOptions options;
    options.sections = Choice({name.c_str()});
    size_t sizes = 0;
    for (const v1::Evaluation& evaluation : SampleEvaluations()) {
      const std::string text = ExplanationText(evaluation, options);
      sizes += text.size() - text.find('\n') - 1;
    }
    EXPECT_GT(sizes, 0U) << name;
  }
  EXPECT_FALSE(SectionChoice().Add("helth"));
  EXPECT_FALSE(SectionChoice().Add(""));
}

TEST(ExplanationText, PlaybooksFollowWhatAsksForThem) {
  ExplanationOptions options;
  options.sections = Choice({"flags"});
  const std::string flags = ExplanationText(SampleEvaluations()[4], options);
  EXPECT_NE(flags.find("executive_escalation, for champion_unresponsive"), std::string::npos);
  EXPECT_EQ(flags.find("completion_review"), std::string::npos);
  EXPECT_EQ(flags.find("recover_usage, for"), std::string::npos) << "its flag is not raised";
  options.sections = Choice({"programme"});
  const std::string programme = ExplanationText(SampleEvaluations()[4], options);
  EXPECT_NE(programme.find("completion_review, for review"), std::string::npos);
  EXPECT_EQ(programme.find("hand_off"), std::string::npos) << "the account does not graduate";
}

TEST(ExplanationText, ColorTakesNoColumns) {
  ExplanationOptions options;
  options.style = Style(true);
  std::string colored = ExplainAll(options);
  EXPECT_NE(colored.find("\x1b[31mred"), std::string::npos);
  for (size_t at = colored.find('\x1b'); at != std::string::npos; at = colored.find('\x1b')) {
    colored.erase(at, colored.find('m', at) - at + 1);
  }
  EXPECT_EQ(colored, ExplainAll({}));
}

TEST(ExplanationText, WhatIsNotDefinedIsLeftOut) {
  v1::Evaluation evaluation = SampleEvaluations()[3];
  evaluation.mutable_graduation()->set_state(v1::OUTCOME_STATE_NOT_DEFINED);
  evaluation.mutable_extension()->set_state(v1::OUTCOME_STATE_NOT_DEFINED);
  EXPECT_EQ(ExplanationText(evaluation, {}), ExplanationText(SampleEvaluations()[3], {}));
  evaluation.mutable_graduation()->set_state(v1::OUTCOME_STATE_NOT_APPLICABLE);
  EXPECT_TRUE(Has(ExplanationText(evaluation, {}), "Graduation  not applicable\n"));
}

TEST(ExplanationText, NoConditionIsNotYetGraduation) {
  v1::Evaluation evaluation = SampleEvaluations()[4];
  evaluation.mutable_graduation()->clear_conditions();
  EXPECT_TRUE(Has(ExplanationText(evaluation, {}), "Nothing is known to be unmet;"));
  evaluation.mutable_graduation()->set_decision(v1::GRADUATION_DECISION_GRADUATE);
  EXPECT_TRUE(Has(ExplanationText(evaluation, {}), "Nothing stands in the way of graduation."));
}

TEST(ExplanationText, AScoreThatIsRoundedDownSaysSo) {
  v1::Evaluation evaluation;
  v1::HealthResult& health = *evaluation.add_health();
  health.set_model("m");
  health.set_primary(true);
  health.set_state(v1::HEALTH_STATE_SCORED);
  health.mutable_score()->set_value(99.9);
  health.mutable_score()->set_precision(1);
  health.mutable_score()->set_rounded_down(true);
  health.mutable_score()->set_band("green");
  health.mutable_bounds()->set_low(99.96);
  health.mutable_bounds()->set_high(99.96);
  const std::string text = ExplanationText(evaluation, {});
  EXPECT_NE(text.find("score, rounded down to 1 decimal: green"), std::string::npos) << text;
  EXPECT_NE(text.find("bounds 99.9–99.9"), std::string::npos) << text;
  evaluation.mutable_health(0)->mutable_score()->set_precision(0);
  EXPECT_NE(ExplanationText(evaluation, {}).find("score, rounded down: green"), std::string::npos);
}

TEST(ExplanationText, AFlagRaisedForWantOfAnAnswerSaysSo) {
  v1::Evaluation evaluation;
  v1::FlagResult& flag = *evaluation.add_flags();
  flag.set_state(v1::FLAG_STATE_RAISED);
  flag.set_severity("red");
  flag.set_unanswered(true);
  flag.mutable_rule()->set_name("quiet");
  flag.mutable_rule()->set_reason("Nobody answers");
  const auto says = [&](const char* words) {
    return ExplanationText(evaluation, {}).find(words) != std::string::npos;
  };
  EXPECT_TRUE(says("raised because its condition has no answer"));
  auto* missing = flag.mutable_rule()->add_missing();
  missing->set_name("last_answer_at");
  missing->set_reason(v1::MISSING_REASON_NOT_GIVEN);
  EXPECT_TRUE(says("raised because last_answer_at (not given) is missing"));
  *flag.mutable_rule()->add_missing() = *missing;
  flag.mutable_rule()->mutable_missing(1)->set_name("calls");
  EXPECT_TRUE(says("raised because last_answer_at, calls (not given) are missing"));
  flag.set_unanswered(false);
  EXPECT_FALSE(says("raised because"));
}

TEST(Spread, KeepsBothEnds) {
  EXPECT_EQ(Spread("left", "right", 12), "left   right");
  EXPECT_EQ(Spread("left", "", 12), "left");
  EXPECT_EQ(Spread("too long", "for it", 10), "too long\n    for it");
}

}  // namespace
}  // namespace bellwether::cli
