// Check runs the parts in the order in which an evaluation runs, so that each finds the names of
// those before it. A part that fails leaves its entry out of the rule set and goes on: all
// mistakes are reported at once, and a rule set with errors is never compiled.
//
// Tested by tests/engine/ruleset/check_test.cc and tests/golden/ruleset.
#include "engine/ruleset/ruleset.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "engine/base/digest.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/document/encode.h"
#include "engine/ruleset/canonical.h"
#include "engine/ruleset/checker.h"
#include "engine/ruleset/constants.h"
#include "engine/ruleset/vocabulary.h"

namespace bellwether::ruleset {
namespace {

using document::Document;

std::vector<std::string> FileNames(const Sources& sources) {
  std::vector<std::string> names;
  for (const SourceFile& file : sources.files()) names.push_back(file.name);
  return names;
}

// Each expression in the spelling that its check found.
document::ExpressionNormaliser NormaliserOf(const Checker& checker) {
  return [&checker](std::string_view text) {
    const auto known = checker.canonical.find(text);
    return known == checker.canonical.end() ? std::string(text) : known->second;
  };
}

bool PolicyTakesValue(SignalType type) { return IsNumeric(type) || type == SignalType::kBool; }

// The substitute as a number, or nothing when it is not of the signal's kind.
std::optional<double> Substitute(const document::Literal& literal, SignalType type,
                                 std::span<const std::string> words) {
  if (const double* number = std::get_if<double>(&literal)) {
    if (IsNumeric(type)) return *number;
  } else if (const bool* flag = std::get_if<bool>(&literal)) {
    if (type == SignalType::kBool) return *flag ? 1 : 0;
  } else if (type == SignalType::kEnum) {
    const auto word = std::find(words.begin(), words.end(), std::get<std::string>(literal));
    if (word != words.end()) return static_cast<double>(word - words.begin());
  }
  return std::nullopt;
}

std::string ExpectedSubstitute(SignalType type, const NumberRange& range) {
  if (type == SignalType::kBool) return "true or false";
  if (type == SignalType::kEnum) return "one of the signal's values";
  return absl::StrCat("a ", SignalTypeName(type), ": ", range.Describe());
}

}  // namespace

std::optional<uint32_t> Checker::Resolve(std::string_view what, std::string_view name,
                                         const Span& at, std::span<const std::string> known) {
  const auto found = std::find(known.begin(), known.end(), name);
  if (found != known.end()) return static_cast<uint32_t>(found - known.begin());
  sink.Error("unknown-name", at, absl::StrCat("unknown ", ToAbsl(what), " ", Quoted(name)),
             DidYouMean(name, known));
  return std::nullopt;
}

std::optional<uint32_t> Checker::ResolveWord(std::string_view what, std::string_view list,
                                             std::string_view name, const Span& at,
                                             std::span<const std::string> known) {
  if (!known.empty()) return Resolve(what, name, at, known);
  sink.Error("unknown-name", at, absl::StrCat("unknown ", ToAbsl(what), " ", Quoted(name)),
             absl::StrCat("the pack has no list of them; add the line `", ToAbsl(list), ": [",
                          ToAbsl(name), "]`"));
  return std::nullopt;
}

std::optional<uint32_t> Checker::ResolveSlot(const document::Located<std::string>& name,
                                             Stage stage) {
  if (!name.present()) return std::nullopt;  // reported where it was read
  const StageEnvironment environment(names, stage);
  if (const auto variable = environment.Find(name.value)) return variable->slot;
  std::string hint = environment.WhyNot(name.value);
  if (hint.empty()) hint = DidYouMean(name.value, names.names());
  sink.Error("unknown-name", name.span,
             absl::StrCat("no signal or fact is called ", Quoted(name.value)), hint);
  return std::nullopt;
}

std::optional<expression::Checked> Checker::CheckExpression(const document::ExpressionText& text,
                                                            Stage stage,
                                                            expression::Type expected) {
  if (!text.present()) return std::nullopt;  // reported where it was read
  const StageEnvironment environment(names, stage);
  std::optional<expression::Checked> checked =
      expression::Check({text.text, text.span, text.verbatim},
                        WithConstants(environment, rules.constants), expected, limits, sink);
  if (checked) Remember(text, *checked);
  return checked;
}

void Checker::Remember(const document::ExpressionText& text, const expression::Checked& checked) {
  canonical.emplace(text.text, checked.Canonical());
  for (const std::string& name : checked.Constants()) UseConstant(name);
}

expression::Checked Checker::CheckCondition(const document::ExpressionText& text, Stage stage) {
  if (!text.present()) return {};
  return CheckExpression(text, stage, expression::Type::kBool).value_or(expression::Checked());
}

Missing Checker::CheckMissing(const document::MissingPolicy& policy, const Span& at,
                              SignalType type, std::span<const std::string> words,
                              const NumberRange& range) {
  Missing missing{static_cast<Missing::Policy>(policy.kind), 0};
  if (missing.policy != Missing::Policy::kValue) return missing;
  if (!PolicyTakesValue(type) && type != SignalType::kEnum) {
    sink.Error("type-mismatch", at,
               absl::StrCat("`missing: {value: ...}` does not fit a ", SignalTypeName(type)),
               "only numbers, bools and enums can be substituted; use exclude, neutral or worst");
    return {};
  }
  const std::optional<double> value = Substitute(policy.value, type, words);
  if (!value || (IsNumeric(type) && !range.Contains(*value))) {
    sink.Error("type-mismatch", policy.value_span.known() ? policy.value_span : at,
               absl::StrCat("the value in `missing` is none that this ", SignalTypeName(type),
                            " can have"),
               absl::StrCat("expected ", ExpectedSubstitute(type, range)));
    return {};
  }
  missing.value = *value;
  return missing;
}

std::optional<uint32_t> Checker::ResolvePlaybook(const document::Located<std::string>& name) {
  if (!name.present()) return std::nullopt;
  std::vector<std::string> known;
  for (const Playbook& playbook : rules.playbooks) known.push_back(playbook.name);
  return Resolve("playbook", name.value, name.span, known);
}

Action Checker::CheckAction(const document::Text& reason,
                            const document::Located<std::string>& playbook,
                            const document::NamedList<document::Label>& notify) {
  return {ToText(reason), ResolvePlaybook(playbook), NamesOf(notify)};
}

Missing Checker::DefaultMissing() const {
  const auto& stated = document.defaults.missing;
  if (!stated.present()) return {};
  return {static_cast<Missing::Policy>(stated.value.kind), 0};
}

uint32_t AddOutcome(Checker& checker, std::string name, expression::Type type, Stage stage,
                    std::vector<std::string> words) {
  Slot slot;
  slot.name = std::move(name);
  slot.type = type;
  slot.origin = SlotOrigin::kOutcome;
  slot.kind = type == expression::Type::kString ? SignalType::kEnum
              : type == expression::Type::kBool ? SignalType::kBool
                                                : SignalType::kNumber;
  slot.words = std::move(words);
  return checker.names.Add(std::move(slot), stage);
}

Text ToText(const document::Text& text) {
  Text result;
  for (const auto& entry : text.entries) result.entries.emplace_back(entry.language, entry.text);
  return result;
}

Notes ToNotes(const document::Notes& notes) {
  Notes result;
  result.description = ToText(notes.description);
  for (const document::Text& text : notes.evidence) result.evidence.push_back(ToText(text));
  for (const document::Text& text : notes.watch) result.watch.push_back(ToText(text));
  for (const document::Text& source : notes.source) {
    for (const auto& entry : source.entries) result.source.push_back(entry.text);
  }
  return result;
}

bool IsIdentifier(std::string_view name) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return !name.empty() && letter(name[0]) &&
         std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || digit(c); });
}

void CheckPlainName(Checker& checker, std::string_view what, std::string_view name,
                    const Span& at) {
  if (IsIdentifier(name) && name.size() <= checker.limits.max_name_bytes) return;
  checker.sink.Error("bad-name", at, absl::StrCat(Quoted(name), " cannot name a ", ToAbsl(what)),
                     absl::StrCat("use letters, digits and _, at most ",
                                  checker.limits.max_name_bytes, " characters"));
}

bool IsNumeric(SignalType type) {
  return type == SignalType::kNumber || type == SignalType::kRatio || type == SignalType::kCount ||
         type == SignalType::kDays || type == SignalType::kMoney;
}

expression::Type ExpressionType(SignalType type) {
  if (IsNumeric(type)) return expression::Type::kDouble;
  if (type == SignalType::kBool) return expression::Type::kBool;
  if (type == SignalType::kTimestamp) return expression::Type::kTimestamp;
  if (type == SignalType::kSeries) return expression::Type::kSeries;
  return expression::Type::kString;
}

std::string_view Text::In(std::string_view language) const {
  for (const auto& [tag, text] : entries) {
    if (tag == language) return text;
  }
  return entries.empty() ? std::string_view() : std::string_view(entries.front().second);
}

const char* SignalTypeName(SignalType type) {
  constexpr const char* kNames[] = {"number", "ratio", "count", "days",      "money",
                                    "bool",   "enum",  "text",  "timestamp", "series"};
  return kNames[static_cast<size_t>(type)];
}

bool NumberRange::Contains(double value) const {
  if (!std::isfinite(value)) return false;
  if (whole && value != std::floor(value)) return false;
  return (!min || value >= *min) && (!max || value <= *max);
}

std::string NumberRange::Describe() const {
  const std::string prefix = whole ? "a whole number" : "";
  const std::string bounds = min && max
                                 ? absl::StrCat(FormatNumber(*min), " to ", FormatNumber(*max))
                             : min ? absl::StrCat("at least ", FormatNumber(*min))
                             : max ? absl::StrCat("at most ", FormatNumber(*max))
                                   : "";
  if (prefix.empty()) return bounds.empty() ? "any finite number" : bounds;
  return bounds.empty() ? prefix : absl::StrCat(prefix, ", ", bounds);
}

namespace {

void CheckEverything(Checker& checker) {
  CheckVocabulary(checker);
  CheckConstants(checker);
  CheckSignals(checker);
  CheckDerived(checker);
  CheckProgrammeDates(checker);
  CheckPlaybooks(checker);
  CheckAlerts(checker);
  CheckUsageThresholds(checker);
  CheckEarlyWins(checker);
  CheckBenchmarks(checker);
  CheckHealth(checker);
  CheckFlags(checker);
  CheckGraduation(checker);
  CheckExtension(checker);
  CheckProgramme(checker);
  CheckPortfolio(checker);
  CheckEvidence(checker);
  CheckGroupings(checker);
  CheckDashboards(checker);
  CheckConstantNames(checker);
  CheckTitles(checker);
  CheckTexts(checker);
  CheckLanguages(checker);
}

void SetSetting(Checker& checker) {
  const document::Setting& setting = checker.document.setting;
  const std::vector<std::string>& segments = checker.rules.segments;
  const auto segment = std::find(segments.begin(), segments.end(), setting.segment);
  checker.rules.setting = {std::nullopt, setting.from, setting.until, setting.Describe()};
  if (segment == segments.end()) return;
  checker.rules.setting.segment = static_cast<uint32_t>(segment - segments.begin());
}

}  // namespace

Staged<RuleSet> Check(const Document& document, const Sources& sources, const Limits& limits) {
  Staged<RuleSet> result;
  RuleSet& rules = result.value;
  DiagnosticSink sink;
  NameTable names;
  Checker checker{document, limits, sink, rules, names, {}, {}};
  rules.name = document.pack.value;
  rules.version = document.version.value;
  rules.files = FileNames(sources);
  CheckEverything(checker);
  SetSetting(checker);
  rules.digest = Sha256Hex(CanonicalForm(document, NormaliserOf(checker)));
  rules.slots = names.TakeSlots();
  for (Diagnostic& diagnostic : result.diagnostics = sink.Take()) {
    document::NameConstant(document, sources, diagnostic);
  }
  return result;
}

Node CanonicalTree(const Document& document, const Limits& limits) {
  RuleSet rules;
  DiagnosticSink sink;
  NameTable names;
  Checker checker{document, limits, sink, rules, names, {}, {}};
  CheckEverything(checker);
  return EncodeDocument(document, NormaliserOf(checker), document::Keys::kOfAnswers);
}

}  // namespace bellwether::ruleset
