// Tested by tests/engine/bellwether_test.cc.
#include "engine/bellwether.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/alerts/alert_conditions.h"
#include "engine/document/document.h"
#include "engine/ruleset/ruleset.h"

namespace bellwether {
namespace {

// Mistakes that leave a file, or a branch of it, unread.
constexpr std::array<std::string_view, 10> kUnread = {
    "syntax",       "invalid-utf8",   "tab-indentation",   "control-character", "too-deep",
    "cyclic-alias", "too-many-nodes", "several-documents", "alias-limit",       "too-many"};

// Whether a document is whole enough for its names to be resolved: with a part unread, every name
// that it would have declared would be reported as unknown.
bool WorthChecking(const std::vector<Diagnostic>& diagnostics) {
  return std::none_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return std::find(kUnread.begin(), kUnread.end(), diagnostic.code) != kUnread.end();
  });
}

}  // namespace

Staged<std::shared_ptr<const Plan>> Load(const Sources& sources, const Limits& limits,
                                         const document::Overrides& overrides) {
  Staged<std::shared_ptr<const Plan>> result;
  Staged<std::vector<document::Document>> parsed =
      document::ParseVariants(sources, limits, overrides);
  DiagnosticSink sink;
  for (Diagnostic& diagnostic : parsed.diagnostics) sink.Add(diagnostic);
  if (WorthChecking(parsed.diagnostics)) {
    Staged<std::vector<ruleset::RuleSet>> checked =
        ruleset::CheckVariants(parsed.value, sources, limits);
    for (Diagnostic& diagnostic : checked.diagnostics) sink.Add(std::move(diagnostic));
    if (!sink.has_errors()) {
      auto plan = std::make_shared<const Plan>(Compile(checked.value));
      // Conditions on answers are read by the names of the plan.
      if (alerts::AlertConditions::Read(*plan, limits, sink)) result.value = std::move(plan);
    }
  }
  result.diagnostics = sink.Take();
  return result;
}

}  // namespace bellwether
