// The additive explanation of one account, for a terminal.
//
//   std::string text = ExplanationText(evaluation, options);   // explanation level FULL
//
// First what a person who has to act reads: the decision and why, what to do next, what to ask.
// Then, for each model that applies: a tree of components with raw value, curve, sub-score, weight
// and contribution, and the pack's file and line of each; caps, floors and overrides as signed
// lines; the sum. Then flags, graduation, extension, forecast and programme with the playbooks that
// apply; benchmark tiers, derived facts and what the answer rests on. A section that the pack does
// not define is left out. Made for 100 columns; narrower and wider terminals are filled as they
// are, from 80 to 120.
//
// Thread-safe: no state. Total.
#ifndef BELLWETHER_CLIENTS_CLI_EXPLANATION_EXPLANATION_TEXT_H_
#define BELLWETHER_CLIENTS_CLI_EXPLANATION_EXPLANATION_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "bellwether/v1/evaluation.pb.h"
#include "clients/cli/terminal/style.h"

namespace bellwether::cli {

enum class Section {
  kBriefing,
  kHealth,
  kFlags,
  kGraduation,
  kExtension,
  kProgramme,  // with the forecast
  kQuestions,
  kBenchmarks,
  kFacts,
  kData
};

// Which sections are shown; all when none was chosen. Playbooks follow what asks for them.
class SectionChoice {
 public:
  // Names as users write them, in the order of the screen.
  static std::vector<std::string> AllNames();
  // False: there is no such section.
  bool Add(std::string_view name);
  bool Has(Section section) const { return bits_ == 0 || (bits_ & Bit(section)) != 0; }
  // Whether some were chosen: they are shown in full then.
  bool Chosen() const { return bits_ != 0; }

 private:
  static unsigned Bit(Section section) { return 1U << static_cast<unsigned>(section); }
  unsigned bits_ = 0;
};

struct ExplanationOptions {
  Style style{false};
  const Plan* plan = nullptr;  // colours of bands and tiers
  size_t width = 100;
  std::string model;  // this one alone, without any other section; "": all
  SectionChoice sections;
  bool brief = false;         // the briefing alone
  size_t most_questions = 5;  // of one outcome
};

std::string ExplanationText(const v1::Evaluation& evaluation, const ExplanationOptions& options);
// Who, and what to ask next about it.
std::string QuestionsText(const v1::Evaluation& evaluation, const ExplanationOptions& options);

// The parts, each ending with an end of line, or "" when there is nothing to say.
std::string BriefingSection(const v1::Evaluation& evaluation, const ExplanationOptions& options);
std::string QuestionSection(const v1::Evaluation& evaluation, const ExplanationOptions& options);
std::string ComponentTree(const v1::HealthResult& health, const ExplanationOptions& options);
std::string ScoreSum(const v1::HealthResult& health, const ExplanationOptions& options);
std::string FlagSection(const v1::Evaluation& evaluation, const ExplanationOptions& options);
std::string GraduationSection(const v1::Evaluation& evaluation, const ExplanationOptions& options);
std::string ExtensionSection(const v1::Evaluation& evaluation, const ExplanationOptions& options);
std::string ForecastSection(const v1::Evaluation& evaluation, const ExplanationOptions& options);
std::string ProgrammeSection(const v1::Evaluation& evaluation, const ExplanationOptions& options);
std::string PlaybookSection(const v1::Evaluation& evaluation, const ExplanationOptions& options);
std::string BenchmarkSection(const v1::Evaluation& evaluation, const ExplanationOptions& options);
std::string FactSection(const v1::Evaluation& evaluation, const ExplanationOptions& options);
std::string DataSection(const v1::Evaluation& evaluation, const ExplanationOptions& options);

// "health/onboarding.yaml:12", or "".
std::string LocationWords(const v1::SourceLocation& location);
// `left` and `right` at the two ends of a line; on two lines when they
// do not fit on one.
std::string Spread(const std::string& left, const std::string& right, size_t width);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EXPLANATION_EXPLANATION_TEXT_H_
