// Tested by tests/clients/duplicate_ids_test.cc.
#include "clients/cli/input/duplicate_ids.h"

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"
#include "engine/accounts/violations.h"

namespace bellwether::cli {
namespace {

constexpr uint64_t kMostWarnings = 10;

}  // namespace

const DuplicateIds::Place* DuplicateIds::Remember(const AccountRecord& record) {
  if (places_.empty()) places_.reserve(kMostIds);
  const uint64_t hash = absl::HashOf(record.account.id);
  const auto found = places_.find(hash);
  if (found != places_.end()) return &found->second;
  full_ = full_ || places_.size() >= kMostIds;
  if (!full_) places_.emplace(hash, Place{record.line, record.index});
  return nullptr;
}

bool DuplicateIds::Note(const AccountRecord& record) {
  if (record.account.id.empty()) return true;
  Remember(record);
  if (full_) return false;
  places_.find(absl::HashOf(record.account.id))->second = {record.line, record.index};
  return true;
}

bool DuplicateIds::Judge(AccountRecord& record, std::string* warning) {
  if (record.account.id.empty()) return true;
  const Place* const other = Remember(record);
  if (other == nullptr || other->index == record.index) return true;
  if (policy_ == Duplicates::kFirst || policy_ == Duplicates::kLast) {
    ++passed_over_;
    return false;
  }
  const std::string same = absl::StrCat("the same id as in line ", other->line);
  if (policy_ == Duplicates::kError) {
    record.violations.push_back({"id", std::string(reason::kDuplicate), same});
  } else if (++warned_ <= kMostWarnings) {
    *warning = absl::StrCat(same, "; both are answered, unless --duplicates says otherwise");
  }
  return true;
}

std::string DuplicateIds::Summary() const {
  if (passed_over_ > 0) {
    return absl::StrCat(passed_over_, passed_over_ == 1 ? " account was" : " accounts were",
                        " passed over: the id stands elsewhere in the file");
  }
  if (full_) {
    return absl::StrCat("accounts with the same id were looked for among the first ", kMostIds,
                        " ids alone");
  }
  if (warned_ <= kMostWarnings) return "";
  return absl::StrCat(warned_, " accounts have the id of one before them");
}

}  // namespace bellwether::cli
