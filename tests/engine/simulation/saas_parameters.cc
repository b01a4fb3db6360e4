#include "tests/engine/simulation/saas_parameters.h"

#include <gtest/gtest.h>

#include "engine/simulation/load.h"
#include "tests/support/files.h"

namespace bellwether::simulation {
namespace {

Sources SourceOf(const std::string& text) { return Sources({{"saas.yaml", text}}); }

}  // namespace

const std::string& SaasText() {
  static const auto* const text = new std::string(
      testing_support::ReadFileOrFail(testing_support::SourcePath("rules/simulation/saas.yaml")));
  return *text;
}

const Parameters& SaasParameters() {
  static const auto* const parameters = new Parameters(ParametersOf(SaasText()));
  return *parameters;
}

Parameters ParametersOf(const std::string& text) {
  EXPECT_EQ(MistakesOf(text), "");
  return LoadParameters(SourceOf(text), 0, Limits{}).value;
}

std::string MistakesOf(const std::string& text) {
  const Sources sources = SourceOf(text);
  std::string mistakes;
  for (const Diagnostic& mistake : LoadParameters(sources, 0, Limits{}).diagnostics) {
    mistakes += RenderLine(mistake, sources) + "\n";
  }
  return mistakes;
}

std::string SaasWith(const std::string& piece, const std::string& by) {
  std::string text = SaasText();
  const size_t place = text.find(piece);
  EXPECT_NE(place, std::string::npos) << piece;
  return place == std::string::npos ? text : text.replace(place, piece.size(), by);
}

Period Months(int months) { return {absl::CivilMonth(2020, 1), months}; }

}  // namespace bellwether::simulation
