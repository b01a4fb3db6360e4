// Internal to the ruleset stage: what the parts of Check share. Not for other folders.
#ifndef BELLWETHER_ENGINE_RULESET_CHECKER_H_
#define BELLWETHER_ENGINE_RULESET_CHECKER_H_

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/document/document.h"
#include "engine/ruleset/name_table.h"
#include "engine/ruleset/record_names.h"
#include "engine/ruleset/ruleset.h"
#include "engine/source/diagnostic.h"

namespace bellwether::ruleset {

enum class ResponseKind : uint8_t { kGraduate, kContinue, kExtend, kEscalate, kRecover };

// A text that may hold placeholders, and when people see it: while each of the conditions has this
// answer.
struct ShownText {
  struct Shown {
    expression::Checked when;
    bool answer = true;
  };
  const document::Text* text = nullptr;
  std::vector<Shown> conditions;
  std::optional<ResponseKind> response;
  std::string name;  // where it stands, for messages: "flags.quiet.reason"
};

// One run of Check: reads the document, fills the rule set, collects diagnostics.
struct Checker {
  const document::Document& document;
  const Limits& limits;
  DiagnosticSink& sink;
  RuleSet& rules;
  NameTable& names;
  // Expression texts by their one spelling: what the digest reads.
  std::map<std::string, std::string, std::less<>> canonical;
  // Collected by the parts; CheckTexts looks at them when every name is known.
  std::vector<ShownText> texts;

  // "unknown segment `smal`" with did-you-mean; nothing when `name` is not in `known`.
  std::optional<uint32_t> Resolve(std::string_view what, std::string_view name, const Span& at,
                                  std::span<const std::string> known);
  // The same for a word of one of the pack's lists; where the pack has no such list, the hint is
  // the line to add: `severities: [red]`.
  std::optional<uint32_t> ResolveWord(std::string_view what, std::string_view list,
                                      std::string_view name, const Span& at,
                                      std::span<const std::string> known);
  // Slot of a fact that a rule reads outside an expression.
  std::optional<uint32_t> ResolveSlot(const document::Located<std::string>& name, Stage stage);
  // Checks an expression; nothing (and a diagnostic) when it is wrong.
  std::optional<expression::Checked> CheckExpression(const document::ExpressionText& text,
                                                     Stage stage, expression::Type expected);
  // What every check of an expression ends with: its one spelling, and the constants that it reads.
  void Remember(const document::ExpressionText& text, const expression::Checked& checked);
  // Marks a constant as used; the constant, or null where there is none of that name.
  const Constant* UseConstant(std::string_view name);
  // The same for an optional condition: empty when absent.
  expression::Checked CheckCondition(const document::ExpressionText& text, Stage stage);
  // A policy whose substitute, if any, fits the slot that it stands in for.
  Missing CheckMissing(const document::MissingPolicy& policy, const Span& at, SignalType type,
                       std::span<const std::string> words, const NumberRange& range);
  // Index of a playbook; nothing when none is named.
  std::optional<uint32_t> ResolvePlaybook(const document::Located<std::string>& name);
  Action CheckAction(const document::Text& reason, const document::Located<std::string>& playbook,
                     const document::NamedList<document::Label>& notify);
  // The pack's default policy.
  Missing DefaultMissing() const;
};

// The parts, in the order in which they run; each reads what those before it resolved.
void CheckVocabulary(Checker& checker);  // lists of words, time zone
void CheckConstants(Checker& checker);
void CheckConstantNames(Checker& checker);  // when every other name is known
Effective CheckEffective(const Checker& checker, const document::Effective& written);
void CheckSignals(Checker& checker);
// Whether and how a signal follows from records; what is wrong is reported.
std::optional<FromRecords> CheckFromRecords(Checker& checker, const document::FromRecords& written,
                                            const Signal& signal);
// What generated accounts tell of a signal with these words.
Generate CheckGenerate(Checker& checker, const document::Signal& written, const Signal& signal,
                       const std::vector<std::string>& words);
void CheckDerived(Checker& checker);
void CheckProgrammeDates(Checker& checker);  // onboarding start, milestones
void CheckBenchmarks(Checker& checker);
void CheckHealth(Checker& checker);
void CheckPlaybooks(Checker& checker);
void CheckAlerts(Checker& checker);  // after playbooks and milestones
void CheckUsageThresholds(Checker& checker);
void CheckEarlyWins(Checker& checker);
void CheckFlags(Checker& checker);
void CheckGraduation(Checker& checker);
void CheckExtension(Checker& checker);
void CheckProgramme(Checker& checker);
void CheckPortfolio(Checker& checker);   // after benchmarks, whose tiers it may name
void CheckEvidence(Checker& checker);    // after the portfolio, whose metrics it names
void CheckGroupings(Checker& checker);   // after signals
void CheckDashboards(Checker& checker);  // and guides: after the portfolio and health
Benchmark CheckTable(Checker& checker, const document::Benchmark& written, const std::string& name,
                     const Span& at);
void CheckTitles(Checker& checker);  // of names of all parts before
void CheckTexts(Checker& checker);
void CheckLanguages(Checker& checker);  // of one text

// A kind of records that has fields, called `of`; reports when there is none.
std::optional<records::Kind> RecordKind(Checker& checker, const document::Located<std::string>& of);
// What conditions may read of the records of a kind, in this pack.
RecordNames NamesOfRecords(const Checker& checker, records::Kind kind);
// An expression over the records of a kind; empty when it is absent or wrong.
expression::Checked CheckOverRecords(Checker& checker, const RecordNames& names,
                                     const document::ExpressionText& text,
                                     expression::Type expected);

// A length of time as whole days, at least one; else reports: "a horizon is a whole number ...",
// "write `horizon: 90d`".
std::optional<int32_t> WholeDays(Checker& checker, const document::Located<document::Period>& given,
                                 std::string_view what, std::string_view example);
// Edges of parts of a line, as numbers; reports those that are strict or do not rise.
std::vector<double> RisingEdges(Checker& checker, std::string_view code,
                                const std::vector<document::Bound>& written);
// Slot of the event date called `name`; reports when there is none.
std::optional<uint32_t> EventSlot(Checker& checker, const document::Located<std::string>& name);
// An outcome variable of the kind that `type` says; `words` are the only values it can have.
uint32_t AddOutcome(Checker& checker, std::string name, expression::Type type, Stage stage,
                    std::vector<std::string> words = {});
template <typename T>
std::vector<std::string> NamesOf(const document::NamedList<T>& list) {
  std::vector<std::string> names;
  for (const auto& entry : list) names.push_back(entry.name);
  return names;
}
Text ToText(const document::Text& text);
Notes ToNotes(const document::Notes& notes);
// A name that expressions can spell: letters, digits and `_`, not beginning with a digit.
bool IsIdentifier(std::string_view name);
// Reports a name that a dotted path or an expression could not spell.
void CheckPlainName(Checker& checker, std::string_view what, std::string_view name, const Span& at);
// The type under which expressions see a signal.
expression::Type ExpressionType(SignalType type);
bool IsNumeric(SignalType type);

}  // namespace bellwether::ruleset

#endif  // BELLWETHER_ENGINE_RULESET_CHECKER_H_
