// Walks the fields in the order of the .proto file. A message with a spelling of its own (a moment,
// a fact's value) is looked up by type before it is walked.
//
// Tested by tests/clients/proto_json_test.cc.
#include "clients/cli/words/proto_json.h"

#include <array>
#include <cassert>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "engine/facts/account.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Fields whose default says "there is nothing to say" rather than zero, false or none.
constexpr std::array<std::string_view, 12> kQuietFields = {
    "bellwether.v1.Component.components",    "bellwether.v1.Component.inverted",
    "bellwether.v1.Component.decay_factor",  "bellwether.v1.Component.missing",
    "bellwether.v1.HealthResult.components", "bellwether.v1.HealthResult.adjustments",
    "bellwether.v1.HealthResult.missing",    "bellwether.v1.Adjustment.missing",
    "bellwether.v1.Evaluation.derived",      "bellwether.v1.SourceLocation.line",
    "bellwether.v1.AlertEvent.task",         "bellwether.v1.AlertEvent.rank",
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
  if (moment.at_case() == v1::Moment::kLocal) {
    const v1::LocalTime& local = moment.local();
    const v1::Date& date = local.date();
    return Moment::Local(
        absl::FromCivil(absl::CivilSecond(date.year(), date.month(), date.day(), local.hours(),
                                          local.minutes(), local.seconds()),
                        absl::UTCTimeZone()) +
        absl::Nanoseconds(local.nanos()));
  }
  return Moment::Instant(absl::FromUnixSeconds(moment.time().seconds()) +
                         absl::Nanoseconds(moment.time().nanos()));
}

// The spelling of a field, found once: names are quoted, and flags looked up, for every field of
// every answer otherwise.
struct FieldSpelling {
  const FieldDescriptor* field;
  bool quiet;
  std::vector<std::string> words;  // of an enum, by index of the value
};

using MessageSpelling = std::vector<FieldSpelling>;

MessageSpelling SpellingOf(const Descriptor& type) {
  MessageSpelling spelling;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    FieldSpelling& added = spelling.emplace_back(FieldSpelling{&field, IsQuiet(field), {}});
    if (field.enum_type() == nullptr) continue;
    for (int v = 0; v < field.enum_type()->value_count(); ++v) {
      added.words.push_back(EnumWord(*field.enum_type(), field.enum_type()->value(v)->number()));
    }
  }
  return spelling;
}

// Of the types that this thread has written.
class Spellings {
 public:
  static Spellings& OfThread() {
    thread_local Spellings spellings;
    return spellings;
  }

  const MessageSpelling& Of(const Descriptor* type) {
    const auto found = known_.find(type);
    if (found != known_.end()) return found->second;
    return known_.emplace(type, SpellingOf(*type)).first->second;
  }

 private:
  std::unordered_map<const Descriptor*, MessageSpelling> known_;
};

const wire::FieldSelection kAllFields;

class MessageWriter {
 public:
  explicit MessageWriter(JsonText& json) : json_(json) {}

  void Write(const Message& message, const wire::FieldSelection& fields) {
    const Descriptor* type = message.GetDescriptor();
    if (WriteSpecial(message, type)) return;
    const Fields of{message, *message.GetReflection()};
    json_.BeginObject();
    for (const FieldSpelling& spelling : spellings_.Of(type)) {
      const wire::FieldSelection* below = fields.Find(spelling.field->number());
      if (below == nullptr || !IsSaid(of, spelling)) continue;
      json_.Key(spelling.field->name());
      WriteField(of, spelling, *below);
    }
    json_.EndObject();
  }

 private:
  struct Fields {
    const Message& message;
    const Reflection& reflection;
  };

  // What has a spelling of its own.
  bool WriteSpecial(const Message& message, const Descriptor* type) {
    if (type == google::protobuf::Timestamp::descriptor()) {
      json_.String(FormatTimestamp(static_cast<const google::protobuf::Timestamp&>(message)));
    } else if (type == v1::Moment::descriptor()) {
      json_.String(FormatMoment(static_cast<const v1::Moment&>(message)));
    } else if (type == v1::Date::descriptor()) {
      json_.String(FormatDate(static_cast<const v1::Date&>(message)));
    } else if (type == v1::FactValue::descriptor()) {
      return WriteFact(message);
    } else {
      return false;
    }
    return true;
  }

  // The plain value, but for a series.
  bool WriteFact(const Message& message) {
    const FieldDescriptor* set = SetField(message);
    if (set != nullptr && set->name() == "points") return false;
    if (set == nullptr) {
      json_.Null();
      return true;
    }
    const Fields of{message, *message.GetReflection()};
    for (const FieldSpelling& spelling : spellings_.Of(set->containing_type())) {
      if (spelling.field == set) WriteValue(of, spelling, -1, kAllFields);
    }
    return true;
  }

  static bool IsSaid(const Fields& of, const FieldSpelling& spelling) {
    const FieldDescriptor& field = *spelling.field;
    const auto& [message, reflection] = of;
    if (field.is_repeated()) return reflection.FieldSize(message, &field) > 0 || !spelling.quiet;
    if (reflection.HasField(message, &field)) return true;  // present, or not the default
    if (field.has_presence() || spelling.quiet) return false;
    return field.cpp_type() != FieldDescriptor::CPPTYPE_STRING &&
           field.cpp_type() != FieldDescriptor::CPPTYPE_ENUM;
  }

  void WriteField(const Fields& of, const FieldSpelling& spelling,
                  const wire::FieldSelection& below) {
    if (!spelling.field->is_repeated()) return WriteValue(of, spelling, -1, below);
    json_.BeginArray();
    const int size = of.reflection.FieldSize(of.message, spelling.field);
    for (int i = 0; i < size; ++i) WriteValue(of, spelling, i, below);
    json_.EndArray();
  }

  // The value of a field, or of its element `index` when it is repeated. `below`: of a message.
  void WriteValue(const Fields& of, const FieldSpelling& spelling, int index,
                  const wire::FieldSelection& below) {
    const FieldDescriptor* field = spelling.field;
    const auto& [message, reflection] = of;
    const bool one = index < 0;
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_INT32:
        return json_.Number(one ? reflection.GetInt32(message, field)
                                : reflection.GetRepeatedInt32(message, field, index));
      case FieldDescriptor::CPPTYPE_INT64:
        return json_.Whole(one ? reflection.GetInt64(message, field)
                               : reflection.GetRepeatedInt64(message, field, index));
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return json_.Number(one ? reflection.GetDouble(message, field)
                                : reflection.GetRepeatedDouble(message, field, index));
      case FieldDescriptor::CPPTYPE_BOOL:
        return json_.Bool(one ? reflection.GetBool(message, field)
                              : reflection.GetRepeatedBool(message, field, index));
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string scratch;
        return json_.String(
            one ? reflection.GetStringReference(message, field, &scratch)
                : reflection.GetRepeatedStringReference(message, field, index, &scratch));
      }
      case FieldDescriptor::CPPTYPE_ENUM:
        return WriteEnum(spelling, one ? reflection.GetEnumValue(message, field)
                                       : reflection.GetRepeatedEnumValue(message, field, index));
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Write(one ? reflection.GetMessage(message, field)
                         : reflection.GetRepeatedMessage(message, field, index),
                     below);
      default:
        return json_.Null();  // answers have no other types; proto_json_test.cc sees to that
    }
  }

  void WriteEnum(const FieldSpelling& spelling, int value) {
    const auto* known = spelling.field->enum_type()->FindValueByNumber(value);
    if (known == nullptr) return json_.String(absl::StrCat(value));  // from a newer server
    json_.String(spelling.words[static_cast<size_t>(known->index())]);
  }

  JsonText& json_;
  Spellings& spellings_ = Spellings::OfThread();
};

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

std::string MessageJson(const Message& message, int indent) {
  return MessageJson(message, kAllFields, indent);
}

std::string MessageJson(const Message& message, const wire::FieldSelection& fields, int indent) {
  JsonText json(indent);
  MessageWriter(json).Write(message, fields);
  return std::move(json).Take();
}

std::string Dump(const nlohmann::ordered_json& json, int indent) {
  return json.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
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
