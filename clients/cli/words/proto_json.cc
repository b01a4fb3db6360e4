// Walks the fields in the order of the .proto file. A message with a spelling of its own (a moment,
// a fact's value) is looked up by type before it is walked.
//
// Tested by tests/clients/proto_json_test.cc.
#include "clients/cli/words/proto_json.h"

#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "engine/facts/account.h"

namespace bellwether::cli {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using nlohmann::ordered_json;

// Fields whose default says "there is nothing to say" rather than zero, false or none.
constexpr std::array<std::string_view, 10> kQuietFields = {
    "bellwether.v1.Component.components",    "bellwether.v1.Component.inverted",
    "bellwether.v1.Component.decay_factor",  "bellwether.v1.Component.missing",
    "bellwether.v1.HealthResult.components", "bellwether.v1.HealthResult.adjustments",
    "bellwether.v1.HealthResult.missing",    "bellwether.v1.Adjustment.missing",
    "bellwether.v1.Evaluation.derived",      "bellwether.v1.SourceLocation.line",
};

// Looked up once: names are compared for every field of every answer otherwise.
const std::set<const FieldDescriptor*>& QuietFields() {
  static const auto* fields = [] {
    auto* found = new std::set<const FieldDescriptor*>;
    const auto& pool = *google::protobuf::DescriptorPool::generated_pool();
    for (const std::string_view name : kQuietFields) {
      const FieldDescriptor* field = pool.FindFieldByName(std::string(name));
      assert(field != nullptr);
      found->insert(field);
    }
    return found;
  }();
  return *fields;
}

bool IsQuiet(const FieldDescriptor& field) { return QuietFields().count(&field) == 1; }

// Up to here every whole number is a double and an int64.
constexpr double kLargestWhole = 9007199254740992.0;

// The one field that is set, of a message that is nothing but a choice.
const FieldDescriptor* SetField(const Message& message) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  return fields.empty() ? nullptr : fields.front();
}

Moment ToMoment(const v1::Moment& moment) {
  if (moment.at_case() == v1::Moment::kDate) {
    return Moment::Date(
        absl::CivilDay(moment.date().year(), moment.date().month(), moment.date().day()));
  }
  return Moment::Instant(absl::FromUnixSeconds(moment.time().seconds()) +
                         absl::Nanoseconds(moment.time().nanos()));
}

const wire::FieldSelection kAllFields;

ordered_json Scalar(const Message& message, const FieldDescriptor& field, int index,
                    const wire::FieldSelection& below = kAllFields);

// What has a spelling of its own; nothing for any other message.
std::optional<ordered_json> Special(const Message& message) {
  const auto* type = message.GetDescriptor();
  if (type == google::protobuf::Timestamp::descriptor()) {
    return FormatTimestamp(static_cast<const google::protobuf::Timestamp&>(message));
  }
  if (type == v1::Moment::descriptor()) {
    return FormatMoment(static_cast<const v1::Moment&>(message));
  }
  if (type == v1::Date::descriptor()) {
    return FormatDate(static_cast<const v1::Date&>(message));
  }
  if (type == v1::FactValue::descriptor()) {
    const FieldDescriptor* field = SetField(message);
    if (field == nullptr) return ordered_json(nullptr);
    if (field->name() == "points") return std::nullopt;
    return Scalar(message, *field, -1);
  }
  return std::nullopt;
}

// The value of a field, or of its element `index` when it is repeated. `below`: of a message.
ordered_json Scalar(const Message& message, const FieldDescriptor& field, int index,
                    const wire::FieldSelection& below) {
  const Reflection& reflection = *message.GetReflection();
  const bool one = index < 0;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return one ? reflection.GetInt32(message, &field)
                 : reflection.GetRepeatedInt32(message, &field, index);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return NumberToJson(one ? reflection.GetDouble(message, &field)
                              : reflection.GetRepeatedDouble(message, &field, index));
    case FieldDescriptor::CPPTYPE_BOOL:
      return one ? reflection.GetBool(message, &field)
                 : reflection.GetRepeatedBool(message, &field, index);
    case FieldDescriptor::CPPTYPE_STRING:
      return one ? reflection.GetString(message, &field)
                 : reflection.GetRepeatedString(message, &field, index);
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumWord(*field.enum_type(),
                      one ? reflection.GetEnumValue(message, &field)
                          : reflection.GetRepeatedEnumValue(message, &field, index));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return ToJson(one ? reflection.GetMessage(message, &field)
                        : reflection.GetRepeatedMessage(message, &field, index),
                    below);
    default:
      return nullptr;  // bellwether.v1 has no other types; proto_json_test.cc holds it to that
  }
}

bool IsSaid(const Message& message, const FieldDescriptor& field) {
  const Reflection& reflection = *message.GetReflection();
  if (field.is_repeated()) return reflection.FieldSize(message, &field) > 0 || !IsQuiet(field);
  if (reflection.HasField(message, &field)) return true;  // present, or not the default
  if (field.has_presence() || IsQuiet(field)) return false;
  return field.cpp_type() != FieldDescriptor::CPPTYPE_STRING &&
         field.cpp_type() != FieldDescriptor::CPPTYPE_ENUM;
}

ordered_json FieldToJson(const Message& message, const FieldDescriptor& field,
                         const wire::FieldSelection& below) {
  if (!field.is_repeated()) return Scalar(message, field, -1, below);
  ordered_json list = ordered_json::array();
  const int size = message.GetReflection()->FieldSize(message, &field);
  for (int i = 0; i < size; ++i) list.push_back(Scalar(message, field, i, below));
  return list;
}

// "HealthState" -> "HEALTH_STATE_".
std::string EnumPrefix(std::string_view type) {
  std::string prefix;
  for (const char c : type) {
    if (absl::ascii_isupper(static_cast<unsigned char>(c)) && !prefix.empty()) prefix += '_';
    prefix += absl::ascii_toupper(static_cast<unsigned char>(c));
  }
  return prefix + '_';
}

}  // namespace

ordered_json NumberToJson(double value) {
  if (!std::isfinite(value)) return nullptr;
  if (value == std::trunc(value) && std::fabs(value) <= kLargestWhole) {
    return static_cast<int64_t>(value);  // 76, not 76.0; and 0, not -0.0
  }
  return value;
}

ordered_json ToJson(const Message& message) { return ToJson(message, kAllFields); }

ordered_json ToJson(const Message& message, const wire::FieldSelection& fields) {
  if (auto special = Special(message)) return *std::move(special);
  ordered_json json = ordered_json::object();
  const auto& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const wire::FieldSelection* below = fields.Find(field.number());
    if (below == nullptr || !IsSaid(message, field)) continue;
    json[field.name()] = FieldToJson(message, field, *below);
  }
  return json;
}

std::string Dump(const ordered_json& json, int indent) {
  return json.dump(indent, ' ', false, ordered_json::error_handler_t::replace);
}

std::string FormatTimestamp(const google::protobuf::Timestamp& timestamp) {
  return FormatMoment(Moment::Instant(absl::FromUnixSeconds(timestamp.seconds()) +
                                      absl::Nanoseconds(timestamp.nanos())));
}

std::string FormatMoment(const v1::Moment& moment) { return FormatMoment(ToMoment(moment)); }

std::string FormatDate(const v1::Date& date) {
  return FormatMoment(Moment::Date(absl::CivilDay(date.year(), date.month(), date.day())));
}

std::string EnumWord(const EnumDescriptor& type, int value) {
  const auto* known = type.FindValueByNumber(value);
  if (known == nullptr) return absl::StrCat(value);  // from a newer server
  const std::string prefix = EnumPrefix(type.name());
  const std::string& name = known->name();
  return name.compare(0, prefix.size(), prefix) == 0 ? name.substr(prefix.size()) : name;
}

}  // namespace bellwether::cli
