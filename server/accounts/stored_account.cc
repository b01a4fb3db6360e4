// Tested by tests/server/stored_account_test.cc.
#include "server/accounts/stored_account.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/portfolio/replay.h"
#include "engine/records/record_json.h"
#include "engine/records/record_tree.h"
#include "engine/schedule/next_replay.h"

namespace bellwether {

absl::Time KeyMoment(const Moment& moment) { return moment.At(absl::UTCTimeZone()); }

namespace {

store::Attributes AttributesOf(const records::Record& record) {
  store::Attributes attributes;
  for (const records::Change& change : record.changes) {
    const auto* const text = std::get_if<std::string>(&change.value);
    if (change.is_signal || text == nullptr) continue;
    if (change.name == "segment") attributes.segment = *text;
    if (change.name == "csm") attributes.csm = *text;
    if (change.name == "stage") attributes.stage = *text;
  }
  return attributes;
}

}  // namespace

store::StoredRecord StoredOf(const records::Record& record) {
  return {record.account,
          std::string(records::NameOf(record.kind)),
          record.id,
          KeyMoment(record.at),
          KeyMoment(record.known_at.value_or(record.at)),
          records::RecordJson(record),
          AttributesOf(record)};
}

absl::Time KnownUntil(const Moment& as_of) { return KeyMoment(as_of) + 2 * kMostZoneOffset; }

absl::StatusOr<records::Record> ReadStored(const store::StoredRecord& stored,
                                           const Limits& limits) {
  records::ReadRecord read = records::RecordOfLine(stored.body, limits);
  if (read.ok()) return std::move(read.record);
  return absl::DataLossError(absl::StrCat("the stored ", stored.kind, " ", stored.id,
                                          " cannot be read: ", read.violations.front().path, ": ",
                                          read.violations.front().message));
}

absl::StatusOr<std::vector<records::Record>> ReadStored(std::span<const store::StoredRecord> stored,
                                                        const Limits& limits) {
  std::vector<records::Record> all;
  all.reserve(stored.size());
  for (const store::StoredRecord& one : stored) {
    auto read = ReadStored(one, limits);
    if (!read.ok()) return read.status();
    all.push_back(*std::move(read));
  }
  return all;
}

namespace {

book::BookOptions OptionsOf(const std::vector<std::string>& kinds, const absl::TimeZone& zone) {
  book::BookOptions options;
  options.zone = zone;
  for (const std::string& name : kinds) {
    if (const auto kind = records::KindOf(name)) {
      options.told_elsewhere.set(static_cast<size_t>(*kind));
    }
  }
  return options;
}

}  // namespace

StoredAccount::StoredAccount(book::BookBuilder records, const std::string& account,
                             const absl::TimeZone& otherwise)
    : book_(std::move(records).Finish()),
      number_(book_.FindAccount(account)),
      zone_(number_ == book_.account_count() ? otherwise : book_.zone_of(number_)) {}

StoredAccount StoredAccount::Of(std::span<const records::Record> known,
                                const std::vector<std::string>& kinds, const std::string& account,
                                const absl::TimeZone& zone) {
  book::BookBuilder builder(OptionsOf(kinds, zone));
  for (const records::Record& record : known) builder.Add(record);
  return StoredAccount(std::move(builder), account, zone);
}

absl::StatusOr<StoredAccount> StoredAccount::Of(const store::AccountRecords& known,
                                                const std::string& account,
                                                const absl::TimeZone& zone, const Limits& limits) {
  book::BookBuilder builder(OptionsOf(known.kinds, zone));
  for (const store::StoredRecord& one : known.records) {  // each is forgotten once it is added
    const auto read = ReadStored(one, limits);
    if (!read.ok()) return read.status();
    builder.Add(*read);
  }
  return StoredAccount(std::move(builder), account, zone);
}

uint64_t StoredAccount::CountKnown(const Moment& as_of) const {
  if (number_ == book_.account_count()) return 0;
  const book::Instant now = book::StampOf(as_of, book_.zone_of(number_)).instant;
  uint64_t known = 0;
  for (size_t kind = 0; kind < records::kKindCount; ++kind) {
    book_.table(static_cast<records::Kind>(kind)).ForEachKnown(number_, now, [&](uint32_t) {
      ++known;
    });
  }
  return known;
}

Account StoredAccount::FactsAt(const Plan& plan, const Moment& as_of) const {
  return portfolio::AccountReplay(book_, plan).At(number_, as_of);
}

std::vector<portfolio::FactOrigin> StoredAccount::OriginsAt(const Moment& as_of) const {
  if (number_ == book_.account_count()) return {};
  return portfolio::OriginsOf(book_, number_, as_of);
}

double StoredAccount::ExtendedDaysBefore(absl::Time day, const Moment& as_of) const {
  if (number_ == book_.account_count()) return 0;
  const absl::TimeZone& zone = book_.zone_of(number_);
  const int32_t end = book::StampOf(Moment::Instant(day), zone).day;
  const book::Table& events = book_.table(records::Kind::kOnboarding);
  double days = 0;
  events.ForEachHappened(number_, book::StampOf(as_of, zone).instant, [&](uint32_t row) {
    const bool extends =
        book_.names()[events.column("event").word(row)] == records::step::kExtended;
    if (extends && events.at(row).day < end) days += events.column("days").number(row).value_or(0);
  });
  return days;
}

std::optional<absl::Time> StoredAccount::NextChange(const Plan& plan, absl::Time as_of) const {
  if (number_ == book_.account_count()) return std::nullopt;
  return schedule::NextReplay(book_, plan, number_, as_of);
}

}  // namespace bellwether
