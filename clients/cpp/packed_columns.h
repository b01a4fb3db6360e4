// Internal to clients/cpp: the cells of one column while accounts are packed, row after row.
//
//   PackedTexts cells;
//   cells.Set(0, "smb");
//   cells.Set(2, "plg");
//   if (!cells.empty()) cells.Take(4, *columns.mutable_segment());   // rows 1 and 3: not given
//
// Rows only grow. What is not set is "not given"; a column without any set cell is left out of the
// message. Take empties the cells. One thread.
#ifndef BELLWETHER_CLIENTS_CPP_PACKED_COLUMNS_H_
#define BELLWETHER_CLIENTS_CPP_PACKED_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "bellwether/v1/account.pb.h"
#include "bellwether/v1/columns.pb.h"

namespace bellwether {

// Bit r in byte r / 8, from the least significant one.
void SetBit(size_t row, std::string& bitmap);
// Bits beyond the end are 0.
bool BitOf(const std::string& bitmap, size_t row);

class PackedNumbers {
 public:
  bool empty() const { return empty_; }
  void Set(size_t row, double value);
  void SetNotApplicable(size_t row);
  void Take(size_t rows, v1::NumberColumn& column);

 private:
  bool empty_ = true;
  v1::NumberColumn column_;
};

class PackedFlags {
 public:
  bool empty() const { return empty_; }
  void Set(size_t row, bool value);
  void SetNotApplicable(size_t row);
  void Take(v1::FlagColumn& column);

 private:
  bool empty_ = true;
  v1::FlagColumn column_;
};

class PackedTexts {
 public:
  bool empty() const { return empty_; }
  void Set(size_t row, const std::string& text);
  void SetNotApplicable(size_t row);
  void Take(size_t rows, v1::TextColumn& column);

 private:
  bool empty_ = true;
  v1::TextColumn column_;
  std::unordered_map<std::string, uint32_t> places_;  // in the dictionary
};

// A moment in the form of columns.
struct PackedMoment {
  int64_t unix_nanos = 0;
  bool date_only = false;
};

// Nothing for a day that does not exist, and for what lies outside the years 1678 to 2261, which
// nanoseconds cannot tell: no such account is ever good, and its own call says why.
std::optional<PackedMoment> ToPacked(const v1::Date& date);
std::optional<PackedMoment> ToPacked(const google::protobuf::Timestamp& time);
std::optional<PackedMoment> ToPacked(const v1::Moment& moment);

class PackedMoments {
 public:
  bool empty() const { return empty_; }
  void Set(size_t row, const PackedMoment& moment);
  void SetNotApplicable(size_t row);
  void SetNotYet(size_t row);
  void Take(size_t rows, v1::MomentColumn& column);

 private:
  bool empty_ = true;
  v1::MomentColumn column_;
};

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_PACKED_COLUMNS_H_
