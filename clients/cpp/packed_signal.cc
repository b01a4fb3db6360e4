// Tested by tests/clients/account_columns_test.cc.
#include "clients/cpp/packed_signal.h"

#include <utility>

namespace bellwether {
namespace {

constexpr size_t kWideCell = 8;
constexpr size_t kIndexCell = 2;  // of a dictionary

std::optional<PackedMoment> MomentOf(const v1::Signal& signal) {
  if (signal.has_local()) return std::nullopt;
  return signal.has_date() ? ToPacked(signal.date()) : ToPacked(signal.time());
}

}  // namespace

PackedSignal::Kind PackedSignal::KindOf(const v1::Signal& signal) {
  switch (signal.value_case()) {
    case v1::Signal::kNumber:
      return Kind::kNumbers;
    case v1::Signal::kFlag:
      return Kind::kFlags;
    case v1::Signal::kText:
      return Kind::kTexts;
    case v1::Signal::kTime:
    case v1::Signal::kDate:
    case v1::Signal::kLocal:
    case v1::Signal::kNotYet:
      return Kind::kMoments;
    case v1::Signal::kUntyped:
      return Kind::kUntyped;
    case v1::Signal::kNotApplicable:
    case v1::Signal::VALUE_NOT_SET:
      return Kind::kUndecided;
  }
  return Kind::kUndecided;
}

bool PackedSignal::Fits(const v1::Signal& signal) const {
  const Kind kind = KindOf(signal);
  const bool same = kind == Kind::kUndecided || kind_ == Kind::kUndecided || kind == kind_;
  const bool dated = signal.has_time() || signal.has_date() || signal.has_local();
  if (!same || (dated && !MomentOf(signal))) return false;
  if (!signal.has_observed_at()) return true;
  return signal.value_case() != v1::Signal::VALUE_NOT_SET && ToPacked(signal.observed_at());
}

void PackedSignal::Set(size_t row, const v1::Signal& signal) {
  const Kind kind = KindOf(signal);
  if (kind_ == Kind::kUndecided && kind != Kind::kUndecided) Decide(kind);
  if (signal.has_not_applicable()) {
    SetNotApplicable(row);
  } else {
    SetValue(row, signal);
  }
  if (signal.has_observed_at()) observed_at_.Set(row, *ToPacked(signal.observed_at()));
}

void PackedSignal::Decide(Kind kind) {
  kind_ = kind;
  for (const size_t row : std::exchange(not_applicable_, {})) SetNotApplicable(row);
}

void PackedSignal::SetNotApplicable(size_t row) {
  switch (kind_) {
    case Kind::kUndecided:
      not_applicable_.push_back(row);
      break;
    case Kind::kNumbers:
      numbers_.SetNotApplicable(row);
      break;
    case Kind::kFlags:
      flags_.SetNotApplicable(row);
      break;
    case Kind::kTexts:
    case Kind::kUntyped:
      texts_.SetNotApplicable(row);
      break;
    case Kind::kMoments:
      moments_.SetNotApplicable(row);
      break;
  }
}

void PackedSignal::SetValue(size_t row, const v1::Signal& signal) {
  switch (signal.value_case()) {
    case v1::Signal::kNumber:
      numbers_.Set(row, signal.number());
      break;
    case v1::Signal::kFlag:
      flags_.Set(row, signal.flag());
      break;
    case v1::Signal::kText:
      texts_.Set(row, signal.text());
      break;
    case v1::Signal::kUntyped:
      texts_.Set(row, signal.untyped());
      break;
    case v1::Signal::kTime:
    case v1::Signal::kDate:
      moments_.Set(row, *MomentOf(signal));
      break;
    case v1::Signal::kNotYet:
      moments_.SetNotYet(row);
      break;
    case v1::Signal::kLocal:  // does not fit
    case v1::Signal::kNotApplicable:
    case v1::Signal::VALUE_NOT_SET:
      break;
  }
}

size_t PackedSignal::bytes_of_a_row() const {
  const bool wide = kind_ == Kind::kNumbers || kind_ == Kind::kMoments;
  return (wide ? kWideCell : kIndexCell) + (observed_at_.empty() ? 0 : kWideCell);
}

void PackedSignal::Take(size_t rows, v1::SignalColumn& column) {
  if (kind_ == Kind::kUndecided) Decide(Kind::kUntyped);
  switch (kind_) {
    case Kind::kUndecided:
      break;
    case Kind::kNumbers:
      numbers_.Take(rows, *column.mutable_numbers());
      break;
    case Kind::kFlags:
      flags_.Take(*column.mutable_flags());
      break;
    case Kind::kTexts:
      texts_.Take(rows, *column.mutable_texts());
      break;
    case Kind::kMoments:
      moments_.Take(rows, *column.mutable_moments());
      break;
    case Kind::kUntyped:
      texts_.Take(rows, *column.mutable_untyped());
      break;
  }
  if (!observed_at_.empty()) observed_at_.Take(rows, *column.mutable_observed_at());
}

}  // namespace bellwether
