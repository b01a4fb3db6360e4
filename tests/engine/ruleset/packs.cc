#include "tests/engine/ruleset/packs.h"

#include <gtest/gtest.h>

#include <utility>

#include "engine/document/document.h"
#include "tests/support/files.h"

namespace bellwether::ruleset {

Sources PackOf(const std::string& yaml) {
  return Sources({SourceFile{"p.yaml", "pack: p\nversion: 1\n" + yaml}});
}

Staged<RuleSet> CheckPack(const Sources& sources, const Limits& limits) {
  const Staged<document::Document> parsed = document::ParseDocument(sources, limits);
  Staged<RuleSet> checked = Check(parsed.value, sources, limits);
  DiagnosticSink sink;
  for (const Diagnostic& diagnostic : parsed.diagnostics) sink.Add(diagnostic);
  for (const Diagnostic& diagnostic : checked.diagnostics) sink.Add(diagnostic);
  checked.diagnostics = sink.Take();
  return checked;
}

std::string Problems(const Sources& sources, const Limits& limits) {
  std::string lines;
  for (const Diagnostic& diagnostic : CheckPack(sources, limits).diagnostics) {
    lines += RenderLine(diagnostic, sources) + "\n";
    if (!diagnostic.hint.empty()) lines += "  " + diagnostic.hint + "\n";
  }
  return lines;
}

RuleSet RulesOf(const std::string& yaml) {
  const Sources sources = PackOf(yaml);
  Staged<RuleSet> checked = CheckPack(sources);
  EXPECT_TRUE(checked.ok()) << RenderAll(checked.diagnostics, sources);
  return std::move(checked.value);
}

std::string SamplePack() {
  return testing_support::ReadFileOrFail(
      testing_support::SourcePath("tests/golden/plan/sample.yaml"));
}

}  // namespace bellwether::ruleset
