// The course of an account from start to loss, as far as a book knows it at a moment.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_LIFE_H_
#define BELLWETHER_ENGINE_PORTFOLIO_LIFE_H_

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/do_both.h"
#include "engine/base/stop.h"
#include "engine/book/book.h"
#include "engine/book/revenue.h"
#include "engine/plan/plan.h"
#include "engine/ruleset/vocabulary.h"

namespace bellwether::portfolio {

// P12, P13, P15.
struct Life {
  std::optional<book::Stamp> start;        // day 0 (S5): of its segment
  std::optional<book::Stamp> first_value;  // that the customer confirmed
  std::optional<book::Stamp> kickoff;
  std::optional<book::Stamp> graduated;
  std::optional<book::Stamp> abandoned;  // the onboarding
  std::optional<book::Stamp> target;     // the original one
  std::optional<book::Stamp> lost;       // the customer, for good as far as is known
  // Spans on hold, one after the other; the last may be open until the moment of the view.
  std::vector<std::pair<book::Stamp, book::Stamp>> holds;
  double extension_days = 0;            // granted in all
  book::Name currency = book::kNoName;  // of its amounts, where one is said
};

// What a book and a plan call things is looked up once, and the lives of many accounts are read.
// Any number of threads may use it.
class LifeReader {
 public:
  // Both must outlive it.
  LifeReader(const book::Book& book, const Plan& plan);

  // Calls `take(position of the moment, life)` for each of them: dates of what has happened by
  // then; those that lie ahead have not (S3).
  template <typename Take>
  void ReadAt(std::span<const book::Stamp> moments, uint32_t account, const Take& take) const {
    const Attributes attributes = AttributesOf(account);
    for (size_t i = 0; i < moments.size(); ++i) take(i, Read(attributes, account, moments[i]));
  }

 private:
  // A milestone that is the same fact as a date of an account (S7).
  struct SameFact {
    book::Name milestone = book::kNoName;
    std::optional<book::Stamp> Life::*date = nullptr;
  };
  struct Columns {  // of the tables that it reads
    const book::Column* confirmed_by = nullptr;
    const book::Column* event = nullptr;
    const book::Column* days = nullptr;
    const book::Column* milestone = nullptr;
    const book::Column* completed_at = nullptr;
    const book::Column* term_end = nullptr;
    const book::Column* outcome = nullptr;
  };
  struct Steps {  // of an onboarding
    book::Name started, graduated, abandoned, extended, held, resumed;
  };
  // Where an account's changes of these are.
  struct Attributes {
    std::array<book::Rows, kEventFieldCount> dates;  // by EventField
    book::Rows segment;
    book::Rows currency;
  };

  Attributes AttributesOf(uint32_t account) const;
  Life Read(const Attributes& attributes, uint32_t account, const book::Stamp& as_of) const;
  std::optional<book::Stamp> Happened(book::Rows date, const book::Stamp& as_of) const;
  std::optional<book::Stamp> StartOf(const Attributes& attributes, const book::Stamp& as_of) const;
  void ReadValues(uint32_t account, const book::Stamp& as_of, Life& life) const;
  void ReadOnboarding(uint32_t account, const book::Stamp& as_of, Life& life) const;
  std::optional<book::Stamp> TargetOf(book::Rows targets, const book::Stamp& as_of) const;
  void ReadMilestones(uint32_t account, const book::Stamp& as_of, Life& life) const;
  std::optional<book::Stamp> LossOf(uint32_t account, const book::Stamp& as_of) const;

  const book::Book& book_;
  const Plan& plan_;
  const book::Revenue revenue_;
  std::vector<uint8_t> roles_;        // by Name: the EventField that it is, or below
  std::vector<book::Name> segments_;  // in the order of the plan
  book::Name lost_ = book::kNoName;   // of a contract
  std::vector<SameFact> same_facts_;
  Steps steps_;
  Columns columns_;
};

// By moment, the lives of all accounts: of one pass over the book, whose halves may be read at
// once. Once `stop` says yes, those that were not read are empty.
std::vector<std::vector<Life>> ReadLives(const book::Book& book, const Plan& plan,
                                         std::span<const book::Stamp> moments, const Stop& stop,
                                         const DoBoth& do_both = {});

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_LIFE_H_
