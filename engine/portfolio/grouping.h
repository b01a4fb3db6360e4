// Which group an account is in: by an attribute or signal of that name, or by one of the pack's
// groupings, a number cut at edges or a date cut at calendar months.
//
// Pure functions.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_GROUPING_H_
#define BELLWETHER_ENGINE_PORTFOLIO_GROUPING_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/saying.h"
#include "engine/portfolio/view.h"

namespace bellwether::portfolio {

// Names that a metric can be broken down by: attributes of accounts, the pack's groupings, and its
// signals.
std::vector<std::string> BreakdownNames(const Plan& plan);

struct GroupKey {
  int64_t rank = 0;  // groups of numbers and dates have an order; all others are 0
  std::string name;  // as people read it; "": the account tells nothing that says
  auto operator<=>(const GroupKey&) const = default;
};

// Groups of one name. `view` must outlive it. Any number of threads may use it.
class Grouper {
 public:
  Grouper(const View& view, std::string_view name);

  // What is in force at `moment` counts (P2).
  GroupKey GroupOf(uint32_t account, book::Instant moment) const;
  // The key as people read it in the language: of numbers cut at edges, else as it is.
  std::string TitleOf(const GroupKey& key, std::string_view language) const;
  // Whether its groups have an order of their own.
  bool ordered() const { return grouping_ != nullptr; }

 private:
  GroupKey ByNumber(uint32_t account, book::Instant moment) const;
  GroupKey ByDate(uint32_t account, book::Instant moment) const;

  const View& view_;
  const ruleset::Grouping* grouping_ = nullptr;  // null: an attribute or a signal
  book::Name attribute_;
  std::vector<Wording> buckets_;   // of numbers: by bucket
  std::vector<std::string> keys_;  // the same in English
};

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_GROUPING_H_
