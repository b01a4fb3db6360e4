// Names with fixed values for the tests of expressions: those of docs/expressions.md.
#ifndef BELLWETHER_TESTS_ENGINE_EXPRESSION_SAMPLE_FACTS_H_
#define BELLWETHER_TESTS_ENGINE_EXPRESSION_SAMPLE_FACTS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression/expression.h"
#include "engine/expression/program.h"

namespace bellwether::expression {

// The values stand in one table in the .cc.
class SampleFacts : public Environment {
 public:
  SampleFacts();
  SampleFacts(const SampleFacts&) = delete;
  SampleFacts& operator=(const SampleFacts&) = delete;

  std::optional<Variable> Find(std::string_view name) const override;
  const std::vector<std::string>& names() const override { return names_; }
  std::string WhyNot(std::string_view name) const override;

  const std::vector<Value>& slots() const { return slots_; }
  void Set(std::string_view name, const Value& value);
  const std::string& NameOf(uint32_t slot) const { return names_[slot]; }

 private:
  void Add(const char* name, Type type, const Value& value,
           const std::vector<std::string>* allowed = nullptr);

  std::map<std::string, Variable, std::less<>> variables_;
  std::vector<std::string> names_;
  std::vector<Value> slots_;
};

// as_of 2026-03-01T12:00:00Z, UTC.
Context SampleContext();

// "12:unknown name `x`", one line for each diagnostic, "warning " before those that are, with
// " (hint)" behind; columns count from 1.
std::string Report(std::string_view text, const Type* expected = nullptr,
                   const Limits& limits = {});

// What the text evaluates to over the sample facts: "7.0", "\"text\"",
// "missing: name, other", "error: division by zero"; "rejected: message" when it is wrong.
std::string Evaluate(std::string_view text);
std::string Evaluate(std::string_view text, const SampleFacts& facts, const Context& context);

// The checked text; fails the running test when it is wrong.
Checked CheckOrFail(std::string_view text);

}  // namespace bellwether::expression

#endif  // BELLWETHER_TESTS_ENGINE_EXPRESSION_SAMPLE_FACTS_H_
