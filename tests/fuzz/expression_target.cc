// Bytes as the text of an expression: mistakes with a place, or a program that runs on facts in
// every state, and whose canonical text means the same.
#include <cstdint>
#include <cstring>

#include "engine/expression/print.h"
#include "engine/expression/program.h"
#include "engine/source/utf8.h"
#include "tests/fuzz/expression_vocabulary.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

using expression::Checked;
using expression::Program;
using expression::Type;
using expression::Value;

const ExpressionVocabulary& Vocabulary() {
  static const auto& vocabulary = *new ExpressionVocabulary;
  return vocabulary;
}

expression::Context EvaluationContext() {
  return {absl::FromUnixSeconds(1'772'366'400), absl::UTCTimeZone()};
}

// What a value is, in words: for comparing two programs.
std::string Describe(const Value& value) {
  if (value.usable()) return expression::PrintValue(value);
  return std::to_string(static_cast<int>(value.kind)) + " " + expression::ErrorText(value.error);
}

std::vector<std::string> RunAll(const Checked& checked) {
  const Program program = expression::Compile(checked);
  Require(!program.empty(), "what was checked compiles");
  Require(!program.Dump().empty(), "a program prints itself");
  expression::Stack stack;
  std::vector<std::string> results;
  for (const std::vector<Value>& facts : Vocabulary().facts()) {
    results.push_back(Describe(expression::Run(program, facts, EvaluationContext(), stack)));
  }
  return results;
}

void RequireTold(std::string_view text, DiagnosticSink& sink, bool accepted) {
  Require(accepted != sink.has_errors(), "an expression is checked exactly when it has no mistake");
  for (const Diagnostic& diagnostic : sink.Take()) {
    Require(!diagnostic.message.empty(), "a mistake has a message");
    Require(!diagnostic.code.empty(), "a mistake has a code");
    Require(diagnostic.span.line == 1 && diagnostic.span.column >= 1 &&
                diagnostic.span.column <= text.size() + 1,
            "a mistake stands inside the text", diagnostic.message);
    if (FirstInvalidUtf8(text) != kAllValid) continue;  // no YAML would hold it
    Require(FirstInvalidUtf8(diagnostic.message + diagnostic.hint) == kAllValid,
            "a message is UTF-8", diagnostic.message);
  }
}

void RequireSameMeaning(const Checked& checked) {
  const std::string canonical = checked.Canonical();
  DiagnosticSink sink;
  const auto again =
      expression::CheckAny({canonical, Span{0, 1, 1, 1}, true}, Vocabulary(), Limits{}, sink);
  Require(again.has_value(), "the canonical text of an expression is an expression", canonical);
  Require(again->type() == checked.type(), "the canonical text has the same type", canonical);
  Require(again->Canonical() == canonical, "the canonical text is canonical", again->Canonical());
  Require(again->Slots() == checked.Slots(), "the canonical text reads the same names", canonical);
  Require(RunAll(*again) == RunAll(checked), "the canonical text means the same", canonical);
}

void Run(std::string_view text) {
  const expression::Text where{text, Span{0, 1, 1, 1}, true};
  const Limits limits;
  DiagnosticSink sink;
  const auto checked = expression::CheckAny(where, Vocabulary(), limits, sink);
  RequireTold(text, sink, checked.has_value());
  if (checked) RequireSameMeaning(*checked);
  for (const Type type : {Type::kBool, Type::kDouble}) {
    DiagnosticSink expected;
    const auto typed = expression::Check(where, Vocabulary(), type, limits, expected);
    RequireTold(text, expected, typed.has_value());
    if (typed) {
      Require(typed->type() == type, "an expression has the type that is asked for");
      RunAll(*typed);
    }
  }
  DiagnosticSink deferred;
  const auto late = expression::CheckDeferred(where, Vocabulary(), limits, deferred);
  if (late) RunAll(*late);
}

}  // namespace
}  // namespace bellwether::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  bellwether::fuzz::Run({reinterpret_cast<const char*>(data), size});
  return 0;
}
