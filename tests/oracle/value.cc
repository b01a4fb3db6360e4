// Equality and what missing operands make of an operation.
#include "tests/oracle/value.h"

#include <algorithm>

namespace bellwether::oracle {
namespace {

// long double holds every int64 and every double.
bool SameNumber(int64_t a, double b) {
  return static_cast<long double>(a) == static_cast<long double>(b);
}

}  // namespace

const Names& Value::names() const {
  static const Names kNone;
  if (Is<Missing>()) return As<Missing>().names;
  if (Is<EventNotYet>()) return As<EventNotYet>().names;
  return Is<Failed>() ? As<Failed>().names : kNone;
}

Value Unusable(const std::vector<Value>& operands) {
  Names names;
  bool failed = false;
  for (const Value& operand : operands) {
    names.insert(operand.names().begin(), operand.names().end());
    failed = failed || operand.Is<Failed>();
  }
  if (failed) return Failed{names};
  return Missing{names};
}

bool Same(const Value& a, const Value& b) {
  if (a.Is<int64_t>() && b.Is<double>()) return SameNumber(a.As<int64_t>(), b.As<double>());
  if (a.Is<double>() && b.Is<int64_t>()) return SameNumber(b.As<int64_t>(), a.As<double>());
  if (a.index() != b.index()) return false;
  if (a.Is<bool>()) return a.As<bool>() == b.As<bool>();
  if (a.Is<int64_t>()) return a.As<int64_t>() == b.As<int64_t>();
  if (a.Is<double>()) return a.As<double>() == b.As<double>();
  if (a.Is<std::string>()) return a.As<std::string>() == b.As<std::string>();
  if (a.Is<absl::Time>()) return a.As<absl::Time>() == b.As<absl::Time>();
  if (a.Is<absl::Duration>()) return a.As<absl::Duration>() == b.As<absl::Duration>();
  if (!a.Is<List>()) return false;
  const List& first = a.As<List>();
  const List& second = b.As<List>();
  return std::equal(first.begin(), first.end(), second.begin(), second.end(), Same);
}

}  // namespace bellwether::oracle
