// Accounts drawn for a plan: for packs that a fuzzer wrote, whose signals nobody knows.
#ifndef BELLWETHER_TESTS_FUZZ_DRAWN_ACCOUNT_H_
#define BELLWETHER_TESTS_FUZZ_DRAWN_ACCOUNT_H_

#include <cstdint>
#include <random>
#include <string_view>

#include "engine/facts/facts.h"
#include "engine/plan/plan.h"

namespace bellwether::fuzz {

// Numbers that depend on a text alone: the same text gives the same ones on every machine.
class Draws {
 public:
  explicit Draws(std::string_view text);

  // 0 to limit - 1; 0 when there is nothing to choose from.
  size_t Below(size_t limit) { return limit == 0 ? 0 : random_() % limit; }
  bool OneIn(size_t count) { return Below(count) == 0; }

 private:
  std::mt19937_64 random_;
};

// An account that the plan mostly accepts: each value is given, missing, not applicable, old or in
// the future; numbers lie inside their ranges and often at the ends; now and then one is outside.
Account DrawAccount(const Plan& plan, Draws& draws);

// A moment of evaluation around 2026, now and then at an end of the calendar.
BindOptions DrawOptions(const Plan& plan, Draws& draws);

}  // namespace bellwether::fuzz

#endif  // BELLWETHER_TESTS_FUZZ_DRAWN_ACCOUNT_H_
