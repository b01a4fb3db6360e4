#include "tests/engine/accounts/account_text.h"

#include <type_traits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"

namespace bellwether {
namespace {

template <typename Value>
std::string ValueText(const Value& value) {
  using T = std::decay_t<Value>;
  if constexpr (std::is_same_v<T, std::monostate>) return "not given";
  if constexpr (std::is_same_v<T, NotYet>) return "not_yet";
  if constexpr (std::is_same_v<T, NotApplicable>) return "not applicable";
  if constexpr (std::is_same_v<T, double>) return FormatNumber(value);
  if constexpr (std::is_same_v<T, bool>) return value ? "true" : "false";
  if constexpr (std::is_same_v<T, std::string>) return value;
  if constexpr (std::is_same_v<T, Untyped>) return value.text;
  if constexpr (std::is_same_v<T, Moment>) return FormatMoment(value);
}

template <typename... Values>
std::string ValueText(const std::variant<Values...>& value) {
  return std::visit([](const auto& held) { return ValueText(held); }, value);
}

class Lines {
 public:
  void Add(const std::string& name, const std::string& value) {
    absl::StrAppend(&text_, name, ": ", value, "\n");
  }
  void AddText(const std::string& name, const std::string& value) {
    if (!value.empty()) Add(name, value);
  }
  template <typename T>
  void AddOptional(const std::string& name, const std::optional<T>& value) {
    if (value.has_value()) Add(name, ValueText(*value));
  }
  void AddDate(const std::string& name, const EventDate& date) {
    if (date.index() != 0) Add(name, ValueText(date));
  }
  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
};

void AddMilestones(const Account& account, Lines& lines) {
  for (const MilestoneInput& milestone : account.milestones) {
    const std::string name = absl::StrCat("milestone.", milestone.key);
    lines.Add(name, "listed");
    lines.AddOptional(name + ".planned_at", milestone.planned_at);
    lines.AddDate(name + ".completed_at", milestone.completed_at);
    lines.AddOptional(name + ".critical", milestone.critical);
  }
}

void AddSignals(const Account& account, Lines& lines) {
  for (const SignalInput& signal : account.signals) {
    const std::string at =
        signal.observed_at.has_value() ? " @ " + FormatMoment(*signal.observed_at) : "";
    lines.Add("signals." + signal.name, ValueText(signal.value) + at);
  }
  for (const SeriesInput& series : account.series) {
    std::string points;
    for (const SeriesInput::Point& point : series.points) {
      absl::StrAppend(&points, "[", FormatMoment(point.at), " ", FormatNumber(point.value), "]");
    }
    lines.Add("series." + series.name, points);
  }
}

void AddOverrides(const Account& account, Lines& lines) {
  constexpr const char* kKinds[] = {"SET", "CAP", "FLOOR"};
  for (const OverrideInput& override_input : account.overrides) {
    const std::string name = "override." + override_input.model;
    lines.Add(name, absl::StrCat(kKinds[static_cast<size_t>(override_input.kind)], " ",
                                 FormatNumber(override_input.value)));
    lines.AddText(name + ".author", override_input.author);
    lines.AddText(name + ".reason", override_input.reason);
    lines.AddOptional(name + ".set_at", override_input.set_at);
    lines.AddOptional(name + ".expires_at", override_input.expires_at);
  }
}

}  // namespace

std::string AccountText(const Account& account) {
  Lines lines;
  lines.AddText("id", account.id);
  lines.AddText("segment", account.segment);
  lines.AddText("cadence", account.cadence);
  lines.AddText("stage", account.stage);
  lines.AddText("csm", account.csm);
  lines.AddText("time_zone", account.time_zone);
  lines.AddOptional("acv", account.acv);
  lines.AddOptional("seats", account.seats);
  for (const EventFieldInfo& field : kEventFields) {
    lines.AddDate(std::string(field.name), account.date(field.field));
  }
  AddMilestones(account, lines);
  AddSignals(account, lines);
  for (const DimensionScore& score : account.dimension_scores) {
    lines.Add("dimension." + score.dimension, FormatNumber(score.score));
  }
  for (const PreviousBand& previous : account.previous_bands) {
    lines.Add("previous_bands." + previous.model, previous.band);
  }
  AddOverrides(account, lines);
  lines.AddOptional("granted_days", account.extension.granted_days);
  lines.AddOptional("requested_days", account.extension.requested_days);
  return lines.Take();
}

std::vector<std::string> ViolationTexts(const AccountRecord& record) {
  std::vector<std::string> texts;
  for (const Violation& violation : record.violations) {
    texts.push_back(absl::StrCat(violation.path, " ", violation.reason, " ", violation.message));
  }
  return texts;
}

std::string RecordText(const AccountRecord& record) {
  std::string text = absl::StrCat("line ", record.line, ": ", record.account.id);
  for (const std::string& violation : ViolationTexts(record)) {
    absl::StrAppend(&text, " | ", violation);
  }
  return text;
}

std::vector<std::string> RecordTexts(const std::vector<AccountRecord>& records) {
  std::vector<std::string> texts;
  for (const AccountRecord& record : records) texts.push_back(RecordText(record));
  return texts;
}

std::vector<std::string> ReadTexts(std::string_view text, AccountFormat format,
                                   const Limits& limits) {
  return RecordTexts(ReadAccounts(text, format, limits));
}

std::vector<AccountRecord> ReadInPieces(std::string_view text, AccountFormat format, size_t size,
                                        const Limits& limits) {
  std::vector<AccountRecord> records;
  AccountReader reader(format, limits,
                       [&](AccountRecord record) { records.push_back(std::move(record)); });
  for (; !text.empty(); text.remove_prefix(std::min(size, text.size()))) {
    reader.Feed(text.substr(0, size));
  }
  reader.Finish();
  return records;
}

}  // namespace bellwether
