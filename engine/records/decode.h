// Node -> Record: the one decoder behind JSON, JSON lines, YAML and CSV.
//
//   {kind: contract, id: c1, account: acme, at: 2026-01-01, term_start: 2026-01-01, ...}
//
// All problems are collected, each names its field. An account record holds what an account file
// holds, as far as it changed: attributes and event dates beside `signals: {...}`.
#ifndef BELLWETHER_ENGINE_RECORDS_DECODE_H_
#define BELLWETHER_ENGINE_RECORDS_DECODE_H_

#include <optional>

#include "engine/accounts/value_reader.h"
#include "engine/accounts/violations.h"
#include "engine/base/limits.h"
#include "engine/records/record.h"
#include "engine/yaml/node.h"

namespace bellwether::records {

// `usual`: the kind of records that do not name theirs.
void DecodeRecord(const Node& node, std::optional<Kind> usual, const Limits& limits, Record& record,
                  Violations& violations);

// What every record says, whatever its kind.
inline constexpr std::string_view kHeadFields[] = {"kind", "id", "account", "at", "known_at"};
bool IsHeadField(std::string_view name);

// An account record has `signals`, and attributes (decode_changes.cc).
inline constexpr std::string_view kSignalsField = "signals";
struct AttributeInfo {
  std::string_view name;
  Form form = Form::kWord;  // or kNumber; or kMoment, which may also be not_yet or not applicable
};
const std::vector<AttributeInfo>& Attributes();
const std::vector<std::string>& AttributeNames();
bool IsNumberAttribute(std::string_view name);
bool IsDateAttribute(std::string_view name);
void DecodeChanges(ValueReader& reader, const Node& node, Record& record);

// What cannot be, within one record (check_record.cc).
void CheckRecord(const Record& record, Violations& violations);

}  // namespace bellwether::records

#endif  // BELLWETHER_ENGINE_RECORDS_DECODE_H_
