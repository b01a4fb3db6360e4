// Whatever would be refused, or read in another way than a look at it tells, is left to the decoder
// of trees: so no rule about mistakes stands here.
// Tested by tests/engine/records/plain_line_test.cc.
#include "engine/records/plain_line.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/records/decode.h"
#include "engine/records/plain_json.h"

namespace bellwether::records {
namespace {

constexpr uint32_t kDeepest = 4;           // record, signals, series, point
constexpr size_t kMostComparedNames = 32;  // each with those before it
constexpr size_t kMostFields = 64;         // a bit for each
// Room that need not grow.
constexpr size_t kUsualChanges = 6;
constexpr size_t kUsualCounts = 8;

using ChangeValue = decltype(Change::value);

// Fields mostly stand in the order of their table. fields.size() for none of that name.
template <typename Fields>
size_t Position(const Fields& fields, std::string_view name, size_t likely) {
  if (likely < fields.size() && fields[likely].name == name) return likely;
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [name](const auto& field) { return field.name == name; });
  return static_cast<size_t>(found - fields.begin());
}

class PlainLineReading {
 public:
  PlainLineReading(std::string_view text, std::optional<Kind> usual, const Limits& limits,
                   Record& record)
      : json_(text), limits_(limits), record_(record), kind_(usual) {}

  bool Run() {
    if (limits_.max_account_depth < kDeepest || !json_.Take('{')) return false;
    do {
      if (!ReadEntry()) return false;
    } while (json_.Take(','));
    if (!json_.Take('}') || !json_.EndsWell()) return false;
    return HasHead() && (is_settled_ || Settle()) && HasRequiredFields() && CanBe();
  }

 private:
  enum class Head : uint8_t { kKind, kId, kAccount, kAt, kKnownAt };  // of kHeadFields

  bool TakeKey(std::string_view* key) { return json_.TakeText(key) && json_.Take(':'); }

  // False for a field that was there before.
  static bool Mark(uint64_t& seen, size_t position) {
    const uint64_t bit = uint64_t{1} << position;
    return (std::exchange(seen, seen | bit) & bit) == 0;
  }
  static bool IsMarked(uint64_t seen, size_t position) { return (seen >> position & 1) != 0; }
  bool HasHeadField(Head field) const { return IsMarked(head_, static_cast<size_t>(field)); }

  // The field that is likely next is not looked for.
  bool ReadEntry() {
    if (likely_head_ < std::size(kHeadFields) && json_.TakeKey(kHeadFields[likely_head_])) {
      return ReadHead(likely_head_);
    }
    if (likely_ < fields_.size() && json_.TakeKey(fields_[likely_].name)) return ReadCell(likely_);
    std::string_view key;
    if (!TakeKey(&key)) return false;
    const auto head = std::find(std::begin(kHeadFields), std::end(kHeadFields), key);
    if (head != std::end(kHeadFields)) {
      return ReadHead(static_cast<size_t>(head - std::begin(kHeadFields)));
    }
    if (!is_settled_ && !Settle()) return false;
    if (record_.kind == Kind::kAccount) return ReadChange(key);
    const size_t field = Position(fields_, key, likely_);
    return field < fields_.size() && ReadCell(field);
  }

  bool ReadHead(size_t field) {
    likely_head_ = field + 1;
    if (!Mark(head_, field)) return false;
    switch (static_cast<Head>(field)) {
      case Head::kKind: {
        std::string_view name;
        if (is_settled_ || !TakeWord(&name)) return false;
        kind_ = KindOf(name);
        return kind_.has_value();
      }
      case Head::kId:
        return TakeString(record_.id);
      case Head::kAccount:
        return TakeString(record_.account);
      case Head::kAt:
        return TakeMoment(record_.at);
      case Head::kKnownAt:
        return TakeMoment(record_.known_at.emplace());
    }
    return false;
  }

  // From the first field on that is not of the head: what it is depends on the kind.
  bool Settle() {
    if (!kind_) return false;
    is_settled_ = true;
    record_.kind = *kind_;
    fields_ = InfoOf(*kind_).fields;
    record_.cells.resize(fields_.size());
    return fields_.size() < kMostFields;
  }

  bool HasHead() const {
    return HasHeadField(Head::kId) && HasHeadField(Head::kAccount) && HasHeadField(Head::kAt);
  }

  bool HasRequiredFields() const {
    for (size_t i = 0; i < fields_.size(); ++i) {
      if (fields_[i].required && !IsMarked(seen_, i)) return false;
    }
    return true;
  }

  bool CanBe() const {
    Violations violations(limits_.max_diagnostics);
    CheckRecord(record_, violations);
    return violations.Take().empty();
  }

  // Values. A text that is blank, or might be, is none.
  bool TakeWord(std::string_view* word) {
    return json_.TakeText(word) && !word->empty() && word->front() != ' ' &&
           word->size() <= limits_.max_text_bytes;
  }
  bool TakeString(std::string& text) {
    std::string_view word;
    if (!TakeWord(&word)) return false;
    text = word;
    return true;
  }
  static bool Parse(std::string_view text, Moment& moment) {
    const auto parsed = ParseMoment(text);
    if (parsed) moment = *parsed;
    return parsed.has_value();
  }
  bool TakeMoment(Moment& moment) {
    std::string_view text;
    return json_.TakeText(&text) && Parse(text, moment);
  }
  bool TakeName(std::string_view* name) {
    return TakeKey(name) && !name->empty() && name->size() <= limits_.max_name_bytes;
  }

  bool TakeTrue() {
    bool truth = false;
    return json_.TakeTruth(&truth) && truth;
  }
  // {"not_applicable": true}, behind its first bracket.
  bool TakeNotApplicable() {
    std::string_view key;
    return TakeKey(&key) && key == kNotApplicableWord && TakeTrue() && json_.Take('}');
  }

  bool ReadCell(size_t field) {
    likely_ = field + 1;
    return Mark(seen_, field) && TakeCell(fields_[field], record_.cells[field]);
  }

  bool TakeCell(const FieldInfo& field, Cell& cell) {
    switch (field.form) {
      case Form::kWord:
      case Form::kText: {
        std::string_view word;
        if (!TakeListed(field, &word)) return false;
        cell.emplace<std::string>(word);
        return true;
      }
      case Form::kNumber:
        return TakeInRange(field, cell.emplace<double>());
      case Form::kTruth:
        return json_.TakeTruth(&cell.emplace<bool>());
      case Form::kMoment:
        return TakeMoment(cell.emplace<Moment>());
      case Form::kWords:
        return TakeWords(field, cell.emplace<Words>());
      case Form::kCounts:
        return TakeCounts(field, cell.emplace<Counts>());
    }
    return false;
  }

  bool TakeListed(const FieldInfo& field, std::string_view* word) {
    return TakeWord(word) &&
           (field.words.empty() ||
            std::find(field.words.begin(), field.words.end(), *word) != field.words.end());
  }
  bool TakeInRange(const FieldInfo& field, double& number) {
    return json_.TakeNumber(&number) && number >= field.least && number <= field.most;
  }

  bool TakeWords(const FieldInfo& field, Words& words) {
    std::string_view word;
    if (!json_.Take('[')) {
      if (!TakeListed(field, &word)) return false;
      words.emplace_back(word);
      return true;
    }
    do {
      if (!TakeListed(field, &word)) return false;
      words.emplace_back(word);
    } while (json_.Take(','));
    return json_.Take(']') && words.size() <= limits_.max_record_words;
  }

  bool TakeCounts(const FieldInfo& field, Counts& counts) {
    if (!json_.Take('{')) return false;
    counts.reserve(kUsualCounts);
    do {
      std::string_view name;
      double count = 0;
      if (!TakeName(&name) || !TakeInRange(field, count)) return false;
      const bool repeated = std::any_of(counts.begin(), counts.end(),
                                        [name](const auto& other) { return other.first == name; });
      if (repeated || counts.size() == kMostComparedNames) return false;
      counts.emplace_back(name, count);
    } while (json_.Take(','));
    return json_.Take('}') && counts.size() <= limits_.max_record_words;
  }

  Change& AddChange() {
    if (record_.changes.empty()) record_.changes.reserve(kUsualChanges);
    return record_.changes.emplace_back();
  }

  bool ReadChange(std::string_view key) {
    const auto& attributes = Attributes();
    if (key == kSignalsField) return Mark(seen_, attributes.size()) && TakeSignals();
    const size_t position = Position(attributes, key, likely_);
    if (position == attributes.size() || !Mark(seen_, position)) return false;
    likely_ = position + 1;
    Change& change = AddChange();
    change.name = key;
    return TakeAttribute(attributes[position].form, change.value);
  }

  bool TakeAttribute(Form form, ChangeValue& value) {
    if (form == Form::kWord) return TakeString(value.emplace<std::string>());
    if (form == Form::kNumber) {
      double& number = value.emplace<double>();
      return json_.TakeNumber(&number) && number >= 0;
    }
    if (json_.Take('{')) {
      value = NotApplicable{};
      return TakeNotApplicable();
    }
    std::string_view text;
    if (!json_.TakeText(&text)) return false;
    if (text == kNotYetWord) {
      value = NotYet{};
      return true;
    }
    return Parse(text, value.emplace<Moment>());
  }

  // Points of series stand behind the other signals.
  bool TakeSignals() {
    if (!json_.Take('{')) return false;
    std::vector<Change> points;
    std::array<std::string_view, kMostComparedNames> names;
    size_t count = 0;
    do {
      std::string_view name;
      if (!TakeName(&name) || count == names.size()) return false;
      const auto end = names.begin() + count;
      if (std::find(names.begin(), end, name) != end) return false;
      names[count++] = name;
      if (json_.Take('[')) {
        if (!TakePoints(name, points)) return false;
        continue;
      }
      Change& change = AddChange();
      change.name = name;
      change.is_signal = true;
      if (json_.Take('{') ? !TakeObject(change) : !TakeSignal(change.value)) return false;
    } while (json_.Take(','));
    std::move(points.begin(), points.end(), std::back_inserter(record_.changes));
    return json_.Take('}') && count <= limits_.max_account_signals;
  }

  bool TakeSignal(ChangeValue& value) {
    if (json_.IsNext('"')) {
      std::string_view text;
      if (!json_.TakeText(&text) || text.size() > limits_.max_text_bytes) return false;
      if (text == kNotYetWord) {
        value = NotYet{};
      } else {
        value.emplace<std::string>(text);
      }
      return true;
    }
    if (json_.IsNext('t') || json_.IsNext('f')) return json_.TakeTruth(&value.emplace<bool>());
    if (json_.TakeNull()) return true;  // named, but not given
    return json_.TakeNumber(&value.emplace<double>());
  }

  // {"value": 41, "untyped": true, "observed_at": "2026-02-20"}, in the order of RecordJson and
  // behind the first bracket.
  bool TakeObject(Change& change) {
    std::string_view key;
    if (!TakeKey(&key) || !TakeObjectValue(key, change.value)) return false;
    if (json_.Take('}')) return true;
    if (!json_.Take(',') || !TakeKey(&key)) return false;
    if (key == "untyped") {
      if (!MakeUntyped(change.value)) return false;
      if (json_.Take('}')) return true;
      if (!json_.Take(',') || !TakeKey(&key)) return false;
    }
    return key == "observed_at" && TakeMoment(change.observed_at.emplace()) && json_.Take('}');
  }

  bool TakeObjectValue(std::string_view key, ChangeValue& value) {
    if (key == "value") return TakeSignal(value);
    value = NotApplicable{};
    return key == kNotApplicableWord && TakeTrue();
  }

  bool MakeUntyped(ChangeValue& value) {
    auto* const text = std::get_if<std::string>(&value);
    if (text == nullptr || !TakeTrue()) return false;
    value = Untyped{std::string(std::move(*text))};
    return true;
  }

  // [["2026-02-09", 0.61], ["2026-02-16", 0.66]], behind the first bracket.
  bool TakePoints(std::string_view name, std::vector<Change>& points) {
    size_t count = 0;
    do {
      Change& point = points.emplace_back();
      point.name = name;
      point.is_signal = true;
      const bool read = json_.Take('[') && TakeMoment(point.observed_at.emplace()) &&
                        json_.Take(',') && json_.TakeNumber(&point.value.emplace<double>()) &&
                        json_.Take(']');
      if (!read) return false;
      ++count;
    } while (json_.Take(','));
    return json_.Take(']') && count <= limits_.max_series_points;
  }

  PlainJson json_;
  const Limits& limits_;
  Record& record_;
  std::optional<Kind> kind_;
  bool is_settled_ = false;
  std::span<const FieldInfo> fields_;
  uint64_t head_ = 0;  // which fields were there: bits
  uint64_t seen_ = 0;
  size_t likely_head_ = 0;  // the next field of the head
  size_t likely_ = 0;       // of the others
};

}  // namespace

bool ReadPlainLine(std::string_view text, std::optional<Kind> usual, const Limits& limits,
                   Record& record) {
  return PlainLineReading(text, usual, limits, record).Run();
}

}  // namespace bellwether::records
