// Tested by tests/engine/simulation/simulate_test.cc.
#include "engine/simulation/recorder.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

namespace bellwether::simulation {

using records::Kind;
using records::Record;

Moment Recorder::Day(int day) const { return Moment::Date(DayOfNumber(course_.start + day)); }

Moment Recorder::Time(int day, int64_t second) const {
  return Moment::Instant(
      absl::FromUnixSeconds((int64_t{course_.start} + day) * kSecondsPerDay + second));
}

std::string Recorder::NewId(Kind kind) {
  return absl::StrCat(course_.id, "-", ++ids_[static_cast<size_t>(kind)]);
}

void Recorder::Tell(Kind kind, std::string id, const Moment& at,
                    const std::optional<Moment>& known_at, Fields fields) {
  Record record;
  record.kind = kind;
  record.id = std::move(id);
  record.at = at;
  record.known_at = known_at;
  const records::KindInfo& info = records::InfoOf(kind);
  record.cells.resize(info.fields.size());
  for (const auto& [name, cell] : fields) record.cells[records::FieldAt(info, name)] = cell;
  Put(std::move(record));
}

void Recorder::TellChanges(const Moment& at, std::vector<records::Change> changes) {
  if (changes.empty()) return;
  Record record;
  record.kind = Kind::kAccount;
  record.id = NewId(Kind::kAccount);
  record.at = at;
  record.changes = std::move(changes);
  Put(std::move(record));
}

bool Recorder::IsKnown(const Moment& moment) const {
  const int32_t end = course_.start + course_.end;
  if (moment.date_only) return DayNumber(moment.day) < end;
  return moment.time < absl::FromUnixSeconds(int64_t{end} * kSecondsPerDay);
}

void Recorder::Put(Record record) {
  if (!IsKnown(record.at) || !IsKnown(record.known_at.value_or(record.at))) return;
  record.account = course_.id;
  sink_(record);
}

records::Change Becomes(std::string name, decltype(records::Change::value) value) {
  return {std::move(name), false, std::move(value), std::nullopt};
}

double Amount(int64_t cents) { return static_cast<double>(cents) / 100; }

}  // namespace bellwether::simulation
