// Tested by tests/engine/document/constants_test.cc.
#include "engine/document/dated.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"
#include "engine/base/string_bridge.h"
#include "engine/yaml/scalar.h"

namespace bellwether::document {
namespace {

constexpr char kEffective[] = "effective";
constexpr char kValue[] = "value";
constexpr char kHowToWrite[] =
    "write {value: 2, effective: {until: 2026-07-01}}, {value: 3, effective: {from: 2026-07-01}}";
constexpr int32_t kBeforeAll = std::numeric_limits<int32_t>::min();
constexpr int32_t kAfterAll = std::numeric_limits<int32_t>::max();
constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;

struct DatedValue {
  const Node* value = nullptr;
  int32_t from = kBeforeAll;
  int32_t until = kAfterAll;  // not included
  Span span;
  Effective effective;
};

std::optional<DatedValue> ReadEntry(const Node& item, const std::string& what, Reading& reading) {
  const Node* const value = item.Find(kValue);
  const Node* const effective = item.Find(kEffective);
  if (value == nullptr || effective == nullptr || item.entries.size() != 2) {
    reading.sink.Error("bad-dates", item.span,
                       absl::StrCat("each value of ", what, " has `value` and `effective`"),
                       kHowToWrite);
    return std::nullopt;
  }
  DatedValue dated;
  dated.value = value;
  dated.span = item.span;
  const size_t errors = reading.sink.error_count();
  const FieldInfo info{kEffective, "the days on which the value is in force"};
  Decode(Given{*effective, item.span, kEffective, info}, dated.effective, reading);
  if (reading.sink.error_count() > errors) return std::nullopt;
  if (dated.effective.from.present()) dated.from = dated.effective.from.value.number;
  if (dated.effective.until.present()) dated.until = dated.effective.until.value.number;
  return dated;
}

// Gaps and overlaps, of values by their first day.
void CheckCover(const std::vector<DatedValue>& values, const std::string& what, Reading& reading) {
  const auto error = [&](const Span& at, const std::string& message) {
    reading.sink.Error("bad-dates", at, message, kHowToWrite);
  };
  if (values.front().from != kBeforeAll) {
    error(values.front().span,
          absl::StrCat(what, " has no value before ", DayText(values.front().from)));
  }
  for (size_t i = 1; i < values.size(); ++i) {
    const int32_t end = values[i - 1].until;
    const int32_t begin = values[i].from;
    if (begin > end) {
      error(values[i].span,
            absl::StrCat(what, " has no value from ", DayText(end), " until ", DayText(begin)));
    } else if (begin < end) {
      error(values[i].span,
            absl::StrCat(what, " has two values",
                         begin == kBeforeAll ? std::string() : " from " + DayText(begin)));
    }
  }
  if (values.back().until != kAfterAll) {
    error(values.back().span,
          absl::StrCat(what, " has no value from ", DayText(values.back().until)));
  }
}

void AddDate(const Node* day, std::vector<int32_t>& dates) {
  if (day == nullptr || !day->is_scalar()) return;
  if (const auto number = ParseDay(day->text)) dates.push_back(*number);
}

void Collect(const Node& node, std::vector<int32_t>& dates) {
  for (const Node& item : node.items) Collect(item, dates);
  for (const Entry& entry : node.entries) {
    if (entry.key == kEffective) {
      AddDate(entry.value.Find("from"), dates);
      AddDate(entry.value.Find("until"), dates);
    }
    Collect(entry.value, dates);
  }
}

}  // namespace

bool IsDated(const Node& node) {
  return node.is_sequence() &&
         std::any_of(node.items.begin(), node.items.end(), [](const Node& item) {
           return item.is_mapping() && item.Find(kEffective) != nullptr;
         });
}

const Node* ValueInForce(const Node& list, const std::string& what, Reading& reading) {
  std::vector<DatedValue> values;
  const size_t errors = reading.sink.error_count();
  for (const Node& item : list.items) {
    if (const auto value = ReadEntry(item, what, reading)) values.push_back(*value);
  }
  if (reading.sink.error_count() > errors) return nullptr;
  std::stable_sort(values.begin(), values.end(),
                   [](const DatedValue& a, const DatedValue& b) { return a.from < b.from; });
  CheckCover(values, what, reading);
  if (reading.sink.error_count() > errors) return nullptr;
  const auto found = std::find_if(values.begin(), values.end(), [&](const DatedValue& value) {
    return reading.setting->Has(value.effective);
  });
  return found == values.end() ? nullptr : found->value;
}

std::vector<int32_t> DatesOf(const Node& root) {
  std::vector<int32_t> dates;
  Collect(root, dates);
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  return dates;
}

std::optional<int32_t> ParseDay(std::string_view text) {
  absl::CivilDay day;
  constexpr size_t kLength = 10;  // "2026-07-01"
  if (text.size() != kLength || !absl::ParseCivilTime(ToAbsl(text), &day)) return std::nullopt;
  if (day.year() < kFirstYear || day.year() > kLastYear) return std::nullopt;
  return DayNumber(day);
}

std::string DayText(int32_t day) { return absl::FormatCivilTime(DayOfNumber(day)); }

void Decode(const Given& given, Located<Day>& out, Reading& reading) {
  if (given.node.is_scalar()) {
    if (const auto day = ParseDay(given.node.text)) {
      out = {{*day}, given.node.span};
      return;
    }
  }
  WrongType(given.node, given.what(), absl::StrCat("a day from ", kFirstYear, " to ", kLastYear),
            reading.sink, "write it as 2026-07-01");
}

void Finish(const Given& given, Effective& effective, Reading& reading) {
  const bool both = effective.from.present() && effective.until.present();
  if (both && effective.until.value.number <= effective.from.value.number) {
    reading.sink.Error(
        "bad-dates", effective.until.span,
        absl::StrCat("`until` must be after `from`, ", DayText(effective.from.value.number)),
        "`until` is the first day on which it no longer holds");
  } else if (!effective.from.present() && !effective.until.present() &&
             given.node.entries.empty()) {
    reading.sink.Error("bad-dates", given.name_span, "`effective` has neither `from` nor `until`",
                       "leave it out where the rule always holds");
  }
}

bool Setting::Has(const Effective& effective) const {
  const bool begun =
      !effective.from.present() || (from.has_value() && *from >= effective.from.value.number);
  const bool lasts =
      !effective.until.present() || (until.has_value() && *until <= effective.until.value.number);
  return begun && lasts;
}

std::string Setting::Describe() const {
  std::string text = segment.empty() ? "" : absl::StrCat("segment `", segment, "`");
  const auto add = [&text](std::string_view word, const std::optional<int32_t>& day) {
    if (!day) return;
    absl::StrAppend(&text, text.empty() ? "" : ", ", ToAbsl(word), " ", DayText(*day));
  };
  add("from", from);
  add("until", until);
  return text;
}

}  // namespace bellwether::document
