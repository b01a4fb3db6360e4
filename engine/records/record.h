// One record of a book as it was told, and what was wrong with it.
//
// Plain data.
#ifndef BELLWETHER_ENGINE_RECORDS_RECORD_H_
#define BELLWETHER_ENGINE_RECORDS_RECORD_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/facts/account.h"
#include "engine/schema/record_kinds.h"

namespace bellwether::records {

using Words = std::vector<std::string>;
using Counts = std::vector<std::pair<std::string, double>>;

// What a field says; monostate: not given.
using Cell = std::variant<std::monostate, double, bool, std::string, Moment, Words, Counts>;

// An attribute, event date or signal of an account that has a new value from the record's `at` on.
struct Change {
  std::string name;
  bool is_signal = false;
  // monostate: named, but not given: it changes nothing.
  decltype(SignalInput::value) value;
  std::optional<Moment> observed_at;  // of a signal; absent: at the record's `at`
};

struct Record {
  Kind kind = Kind::kAccount;
  std::string id;
  std::string account;
  Moment at;                       // when it happened
  std::optional<Moment> known_at;  // when we learned of it; absent: at `at`
  std::vector<Cell> cells;         // in the order of the kind's fields
  std::vector<Change> changes;     // of an account record
};

// A record of a file, or what was wrong there.
struct ReadRecord {
  Record record;                      // as far as it could be read
  uint32_t line = 0;                  // 1-based, at which it begins
  std::vector<Violation> violations;  // all of them; empty when the record is good
  bool is_header = false;             // no record: the header of CSV is bad, and no row follows
  bool ok() const { return violations.empty(); }
};

}  // namespace bellwether::records

#endif  // BELLWETHER_ENGINE_RECORDS_RECORD_H_
