// Whatever a record says, it reads back as the same record (docs: portfolio 1).
#include "engine/records/record_json.h"

#include <gtest/gtest.h>

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "engine/accounts/violations.h"
#include "engine/records/record_reader.h"
#include "engine/statistics/draws.h"

namespace bellwether::records {
namespace {

using statistics::Draws;

constexpr int kRecordsOfAKind = 400;

const std::vector<std::string>& Texts() {
  static const auto* const texts = new std::vector<std::string>{
      "plain",     "two words",      "4711",           "0.50",        "true",      "null",
      "not yet",   "2026-02-10",     "Ana \"A\" Lima", "back\\slash", "a, b; c|d", "line\nbreak",
      "tab\there", "Müller & Söhne", "日本",           "#hash",       "{x}"};
  return *texts;
}

// Records as they can be told: drawn from the tables of the kinds, so that a new field is met here.
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
  std::string Text() { return Texts()[draws_.Below(Texts().size())]; }

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

  Draws draws_;
};

// Everything that a record holds, in one text.
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

std::string TextOf(const Record& record) {
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

// What no record may say is refused by its reader whatever wrote it: dates out of order, answers
// beyond their scale.
bool IsRefusedAnyway(const ReadRecord& read) {
  for (const Violation& violation : read.violations) {
    if (violation.reason != reason::kDatesOutOfOrder && violation.path != "score") return false;
  }
  return !read.ok();
}

TEST(RecordJsonTest, ReadsBackAsTheSameRecord) {
  for (const KindInfo& kind : Kinds()) {
    RecordDrawing drawing(static_cast<uint64_t>(kind.kind) + 1);
    int compared = 0;
    for (int i = 0; i < kRecordsOfAKind; ++i) {
      const Record record = drawing.Next(kind.kind);
      const std::string json = RecordJson(record);
      EXPECT_EQ(json.find('\n'), std::string::npos);
      const auto read = ReadRecords(json + "\n", AccountFormat::kJsonLines);
      ASSERT_EQ(read.size(), 1U) << json;
      if (IsRefusedAnyway(read[0])) continue;
      ASSERT_TRUE(read[0].ok()) << json << "\n" << read[0].violations[0].message;
      ASSERT_EQ(TextOf(read[0].record), TextOf(record)) << json;
      ++compared;
    }
    EXPECT_GT(compared, kRecordsOfAKind / 4) << kind.name;
  }
}

TEST(RecordJsonTest, WritesOnlyWhatIsGiven) {
  Record record;
  record.kind = Kind::kRevenue;
  record.id = "m1";
  record.account = "acme";
  record.at = Moment::Date(absl::CivilDay(2026, 1, 5));
  record.cells = {std::string("churn"), 500.5, {}, Words{"price", "competition"}};
  EXPECT_EQ(RecordJson(record),
            R"({"kind":"revenue","id":"m1","account":"acme","at":"2026-01-05",)"
            R"("movement":"churn","mrr":500.5,"reason":["price","competition"]})");
}

}  // namespace
}  // namespace bellwether::records
