// Members are written only where the account gives them.
#include "tests/property/account_json.h"

#include <type_traits>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"

namespace bellwether {
namespace {

std::string Quote(const std::string& text) { return absl::StrCat("\"", text, "\""); }

struct ValueJson {
  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(double number) const { return FormatNumber(number); }
  std::string operator()(bool flag) const { return flag ? "true" : "false"; }
  std::string operator()(const std::string& text) const { return Quote(text); }
  std::string operator()(const Moment& moment) const { return Quote(FormatMoment(moment)); }
  std::string operator()(const Untyped& untyped) const { return Quote(untyped.text); }
  std::string operator()(NotYet) const { return "\"not_yet\""; }
  std::string operator()(NotApplicable) const { return R"({"not_applicable": true})"; }
};

template <typename Variant>
std::string Json(const Variant& value) {
  return std::visit(ValueJson(), value);
}

// The members of one object.
class Members {
 public:
  void Add(std::string_view name, const std::string& json) {
    members_.push_back(absl::StrCat("\"", std::string(name), "\": ", json));
  }
  void AddText(std::string_view name, const std::string& text) {
    if (!text.empty()) Add(name, Quote(text));
  }
  template <typename T>
  void AddOptional(std::string_view name, const std::optional<T>& value) {
    if (value) Add(name, ValueJson()(*value));
  }
  void AddList(std::string_view name, const std::vector<std::string>& items) {
    if (!items.empty()) Add(name, absl::StrCat("[", absl::StrJoin(items, ",\n    "), "]"));
  }
  std::string Object(const char* between = ", ") const {
    return absl::StrCat("{", absl::StrJoin(members_, between), "}");
  }
  bool empty() const { return members_.empty(); }

 private:
  std::vector<std::string> members_;
};

std::string SignalJson(const SignalInput& signal) {
  const bool wrapped = signal.observed_at && signal.value.index() != 0 &&
                       !std::holds_alternative<NotApplicable>(signal.value);
  if (!wrapped) return Json(signal.value);
  Members members;
  members.Add("value", Json(signal.value));
  members.AddOptional("observed_at", signal.observed_at);
  return members.Object();
}

std::string SeriesJson(const SeriesInput& series) {
  std::vector<std::string> points;
  for (const auto& point : series.points) {
    points.push_back(
        absl::StrCat("[", ValueJson()(point.at), ", ", FormatNumber(point.value), "]"));
  }
  return absl::StrCat("[", absl::StrJoin(points, ", "), "]");
}

std::string SignalsJson(const Account& account) {
  Members members;
  for (const SignalInput& signal : account.signals) members.Add(signal.name, SignalJson(signal));
  for (const SeriesInput& series : account.series) members.Add(series.name, SeriesJson(series));
  return members.Object(",\n    ");
}

std::vector<std::string> MilestonesJson(const Account& account) {
  std::vector<std::string> items;
  for (const MilestoneInput& milestone : account.milestones) {
    Members members;
    members.AddText("key", milestone.key);
    members.AddOptional("planned_at", milestone.planned_at);
    if (milestone.completed_at.index() != 0) {
      members.Add("completed_at", Json(milestone.completed_at));
    }
    members.AddOptional("critical", milestone.critical);
    items.push_back(members.Object());
  }
  return items;
}

std::vector<std::string> OverridesJson(const Account& account) {
  constexpr const char* kKinds[] = {"set", "cap", "floor"};
  std::vector<std::string> items;
  for (const OverrideInput& input : account.overrides) {
    Members members;
    members.AddText("model", input.model);
    members.AddText("kind", kKinds[static_cast<size_t>(input.kind)]);
    members.Add("value", FormatNumber(input.value));
    members.AddText("author", input.author);
    members.AddText("reason", input.reason);
    members.AddOptional("set_at", input.set_at);
    members.AddOptional("expires_at", input.expires_at);
    items.push_back(members.Object());
  }
  return items;
}

void AddHistory(const Account& account, Members& members) {
  Members scores;
  for (const DimensionScore& given : account.dimension_scores) {
    scores.Add(given.dimension, FormatNumber(given.score));
  }
  if (!scores.empty()) members.Add("dimension_scores", scores.Object());
  std::vector<std::string> bands;
  for (const PreviousBand& previous : account.previous_bands) {
    bands.push_back(absl::StrCat(R"({"model": )", Quote(previous.model), R"(, "band": )",
                                 Quote(previous.band), "}"));
  }
  members.AddList("previous_bands", bands);
  members.AddList("overrides", OverridesJson(account));
  Members extension;
  extension.AddOptional("granted_days", account.extension.granted_days);
  extension.AddOptional("requested_days", account.extension.requested_days);
  if (!extension.empty()) members.Add("extension", extension.Object());
}

}  // namespace

std::string AccountJson(const Account& account) {
  Members members;
  members.AddText("id", account.id);
  members.AddText("segment", account.segment);
  members.AddText("cadence", account.cadence);
  members.AddText("stage", account.stage);
  members.AddText("csm", account.csm);
  members.AddText("time_zone", account.time_zone);
  members.AddOptional("acv", account.acv);
  members.AddOptional("seats", account.seats);
  for (const EventFieldInfo& event : kEventFields) {
    const EventDate& date = account.date(event.field);
    if (date.index() != 0) members.Add(event.name, Json(date));
  }
  members.AddList("milestones", MilestonesJson(account));
  members.Add("signals", SignalsJson(account));
  AddHistory(account, members);
  return members.Object(",\n  ") + "\n";
}

}  // namespace bellwether
