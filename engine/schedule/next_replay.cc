// Every version of every record counts, whether it is known by now or not: early is good enough.
//
// Tested by tests/engine/schedule/next_replay_test.cc.
#include "engine/schedule/next_replay.h"

#include <variant>

#include "engine/base/civil_day.h"
#include "engine/ruleset/record_names.h"
#include "engine/schedule/clock_reading.h"
#include "engine/schedule/soonest.h"

namespace bellwether::schedule {
namespace {

using book::Instant;
using book::Rows;
using book::Table;

class ReplayFinder {
 public:
  ReplayFinder(const book::Book& book, uint32_t account, absl::Time as_of)
      : book_(book),
        account_(account),
        zone_(book.zone_of(account)),
        today_(DayNumber(as_of, zone_)),
        soonest_(as_of) {}

  std::optional<absl::Time> Find(const Plan& pack) {
    for (size_t kind = 0; kind < records::kKindCount; ++kind) {
      LookAtRecords(book_.table(static_cast<records::Kind>(kind)));
    }
    LookAtChanges();
    for (const Plan* const plan : pack.All()) {
      for (size_t i = 0; i < plan->signals.size(); ++i) {
        const auto& source = plan->signals[i].from_records;
        if (source) LookAtSource(*source, plan->of_records[i]);
      }
    }
    return soonest_.moment();
  }

 private:
  void At(Instant instant) {
    if (instant != book::kNever) soonest_.At(absl::FromUnixMicros(instant));
  }

  // P1, S3: what lies ahead happens, or is learned.
  void LookAtRecords(const Table& table) {
    const Rows rows = table.rows_of(account_);
    if (rows.size() == 0) return;
    for (uint32_t row = rows.first; row < rows.end; ++row) {
      At(table.instant(row));
      At(table.known(row));
      At(table.until(row));
    }
    if (table.kind() == records::Kind::kAccount) return;  // LookAtChanges
    for (const records::FieldInfo& field : records::InfoOf(table.kind()).fields) {
      if (field.form != records::Form::kMoment) continue;
      const book::Column& column = table.column(field.name);
      for (uint32_t row = rows.first; row < rows.end; ++row) {
        if (const auto stamp = column.stamp(row)) At(stamp->instant);
      }
    }
  }

  void LookAtChanges() {
    book_.history().ForEachChange(account_, [&](const book::Change& change) {
      At(change.at);
      At(change.known);
      At(change.until);
      At(change.observed);
      if (const auto* stamp = std::get_if<book::Stamp>(&change.value)) At(stamp->instant);
    });
  }

  void LookAtSource(const ruleset::FromRecords& source, const PlanRecords& programs) {
    const Table& table = book_.table(source.of);
    const Rows rows = table.rows_of(account_);
    if (rows.size() == 0) return;
    if (source.take == ruleset::Take::kDaysSinceLast) soonest_.OnDay(today_ + 1, zone_);
    if (source.within_days) {
      for (uint32_t row = rows.first; row < rows.end; ++row) {
        soonest_.OnDay(table.at(row).day + *source.within_days + 1, zone_);
      }
    }
    ClockView view;
    view.as_of_slot = ruleset::RecordNames::SlotOfReport(source.of);
    view.today = today_;
    view.zone = zone_;
    view.value_of = [](uint32_t) { return nullptr; };  // another one for each record
    ReadClock(programs.value, view, soonest_);
    ReadClock(programs.where, view, soonest_);
  }

  const book::Book& book_;
  const uint32_t account_;
  const absl::TimeZone zone_;
  const int32_t today_;
  Soonest soonest_;
};

}  // namespace

std::optional<absl::Time> NextReplay(const book::Book& book, const Plan& pack, uint32_t account,
                                     absl::Time as_of) {
  return ReplayFinder(book, account, as_of).Find(pack);
}

}  // namespace bellwether::schedule
