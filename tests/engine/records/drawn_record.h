// Records as they can be told, drawn from the tables of the kinds, so that a new field is met; and
// everything that one holds, in one text.
#ifndef BELLWETHER_TESTS_ENGINE_RECORDS_DRAWN_RECORD_H_
#define BELLWETHER_TESTS_ENGINE_RECORDS_DRAWN_RECORD_H_

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "engine/records/record.h"
#include "engine/statistics/draws.h"

namespace bellwether::records {

inline const std::vector<std::string>& DrawnTexts() {
  static const auto* const texts = new std::vector<std::string>{
      "plain",     "two words",      "4711",           "0.50",        "true",      "null",
      "not yet",   "2026-02-10",     "Ana \"A\" Lima", "back\\slash", "a, b; c|d", "line\nbreak",
      "tab\there", "Müller & Söhne", "日本",           "#hash",       "{x}"};
  return *texts;
}

class RecordDrawing {
 public:
  explicit RecordDrawing(uint64_t seed) : draws_(seed, 0) {}

  Record Next(Kind kind) {
    Record record;
    record.kind = kind;
    record.id = absl::StrCat("r", draws_.Below(1000));
    record.account = Text();
    record.at = AnyMoment();
    if (Likely()) record.known_at = AnyMoment();
    const KindInfo& info = InfoOf(kind);
    if (kind == Kind::kAccount) {
      AddChanges(record);
    } else {
      record.cells.resize(info.fields.size());
    }
    for (size_t i = 0; i < record.cells.size(); ++i) {
      const FieldInfo& field = info.fields[i];
      if (field.required || Likely()) record.cells[i] = CellOf(field);
    }
    return record;
  }

 private:
  bool Likely() { return draws_.Below(3) > 0; }
  std::string Text() { return DrawnTexts()[draws_.Below(DrawnTexts().size())]; }

  Moment AnyMoment() {
    const absl::CivilDay day = absl::CivilDay(2020, 1, 1) + static_cast<int>(draws_.Below(2000));
    if (Likely()) return Moment::Date(day);
    const absl::Time time =
        absl::FromCivil(day, absl::UTCTimeZone()) + absl::Milliseconds(draws_.Below(86'400'000));
    return Likely() ? Moment::Instant(time) : Moment::Local(time);
  }

  double Number(double least, double most) {
    const double drawn = std::pow(10, draws_.Uniform() * 12 - 6);
    const double whole = static_cast<double>(draws_.Below(100));
    return std::min(std::max(Likely() ? drawn : whole, least), most);
  }

  Cell CellOf(const FieldInfo& field) {
    switch (field.form) {
      case Form::kWord:
      case Form::kText:
        return field.words.empty() ? Text()
                                   : std::string(field.words[draws_.Below(field.words.size())]);
      case Form::kNumber:
        return Number(field.least, field.most);
      case Form::kTruth:
        return Likely();
      case Form::kMoment:
        return AnyMoment();
      case Form::kWords:
        return Words{Text(), Text()};
      case Form::kCounts:
        return Counts{{"reports", Number(0, 1e9)}, {"two words", Number(0, 1e9)}};
    }
    return {};
  }

  // As a reader puts them: attributes, signals, points of a series.
  void AddChanges(Record& record) {
    const auto add = [&](const char* name, bool is_signal, decltype(Change::value) value,
                         std::optional<Moment> observed = std::nullopt) {
      if (Likely()) record.changes.push_back({name, is_signal, std::move(value), observed});
    };
    add("segment", false, Text());
    add("industry", false, Text());
    add("acv", false, Number(0, 1e9));
    add("kickoff_at", false, AnyMoment());
    add("first_value_at", false, NotYet{});
    add("graduated_at", false, NotApplicable{});
    add("active", true, Number(-1e9, 1e9));
    add("mood", true, Text(), AnyMoment());
    add("busy", true, Likely());
    add("asked", true, std::monostate{});
    add("happened", true, NotYet{});
    add("seats used", true, NotApplicable{}, AnyMoment());
    add("left out", true, NotApplicable{});
    add("as written", true, Untyped{Text()});
    add("written then", true, Untyped{Text()}, AnyMoment());
    for (int i = 0; i < 3; ++i)
      record.changes.push_back({"weekly", true, Number(0, 1), AnyMoment()});
  }

  statistics::Draws draws_;
};

// One value in it.
class Telling {
 public:
  std::string operator()(std::monostate) const { return "-"; }
  std::string operator()(double number) const { return absl::StrFormat("%.17g", number); }
  std::string operator()(bool truth) const { return truth ? "yes" : "no"; }
  std::string operator()(const std::string& text) const { return absl::StrCat("'", text, "'"); }
  std::string operator()(const Moment& moment) const { return "@" + FormatMoment(moment); }
  std::string operator()(const Untyped& untyped) const { return "?" + untyped.text; }
  std::string operator()(NotYet) const { return "not yet"; }
  std::string operator()(NotApplicable) const { return "not applicable"; }
  std::string operator()(const Words& words) const { return absl::StrJoin(words, "|"); }
  std::string operator()(const Counts& counts) const {
    std::string text;
    for (const auto& [word, count] : counts) absl::StrAppend(&text, word, "=", (*this)(count), ";");
    return text;
  }
};

inline std::string TextOf(const Record& record) {
  std::string text =
      absl::StrCat(static_cast<int>(record.kind), " ", record.id, " ", record.account, " ",
                   FormatMoment(record.at), " ",
                   record.known_at.has_value() ? FormatMoment(*record.known_at) : "-", "\n");
  for (const Cell& cell : record.cells) {
    absl::StrAppend(&text, std::visit(Telling(), cell), "\n");
  }
  for (const Change& change : record.changes) {
    absl::StrAppend(&text, change.name, change.is_signal ? " signal " : " ",
                    std::visit(Telling(), change.value),
                    change.observed_at.has_value() ? FormatMoment(*change.observed_at) : "", "\n");
  }
  return text;
}

}  // namespace bellwether::records

#endif  // BELLWETHER_TESTS_ENGINE_RECORDS_DRAWN_RECORD_H_
