// What is wrong with one account, collected while it is read, with the path of every field.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_VIOLATIONS_H_
#define BELLWETHER_ENGINE_ACCOUNTS_VIOLATIONS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/facts/account.h"

namespace bellwether {

// The reasons of a reader: stable, for programs. People read the message.
namespace reason {
inline constexpr std::string_view kSyntax = "SYNTAX";
inline constexpr std::string_view kUnknownField = "UNKNOWN_FIELD";
inline constexpr std::string_view kDuplicate = "DUPLICATE";
inline constexpr std::string_view kWrongType = "WRONG_TYPE";
inline constexpr std::string_view kBadDate = "BAD_DATE";
inline constexpr std::string_view kBadNumber = "BAD_NUMBER";
inline constexpr std::string_view kTooLarge = "TOO_LARGE";
inline constexpr std::string_view kInvalidUtf8 = "INVALID_UTF8";
inline constexpr std::string_view kMissingField = "MISSING_FIELD";
inline constexpr std::string_view kUnknownValue = "UNKNOWN_VALUE";
inline constexpr std::string_view kOutOfRange = "OUT_OF_RANGE";
inline constexpr std::string_view kDatesOutOfOrder = "DATES_OUT_OF_ORDER";
}  // namespace reason

// Where in an account: "milestones[2].planned_at". A chain on the stack, written out only when
// something is wrong there. It refers to its parent and its name: both must outlive it.
class FieldPath {
 public:
  FieldPath() = default;  // the account itself
  FieldPath(const FieldPath& parent, std::string_view name) : parent_(&parent), name_(name) {}
  FieldPath(const FieldPath& parent, size_t index)
      : parent_(&parent), index_(index), is_index_(true) {}

  std::string Text() const;

 private:
  const FieldPath* parent_ = nullptr;
  std::string_view name_;
  size_t index_ = 0;
  bool is_index_ = false;
};

// Keeps the first `most` problems and counts the others. Not thread-safe.
class Violations {
 public:
  explicit Violations(uint32_t most) : most_(most) {}

  void Add(std::string path, std::string_view reason, std::string message);
  void Add(const FieldPath& path, std::string_view reason, std::string message);

  bool empty() const { return list_.empty(); }
  // From here on problems are only counted: costly sentences need not be made.
  bool full() const { return list_.size() >= most_; }
  // All of them in the order of reading; a last one counts those that were not kept.
  std::vector<Violation> Take();

 private:
  uint32_t most_;
  std::vector<Violation> list_;
  uint64_t not_kept_ = 0;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_VIOLATIONS_H_
