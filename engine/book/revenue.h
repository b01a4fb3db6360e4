// Movements of revenue with their sign.
#ifndef BELLWETHER_ENGINE_BOOK_REVENUE_H_
#define BELLWETHER_ENGINE_BOOK_REVENUE_H_

#include <cstdint>

#include "engine/book/book.h"

namespace bellwether::book {

// Less is nothing: amounts are typed with two decimals, and their sums are not exact.
inline constexpr double kLeastAmount = 0.005;

// The revenue records of a book, which must outlive it. Any number of threads may read it.
class Revenue {
 public:
  explicit Revenue(const Book& book)
      : table_(book.table(records::Kind::kRevenue)),
        movements_(table_.column("movement")),
        amounts_(table_.column("mrr")),
        churn_(book.names().Find(records::movement::kChurn)),
        contraction_(book.names().Find(records::movement::kContraction)) {}

  const Table& table() const { return table_; }
  Name movement(uint32_t row) const { return movements_.word(row); }
  // By how much a record moves revenue: what churns or contracts is negative.
  double SignedAmount(uint32_t row) const {
    const double amount = amounts_.number(row).value_or(0);
    const Name way = movements_.word(row);  // which every record has
    return way == churn_ || way == contraction_ ? -amount : amount;
  }

 private:
  const Table& table_;
  const Column& movements_;
  const Column& amounts_;
  const Name churn_;
  const Name contraction_;
};

}  // namespace bellwether::book

#endif  // BELLWETHER_ENGINE_BOOK_REVENUE_H_
