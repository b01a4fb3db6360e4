#include "clients/cli/explanation_text.h"

#include <sstream>

#include "clients/cli/display_text.h"
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

TEST(Spread, KeepsBothEnds) {
  EXPECT_EQ(Spread("left", "right", 12), "left   right");
  EXPECT_EQ(Spread("left", "", 12), "left");
  EXPECT_EQ(Spread("too long", "for it", 10), "too long\n    for it");
}

}  // namespace
}  // namespace bellwether::cli
