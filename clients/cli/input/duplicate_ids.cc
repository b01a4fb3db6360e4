// Tested by tests/clients/duplicate_ids_test.cc.
#include "clients/cli/input/duplicate_ids.h"

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"

namespace bellwether::cli {
namespace {

constexpr uint64_t kMostWarnings = 10;

}  // namespace

const DuplicateIds::Place* DuplicateIds::Remember(const std::string& id, const Place& place) {
  if (places_.empty()) places_.reserve(kMostIds);
  const uint64_t hash = absl::HashOf(id);
  const auto found = places_.find(hash);
  if (found != places_.end()) return &found->second;
  full_ = full_ || places_.size() >= kMostIds;
  if (!full_) places_.emplace(hash, place);
  return nullptr;
}

bool DuplicateIds::Note(const AccountRecord& record) {
  const std::string& id = record.account.id;
  if (id.empty()) return true;
  const Place place{record.line, record.index};
  Remember(id, place);
  if (full_) return false;
  places_.find(absl::HashOf(id))->second = place;
  return true;
}

DuplicateIds::Verdict DuplicateIds::Judge(const std::string& id, uint32_t line, uint32_t index) {
  Verdict verdict;
  if (id.empty()) return verdict;
  const Place* const other = Remember(id, {line, index});
  if (other == nullptr || other->index == index) return verdict;
  if (policy_ == Duplicates::kFirst || policy_ == Duplicates::kLast) {
    ++passed_over_;
    verdict.pass_over = true;
    return verdict;
  }
  const std::string same = absl::StrCat("the same id as in line ", other->line);
  if (policy_ == Duplicates::kError) {
    verdict.refusal = same;
  } else if (++warned_ <= kMostWarnings) {
    verdict.warning = absl::StrCat(same, "; both are answered, unless --duplicates says otherwise");
  }
  return verdict;
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
