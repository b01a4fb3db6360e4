// Tested by tests/server/delivery/payload_test.cc.
#include "server/delivery/event.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "engine/base/digest.h"
#include "nlohmann/json.hpp"

namespace bellwether::delivery {
namespace {

using nlohmann::json;

constexpr int kVersion = 1;
constexpr size_t kKeyDigits = 32;

template <typename Of>
struct TextField {
  const char* name;
  std::string Of::*field;
};
constexpr std::array<TextField<Event>, 9> kTexts = {{{"tenant", &Event::tenant},
                                                     {"account", &Event::account},
                                                     {"alert_id", &Event::alert_id},
                                                     {"kind", &Event::kind},
                                                     {"reason", &Event::reason},
                                                     {"playbook", &Event::playbook},
                                                     {"by", &Event::by},
                                                     {"why", &Event::why},
                                                     {"task", &Event::task}}};
constexpr std::array<TextField<Face>, 4> kFace = {{{"alert", &Face::alert},
                                                   {"severity", &Face::severity},
                                                   {"segment", &Face::segment},
                                                   {"csm", &Face::csm}}};

struct TimeField {
  const char* name;
  absl::Time Event::*field;
};
constexpr std::array<TimeField, 2> kTimes = {
    {{"at", &Event::at}, {"raised_at", &Event::raised_at}}};

std::string TextOf(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", time, absl::UTCTimeZone());
}

// Nothing throws: a value of another kind is as if it were not there.
std::string TextAt(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

template <typename Of, size_t kCount>
void WriteTexts(const Of& of, const std::array<TextField<Of>, kCount>& fields, json& object) {
  for (const TextField<Of>& text : fields) {
    if (!(of.*text.field).empty()) object[text.name] = of.*text.field;
  }
}

template <typename Of, size_t kCount>
void ReadTexts(const json& object, const std::array<TextField<Of>, kCount>& fields, Of& of) {
  for (const TextField<Of>& text : fields) of.*text.field = TextAt(object, text.name);
}

}  // namespace

// Lengths first, so that no two events read alike.
std::string KeyOf(const Event& event) {
  return Sha256Hex(absl::StrCat("event ", event.tenant.size(), ":", event.tenant,
                                event.alert_id.size(), ":", event.alert_id, event.number))
      .substr(0, kKeyDigits);
}

std::string EncodeEvent(const Event& event) {
  json object = {{"version", kVersion}, {"key", KeyOf(event)}, {"number", event.number}};
  WriteTexts(event, kTexts, object);
  WriteTexts(event.face, kFace, object);
  if (event.former) {
    object["former"] = json::object();
    WriteTexts(*event.former, kFace, object["former"]);
  }
  for (const TimeField& time : kTimes) object[time.name] = TextOf(event.*time.field);
  if (!event.routes.empty()) object["routes"] = event.routes;
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

absl::StatusOr<Event> DecodeEvent(std::string_view text) {
  const json object = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) return absl::DataLossError("a message of the outbox is no JSON object");
  const auto version = object.find("version");
  if (version == object.end() || *version != kVersion) {
    return absl::DataLossError("a message of the outbox is of a version that is not known");
  }
  Event event;
  ReadTexts(object, kTexts, event);
  ReadTexts(object, kFace, event.face);
  const auto former = object.find("former");
  if (former != object.end() && former->is_object()) {
    ReadTexts(*former, kFace, event.former.emplace());
  }
  for (const TimeField& field : kTimes) {
    std::string error;
    if (!absl::ParseTime(absl::RFC3339_full, TextAt(object, field.name), &(event.*field.field),
                         &error)) {
      return absl::DataLossError(absl::StrCat("a message of the outbox has no `", field.name, "`"));
    }
  }
  const auto number = object.find("number");
  if (number != object.end() && number->is_number_unsigned()) {
    event.number = number->get<uint64_t>();
  }
  const auto routes = object.find("routes");
  if (routes != object.end() && routes->is_array()) {
    for (const json& route : *routes) {
      if (route.is_string()) event.routes.push_back(route.get<std::string>());
    }
  }
  return event;
}

}  // namespace bellwether::delivery
