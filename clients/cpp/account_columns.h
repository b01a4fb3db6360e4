// Accounts -> AccountColumns, the form in which EvaluateColumns takes some thousands at once.
//
//   bellwether::AccountColumnsBuilder builder;
//   for (const bellwether::v1::Account& account : accounts) {
//     if (const std::string why = builder.Add(account); !why.empty()) {
//       std::cerr << account.id() << ": " << why << "\n";    // ask for it by EvaluateBatch
//     }
//   }
//   bellwether::v1::EvaluateColumnsRequest request;
//   builder.Take(*request.mutable_accounts());               // rows in the order of Add
//
// What does not fit, and why, is said by Add, which then leaves the columns as they were:
//
// - series and overrides: columns have none;
// - a signal, milestone, dimension or model that is named twice, or by an empty name: refused in
// any
//   case, by a call that says so in full;
// - a signal whose value is of another kind than in the accounts before (a text among numbers), or
//   "not yet" where values are no moments;
// - a day that does not exist, a moment outside the years 1678 to 2261;
// - more names than AccountColumnsLimits allows, over all accounts together.
//
// The customer success manager is left out: no score uses it. A milestone about which nothing is
// said but its name is packed as "not yet", which is how a server reads it. One thread. Nothing
// throws.
#ifndef BELLWETHER_CLIENTS_CPP_ACCOUNT_COLUMNS_H_
#define BELLWETHER_CLIENTS_CPP_ACCOUNT_COLUMNS_H_

#include <array>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bellwether/v1/account.pb.h"
#include "bellwether/v1/columns.pb.h"
#include "clients/cpp/packed_columns.h"
#include "clients/cpp/packed_signal.h"

namespace bellwether {

struct AccountColumnsLimits {
  size_t max_signals = 1'000;   // what a server takes
  size_t max_milestones = 200;  // as in one account: each is a column for all of them
  size_t max_scores = 500;      // dimension scores and previous bands
};

// Columns by name, in the order in which the names were met.
template <typename Cells>
class PackedByName {
 public:
  size_t size() const { return all_.size(); }
  // Null when there is no such column yet.
  const Cells* Find(const std::string& name) const {
    const auto found = places_.find(name);
    return found == places_.end() ? nullptr : &all_[found->second].second;
  }
  Cells& At(const std::string& name) {
    const auto [place, added] = places_.emplace(name, all_.size());
    if (added) all_.emplace_back(name, Cells{});
    return all_[place->second].second;
  }
  auto begin() { return all_.begin(); }
  auto end() { return all_.end(); }
  auto begin() const { return all_.begin(); }
  auto end() const { return all_.end(); }

 private:
  std::vector<std::pair<std::string, Cells>> all_;
  std::unordered_map<std::string, size_t> places_;
};

struct PackedMilestone {
  PackedMoments planned_at;
  PackedMoments completed_at;
  PackedFlags critical;
};

class AccountColumnsBuilder {
 public:
  explicit AccountColumnsBuilder(const AccountColumnsLimits& limits = {}) : limits_(limits) {}

  // "" when the account is another row; else why it does not fit.
  std::string Add(const v1::Account& account);

  size_t rows() const { return rows_; }
  // Of the message that Take gives, about.
  size_t bytes() const;

  // Replaces `columns`. The builder is empty afterwards.
  void Take(v1::AccountColumns& columns);

 private:
  static constexpr size_t kWords = 4;
  static constexpr size_t kDates = 8;

  std::string WhyNot(const v1::Account& account) const;
  std::string WhyNotSignals(const v1::Account& account) const;
  std::string WhyNotMilestones(const v1::Account& account) const;
  std::string WhyNotPairs(const v1::Account& account) const;

  void AddFields(const v1::Account& account);
  void AddMilestone(const v1::Milestone& milestone);
  void TakeFields(v1::AccountColumns& columns);
  void TakeLists(v1::AccountColumns& columns);

  AccountColumnsLimits limits_;
  size_t rows_ = 0;
  size_t text_bytes_ = 0;
  v1::AccountColumns ids_;  // nothing but the ids
  std::array<PackedTexts, kWords> words_;
  std::array<PackedMoments, kDates> dates_;
  PackedNumbers acv_;
  PackedNumbers seats_;
  PackedNumbers granted_days_;
  PackedNumbers requested_days_;
  PackedByName<PackedMilestone> milestones_;
  PackedByName<PackedSignal> signals_;
  PackedByName<PackedNumbers> dimension_scores_;
  PackedByName<PackedTexts> previous_bands_;
};

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_ACCOUNT_COLUMNS_H_
