// Greedy: whatever can go while the complaint stays, goes.
#include "tests/property/smallest_failure.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "tests/property/account_json.h"

namespace bellwether {
namespace {

class Shrinker {
 public:
  Shrinker(RandomPack& pack, RandomAccounts::Asked& asked, const Complaint& complaint)
      : pack_(pack), asked_(asked), complaint_(complaint) {}

  void Run() {
    while (ShrinkPack() || ShrinkAccount()) {
    }
  }

  std::string Complain() const { return Complain(pack_, asked_); }

 private:
  // A smaller pack that has errors, or that refuses the account, is no failure of this kind.
  std::string Complain(const RandomPack& pack, const RandomAccounts::Asked& asked) const {
    std::string problems;
    const auto checked = CheckPack(pack.Yaml(), problems);
    return checked == nullptr ? "" : complaint_(*checked, asked);
  }

  bool ShrinkPack() {
    bool smaller = false;
    for (size_t i = pack_.block_count(); i-- > 1;) {
      RandomPack candidate = pack_.Without(i);
      if (Complain(candidate, asked_).empty()) continue;
      pack_ = std::move(candidate);
      smaller = true;
    }
    return smaller;
  }

  template <typename T>
  bool ShrinkList(std::vector<T> Account::*list) {
    bool smaller = false;
    for (size_t i = (asked_.account.*list).size(); i-- > 0;) {
      RandomAccounts::Asked candidate = asked_;
      auto& entries = candidate.account.*list;
      entries.erase(entries.begin() + static_cast<ptrdiff_t>(i));
      if (Complain(pack_, candidate).empty()) continue;
      asked_ = std::move(candidate);
      smaller = true;
    }
    return smaller;
  }

  bool ShrinkDates() {
    bool smaller = false;
    for (size_t i = 0; i < kEventFieldCount; ++i) {
      if (asked_.account.dates[i].index() == 0) continue;
      RandomAccounts::Asked candidate = asked_;
      candidate.account.dates[i] = {};
      if (Complain(pack_, candidate).empty()) continue;
      asked_ = std::move(candidate);
      smaller = true;
    }
    return smaller;
  }

  bool ShrinkAccount() {
    bool smaller = ShrinkList(&Account::signals);
    smaller |= ShrinkList(&Account::series);
    smaller |= ShrinkList(&Account::milestones);
    smaller |= ShrinkList(&Account::overrides);
    smaller |= ShrinkList(&Account::previous_bands);
    smaller |= ShrinkList(&Account::dimension_scores);
    return ShrinkDates() || smaller;
  }

  RandomPack& pack_;
  RandomAccounts::Asked& asked_;
  const Complaint& complaint_;
};

}  // namespace

std::string SmallestFailure(uint64_t seed, RandomPack pack, RandomAccounts::Asked asked,
                            const Complaint& complaint) {
  Shrinker shrinker(pack, asked, complaint);
  shrinker.Run();
  return absl::StrCat(shrinker.Complain(), "\nas of ", FormatMoment(asked.options.as_of),
                      asked.options.benchmark_set.empty() ? "" : ", benchmark set ",
                      asked.options.benchmark_set, "\n", AccountJson(asked.account), "\n",
                      pack.Yaml(), "\nTo ask again: BELLWETHER_PROPERTY_SEED=", seed,
                      " BELLWETHER_PROPERTY_PACKS=1\n");
}

}  // namespace bellwether
