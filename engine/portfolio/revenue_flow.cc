// Tested by tests/engine/portfolio/revenue_test.cc.
#include "engine/portfolio/revenue_flow.h"

#include "engine/base/sum.h"

namespace bellwether::portfolio {
namespace {

// The revenue of one account after the other.
class FlowReader {
 public:
  FlowReader(const book::Book& book, book::Instant from, book::Instant as_of)
      : revenue_(book), from_(from), as_of_(as_of) {
    const auto name = [&book](std::string_view text) { return book.names().Find(text); };
    names_ = {name(records::movement::kNew), name(records::movement::kExpansion),
              name(records::movement::kContraction), name(records::movement::kChurn)};
  }

  RevenueFlow Read(uint32_t account) const {
    RevenueFlow flow;
    flow.account = account;
    Sum before, all;
    std::array<Sum, kMovements> moved;
    revenue_.table().ForEachHappened(account, as_of_, [&](uint32_t row) {
      const double amount = revenue_.SignedAmount(row);
      all.Add(amount);
      if (all.value() < -book::kLeastAmount) flow.below_zero = true;
      if (revenue_.table().at(row).instant <= from_) return before.Add(amount);
      moved[static_cast<size_t>(MovementOf(row))].Add(amount);
    });
    flow.start = before.value();
    flow.end = all.value();
    for (size_t i = 0; i < kMovements; ++i) flow.moved[i] = moved[i].value();
    return flow;
  }

 private:
  Movement MovementOf(uint32_t row) const {
    const book::Name name = revenue_.movement(row);
    size_t i = 0;
    while (i < names_.size() && names_[i] != name) ++i;
    return static_cast<Movement>(i);  // the last: reactivation
  }

  const book::Revenue revenue_;
  const book::Instant from_;
  const book::Instant as_of_;
  std::array<book::Name, kMovements - 1> names_;  // in the order of Movement
};

bool IsSomething(const RevenueFlow& flow) {
  if (flow.start >= book::kLeastAmount || flow.below_zero) return true;
  for (const double moved : flow.moved) {
    if (moved != 0) return true;
  }
  return false;
}

}  // namespace

std::vector<RevenueFlow> RevenueFlows(const book::Book& book, book::Instant from,
                                      book::Instant as_of) {
  const FlowReader reader(book, from, as_of);
  std::vector<RevenueFlow> flows;
  for (uint32_t account = 0; account < book.account_count(); ++account) {
    const RevenueFlow flow = reader.Read(account);
    if (IsSomething(flow)) flows.push_back(flow);
  }
  return flows;
}

}  // namespace bellwether::portfolio
