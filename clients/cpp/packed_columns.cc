// The cells are kept in the message itself; what lies between two set rows is filled with zeros
// when the later one is set, and behind the last one when the column is taken.
//
// Tested by tests/clients/account_columns_test.cc.
#include "clients/cpp/packed_columns.h"

#include <limits>
#include <utility>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace bellwether {
namespace {

constexpr int64_t kNanosOfASecond = 1'000'000'000;

template <typename Field>
void GrowTo(size_t rows, Field& field) {
  field.Resize(static_cast<int>(rows), {});
}

std::optional<PackedMoment> CellAt(int64_t seconds, int32_t nanos, bool date_only) {
  using Limits = std::numeric_limits<int64_t>;
  constexpr int64_t kMostSeconds = Limits::max() / kNanosOfASecond - 1;
  const bool fits =
      seconds > -kMostSeconds && seconds < kMostSeconds && nanos >= 0 && nanos < kNanosOfASecond;
  if (!fits) return std::nullopt;
  return PackedMoment{seconds * kNanosOfASecond + nanos, date_only};
}

}  // namespace

void SetBit(size_t row, std::string& bitmap) {
  if (bitmap.size() <= row / 8) bitmap.resize(row / 8 + 1, '\0');
  const auto byte = static_cast<unsigned char>(bitmap[row / 8]);
  bitmap[row / 8] = static_cast<char>(byte | (1U << (row % 8)));
}

bool BitOf(const std::string& bitmap, size_t row) {
  if (row / 8 >= bitmap.size()) return false;
  return (static_cast<unsigned char>(bitmap[row / 8]) >> (row % 8) & 1U) != 0;
}

void PackedNumbers::Set(size_t row, double value) {
  empty_ = false;
  GrowTo(row, *column_.mutable_values());
  column_.add_values(value);
  SetBit(row, *column_.mutable_present());
}

void PackedNumbers::SetNotApplicable(size_t row) {
  empty_ = false;
  SetBit(row, *column_.mutable_not_applicable());
}

void PackedNumbers::Take(size_t rows, v1::NumberColumn& column) {
  GrowTo(rows, *column_.mutable_values());
  column = std::move(column_);
  *this = {};
}

void PackedFlags::Set(size_t row, bool value) {
  empty_ = false;
  if (value) SetBit(row, *column_.mutable_values());
  SetBit(row, *column_.mutable_present());
}

void PackedFlags::SetNotApplicable(size_t row) {
  empty_ = false;
  SetBit(row, *column_.mutable_not_applicable());
}

void PackedFlags::Take(v1::FlagColumn& column) {
  column = std::move(column_);
  *this = {};
}

void PackedTexts::Set(size_t row, const std::string& text) {
  empty_ = false;
  const auto [place, added] =
      places_.emplace(text, static_cast<uint32_t>(column_.dictionary_size()));
  if (added) column_.add_dictionary(text);
  GrowTo(row, *column_.mutable_indexes());
  column_.add_indexes(place->second);
  SetBit(row, *column_.mutable_present());
}

void PackedTexts::SetNotApplicable(size_t row) {
  empty_ = false;
  SetBit(row, *column_.mutable_not_applicable());
}

void PackedTexts::Take(size_t rows, v1::TextColumn& column) {
  GrowTo(rows, *column_.mutable_indexes());
  column = std::move(column_);
  *this = {};
}

std::optional<PackedMoment> ToPacked(const v1::Date& date) {
  const absl::CivilDay day(date.year(), date.month(), date.day());
  const bool exists =
      day.year() == date.year() && day.month() == date.month() && day.day() == date.day();
  if (!exists) return std::nullopt;
  constexpr int64_t kSecondsOfADay = 86'400;
  return CellAt((day - absl::CivilDay(1970, 1, 1)) * kSecondsOfADay, 0, true);
}

std::optional<PackedMoment> ToPacked(const google::protobuf::Timestamp& time) {
  return CellAt(time.seconds(), time.nanos(), false);
}

std::optional<PackedMoment> ToPacked(const v1::Moment& moment) {
  switch (moment.at_case()) {
    case v1::Moment::kDate:
      return ToPacked(moment.date());
    case v1::Moment::kTime:
      return ToPacked(moment.time());
    case v1::Moment::kLocal:  // columns hold instants and days
    case v1::Moment::AT_NOT_SET:
      break;
  }
  return std::nullopt;
}

void PackedMoments::Set(size_t row, const PackedMoment& moment) {
  empty_ = false;
  GrowTo(row, *column_.mutable_unix_nanos());
  column_.add_unix_nanos(moment.unix_nanos);
  if (moment.date_only) SetBit(row, *column_.mutable_date_only());
  SetBit(row, *column_.mutable_present());
}

void PackedMoments::SetNotApplicable(size_t row) {
  empty_ = false;
  SetBit(row, *column_.mutable_not_applicable());
}

void PackedMoments::SetNotYet(size_t row) {
  empty_ = false;
  SetBit(row, *column_.mutable_not_yet());
}

void PackedMoments::Take(size_t rows, v1::MomentColumn& column) {
  GrowTo(rows, *column_.mutable_unix_nanos());
  column = std::move(column_);
  *this = {};
}

}  // namespace bellwether
