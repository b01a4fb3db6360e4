// One account, both evaluators.
#include "tests/property/checked_pack.h"

#include <gtest/gtest.h>

#include <utility>

#include "engine/document/document.h"
#include "rules/reader/pack_folder.h"
#include "tests/oracle/engine_transcript.h"
#include "tests/oracle/oracle.h"
#include "tests/support/files.h"

namespace bellwether {

std::unique_ptr<CheckedPack> CheckPack(const Sources& sources, std::string& problems) {
  auto parsed = document::ParseDocument(sources, Limits());
  if (!parsed.ok()) {
    problems += RenderAll(parsed.diagnostics, sources);
    return nullptr;
  }
  auto checked = ruleset::Check(parsed.value, sources, Limits());
  if (!checked.ok()) {
    problems += RenderAll(checked.diagnostics, sources);
    return nullptr;
  }
  auto pack = std::make_unique<CheckedPack>();
  pack->rules = std::move(checked.value);
  pack->plan = Compile(pack->rules);
  return pack;
}

std::unique_ptr<CheckedPack> CheckPack(const std::string& yaml, std::string& problems) {
  return CheckPack(Sources({SourceFile{"pack.yaml", yaml}}), problems);
}

std::unique_ptr<CheckedPack> CheckPackFolder(const std::string& folder) {
  const auto sources = ReadPackFolder(testing_support::SourcePath(folder));
  if (!sources.ok()) {
    ADD_FAILURE() << sources.status();
    return nullptr;
  }
  std::string problems;
  auto pack = CheckPack(*sources, problems);
  EXPECT_NE(pack, nullptr) << problems;
  return pack;
}

oracle::Transcript Evaluated::transcript(const Plan& plan) const {
  return oracle::EngineTranscript(plan, facts, evaluation);
}

Evaluated EvaluateAccount(const Plan& plan, const Account& account, const BindOptions& options) {
  Evaluated evaluated;
  if (!Bind(plan, account, options, Limits(), evaluated.facts).empty()) return evaluated;
  Scratch scratch;
  evaluated.accepted = Evaluate(plan, evaluated.facts, scratch, evaluated.evaluation).ok();
  return evaluated;
}

Comparison Compare(const CheckedPack& pack, const Account& account, const BindOptions& options) {
  Comparison comparison;
  Facts facts;
  comparison.violations = Bind(pack.plan, account, options, Limits(), facts);
  if (!comparison.violations.empty()) return comparison;
  Scratch scratch;
  Evaluation evaluation;
  const absl::Status status = Evaluate(pack.plan, facts, scratch, evaluation);
  comparison.engine = oracle::EngineTranscript(pack.plan, facts, evaluation);
  comparison.differences =
      oracle::Differences(comparison.engine, oracle::Answer(pack.rules, account, options));
  if (status.ok() != evaluation.required.empty()) {
    comparison.differences += "the status does not say whether something required is missing\n";
  }
  return comparison;
}

}  // namespace bellwether
