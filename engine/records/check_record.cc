// What no record may say, whatever else a book holds: dates that are certainly mistyped, terms that
// end before they start, answers beyond their scale.
// Tested by tests/engine/records/check_record_test.cc.
#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/records/decode.h"

namespace bellwether::records {
namespace {

// As for accounts (S10).
constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;

absl::Time StartOfYear(int year) {
  return absl::FromCivil(absl::CivilDay(year, 1, 1), absl::UTCTimeZone());
}

class RecordCheck {
 public:
  RecordCheck(const Record& record, Violations& violations)
      : record_(record), violations_(violations) {}

  void Run() {
    CheckYears();
    switch (record_.kind) {
      case Kind::kContract:
        return CheckOrder("term_start", "term_end");
      case Kind::kTicket:
        CheckOrder("opened_at", "first_response_at");
        return CheckOrder("opened_at", "resolved_at");
      case Kind::kOpportunity:
        return CheckOrder("opened_at", "closed_at");
      case Kind::kSurvey:
        return CheckScale();
      default:
        return;
    }
  }

 private:
  void CheckYear(std::string_view field, const Moment& moment) {
    static const absl::Time kFirst = StartOfYear(kFirstYear), kEnd = StartOfYear(kLastYear + 1);
    if (!moment.date_only && moment.time >= kFirst && moment.time < kEnd) return;
    const int64_t year = moment.date_only
                             ? moment.day.year()
                             : absl::ToCivilDay(moment.time, absl::UTCTimeZone()).year();
    if (year >= kFirstYear && year <= kLastYear) return;
    violations_.Add(
        std::string(field), reason::kOutOfRange,
        absl::StrCat("the year ", year, " is not between ", kFirstYear, " and ", kLastYear));
  }

  void CheckYears() {
    CheckYear("at", record_.at);
    if (record_.known_at.has_value()) CheckYear("known_at", *record_.known_at);
    const auto& fields = InfoOf(record_.kind).fields;
    for (size_t i = 0; i < record_.cells.size(); ++i) {
      if (const auto* moment = std::get_if<Moment>(&record_.cells[i])) {
        CheckYear(fields[i].name, *moment);
      }
    }
    for (const Change& change : record_.changes) {
      if (const auto* moment = std::get_if<Moment>(&change.value)) CheckYear(change.name, *moment);
      if (change.observed_at.has_value()) CheckYear(change.name, *change.observed_at);
    }
  }

  template <typename Value>
  const Value* Find(std::string_view field) const {
    return std::get_if<Value>(&record_.cells[FieldAt(InfoOf(record_.kind), field)]);
  }

  // In the zone of the account they may still be a few hours apart: a day is left for that.
  void CheckOrder(std::string_view first, std::string_view last) {
    const auto* const start = Find<Moment>(first);
    const auto* const end = Find<Moment>(last);
    if (start == nullptr || end == nullptr) return;
    const absl::TimeZone utc = absl::UTCTimeZone();
    const bool same_form = start->date_only == end->date_only && start->local == end->local;
    const absl::Duration slack = same_form ? absl::ZeroDuration() : absl::Hours(24);
    if (end->At(utc) + slack >= start->At(utc)) return;
    violations_.Add(
        std::string(last), reason::kDatesOutOfOrder,
        absl::StrCat(FormatMoment(*end), " is before ", ToAbsl(first), ", ", FormatMoment(*start)));
  }

  void CheckScale() {
    const auto* const scale = Find<double>("scale");
    const auto* const score = Find<double>("score");
    if (score == nullptr) return;
    const auto* const instrument = Find<std::string>("instrument");
    const double best = scale != nullptr ? *scale : BestOf(*instrument);
    if (*score <= best) return;
    violations_.Add("score", reason::kOutOfRange,
                    absl::StrCat(FormatNumber(*score), " is beyond the scale, which ends at ",
                                 FormatNumber(best)));
  }

  const Record& record_;
  Violations& violations_;
};

}  // namespace

void CheckRecord(const Record& record, Violations& violations) {
  RecordCheck(record, violations).Run();
}

}  // namespace bellwether::records
