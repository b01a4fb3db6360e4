// Signals that follow from records, and what all conditions over records share.
// Tested by tests/golden/ruleset/from_records.yaml and record_conditions.yaml.
#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/string_bridge.h"
#include "engine/ruleset/checker.h"
#include "engine/ruleset/constants.h"
#include "engine/ruleset/record_names.h"

namespace bellwether::ruleset {
namespace {

// Whether a way of taking reads a `value` of each record, and which signals it can give.
struct TakeInfo {
  const char* name;
  enum class Value : uint8_t { kNone, kCondition, kNumber, kAny } value;
  std::vector<SignalType> types;
};

const TakeInfo& InfoOf(Take take) {
  using enum SignalType;
  using Value = TakeInfo::Value;
  static const auto& all = *new std::array<TakeInfo, 8>{{
      {"count", Value::kNone, {kCount, kNumber}},
      {"share", Value::kCondition, {kRatio, kNumber}},
      {"sum", Value::kNumber, {kNumber, kCount, kDays, kMoney}},
      {"mean", Value::kNumber, {kNumber, kRatio, kDays, kMoney}},
      {"median", Value::kNumber, {kNumber, kRatio, kDays, kMoney}},
      {"last",
       Value::kAny,
       {kNumber, kRatio, kCount, kDays, kMoney, kBool, kEnum, kText, kTimestamp}},
      {"days_since_last", Value::kNone, {kDays, kNumber, kCount}},
      {"points", Value::kNumber, {kSeries}},
  }};
  return all[static_cast<size_t>(take)];
}

std::string TypesOf(const TakeInfo& info) {
  std::vector<std::string> names;
  for (const SignalType type : info.types) names.emplace_back(SignalTypeName(type));
  return absl::StrJoin(names, ", ");
}

class FromRecordsCheck {
 public:
  FromRecordsCheck(Checker& checker, const document::FromRecords& written, const Signal& signal)
      : checker_(checker), written_(written), signal_(signal) {}

  std::optional<FromRecords> Run() {
    if (!written_.of.present()) return std::nullopt;  // reported where it was read
    const auto kind = RecordKind(checker_, written_.of);
    if (!kind) return std::nullopt;
    const RecordNames names = NamesOfRecords(checker_, *kind);
    FromRecords made;
    made.of = *kind;
    made.where = CheckOverRecords(checker_, names, written_.where, expression::Type::kBool);
    if (written_.within.present()) {
      made.within_days = WholeDays(checker_, written_.within, "a window", "within: 90d");
    }
    if (!written_.take.present()) return std::nullopt;
    made.take = static_cast<Take>(written_.take.value);
    const TakeInfo& info = InfoOf(made.take);
    if (!FitsSignal(info) || !HasItsValue(info)) return std::nullopt;
    made.value = CheckOverRecords(checker_, names, written_.value, ValueType(info));
    if (written_.value.present() && made.value.empty()) return std::nullopt;
    return made;
  }

 private:
  bool FitsSignal(const TakeInfo& info) {
    const bool fits =
        std::find(info.types.begin(), info.types.end(), signal_.type) != info.types.end();
    if (!fits) {
      checker_.sink.Error(
          "type-mismatch", written_.take.span,
          absl::StrCat("`", info.name, "` does not fit the type ", SignalTypeName(signal_.type)),
          absl::StrCat("it is for signals of type ", TypesOf(info)));
    }
    return fits;
  }

  bool HasItsValue(const TakeInfo& info) {
    const bool wanted = info.value != TakeInfo::Value::kNone;
    if (wanted == written_.value.present()) return true;
    if (wanted) {
      checker_.sink.Error(
          "missing-key", written_.take.span,
          absl::StrCat("`", info.name, "` needs to know what is taken of each record"),
          info.value == TakeInfo::Value::kCondition
              ? "add `value: ...`, the condition whose share it is"
              : "add `value: ...`, a field of the record or a formula over its fields");
    } else {
      checker_.sink.Error("type-mismatch", written_.value.span,
                          absl::StrCat("`", info.name, "` reads no `value`"),
                          "to choose among the records use `where`");
    }
    return false;
  }

  expression::Type ValueType(const TakeInfo& info) const {
    if (info.value == TakeInfo::Value::kCondition) return expression::Type::kBool;
    if (info.value == TakeInfo::Value::kAny) return ExpressionType(signal_.type);
    return expression::Type::kDouble;
  }

  Checker& checker_;
  const document::FromRecords& written_;
  const Signal& signal_;
};

}  // namespace

const char* TakeName(Take take) { return InfoOf(take).name; }

std::optional<FromRecords> CheckFromRecords(Checker& checker, const document::FromRecords& written,
                                            const Signal& signal) {
  if (!written.present()) return std::nullopt;
  return FromRecordsCheck(checker, written, signal).Run();
}

std::optional<records::Kind> RecordKind(Checker& checker,
                                        const document::Located<std::string>& of) {
  std::vector<std::string> known;
  for (const records::KindInfo& kind : records::Kinds()) {
    if (!kind.fields.empty()) known.emplace_back(kind.name);
  }
  const auto found = checker.Resolve("kind of records", of.value, of.span, known);
  return found ? records::KindOf(known[*found]) : std::nullopt;
}

RecordNames NamesOfRecords(const Checker& checker, records::Kind kind) {
  const RuleSet& rules = checker.rules;
  return RecordNames(kind, {rules.segments, rules.cadences, rules.stages});
}

expression::Checked CheckOverRecords(Checker& checker, const RecordNames& names,
                                     const document::ExpressionText& text,
                                     expression::Type expected) {
  if (!text.present()) return {};
  const auto checked = expression::Check({text.text, text.span, text.verbatim},
                                         WithConstants(names, checker.rules.constants), expected,
                                         checker.limits, checker.sink);
  if (!checked) return {};
  checker.Remember(text, *checked);
  return *checked;
}

}  // namespace bellwether::ruleset
