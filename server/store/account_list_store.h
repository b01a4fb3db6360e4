// Lists of accounts: which ones, in which order, and from where on.
//
//   AccountListing listing;
//   listing.filter = AccountFilter::Of(AccountField::kCsm, Comparison::kEqual, "dana");
//   listing.order = {{AccountField::kChangedAt, /*descending=*/true}};
//   auto page = store.account_list().Find(tenant, listing);
//   listing.after = page->accounts.back();  // and so on, while page->more
//
// A page begins after an entry and not at a number, so accounts that come meanwhile change no page
// that follows but by being in it. Threads and errors are those of store.h.
#ifndef BELLWETHER_SERVER_STORE_ACCOUNT_LIST_STORE_H_
#define BELLWETHER_SERVER_STORE_ACCOUNT_LIST_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/store/store.h"

namespace bellwether::store {

// What lists know of an account. The last four are of its last evaluation.
enum class AccountField : uint8_t {
  kAccount,
  kSegment,
  kCsm,
  kStage,
  kChangedAt,
  kRecords,
  kBand,          // a text; "" : it has none
  kScore,         // a number; without one no comparison holds
  kRefused,       // a truth, as the next: kEqual or kNotEqual; of what was never evaluated neither
  kInsufficient,  // holds
};

enum class Comparison : uint8_t {
  kEqual,
  kNotEqual,
  kLess,
  kAtMost,
  kMore,
  kAtLeast,
  kHolds,  // of a text: the value, which is not "", is somewhere in it
};

// Of the field's type: a text, whose order is that of its bytes; a moment; a count; a number; a
// truth.
using AccountValue = std::variant<std::string, absl::Time, int64_t, double, bool>;

// A condition, as a tree. Plain data; whoever makes it bounds its size.
struct AccountFilter {
  enum class Kind : uint8_t {
    kCompare,
    kAll,  // of `parts`; of none: every account
    kAny,  // of `parts`, at least one
    kNot,  // of the one in `parts`
  };
  Kind kind = Kind::kAll;
  AccountField field = AccountField::kAccount;
  Comparison comparison = Comparison::kEqual;
  AccountValue value = {};
  std::vector<AccountFilter> parts = {};

  static AccountFilter Of(AccountField field, Comparison comparison, AccountValue value) {
    return {Kind::kCompare, field, comparison, std::move(value), {}};
  }
};

// Of kAccount, kChangedAt, kRecords and kScore; accounts without a score are the last either way.
struct AccountOrder {
  AccountField field = AccountField::kAccount;
  bool descending = false;
};

struct AccountListing {
  AccountFilter filter;
  std::vector<AccountOrder> order;  // what is equal in all of it is by account
  // The last entry of the page before, with what `order` looks at; nothing: from the first.
  std::optional<AccountSummary> after;
  uint32_t most = 100;
};

// All of a tenant together. Whenever its records change, at least one of the first three does.
struct AccountTotals {
  uint64_t accounts = 0;
  uint64_t records = 0;    // versions
  absl::Time changed_at;   // when the last record was stored; 1970: none was
  uint64_t decisions = 0;  // overrides and decisions of people
};

class AccountListStore {
 public:
  virtual ~AccountListStore() = default;
  virtual absl::StatusOr<AccountTotals> Totals(const std::string& tenant) = 0;
  virtual absl::StatusOr<AccountPage> Find(const std::string& tenant,
                                           const AccountListing& listing) = 0;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_ACCOUNT_LIST_STORE_H_
