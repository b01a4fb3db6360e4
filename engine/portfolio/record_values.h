// What a pack's conditions and formulas say of the records of a book: over the fields of a record
// and the attributes of its account when it happened (ruleset/record_names.h), as far as they were
// known at a moment.
//
//   RecordValues values(book, plan, Kind::kTicket);
//   values.LookFrom(moment, zone);
//   if (const auto number = values.NumberOf(program, row)) ...
//
// A field that tells of a later moment has not been told yet: it is missing, as if the record did
// not hold it, unless it is a plan (P1, S3).
//
// One thread. It refers to the book and the plan, which must outlive it.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_RECORD_VALUES_H_
#define BELLWETHER_ENGINE_PORTFOLIO_RECORD_VALUES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/book/book.h"
#include "engine/expression/expression.h"
#include "engine/expression/program.h"
#include "engine/plan/plan.h"
#include "engine/ruleset/record_names.h"

namespace bellwether::portfolio {

// Nothing of what is not written.
expression::Program ProgramOf(const expression::Checked& checked);

class RecordValues {
 public:
  // Programs that it runs are those of names of this kind in this plan.
  RecordValues(const book::Book& book, const Plan& plan, records::Kind kind);

  const book::Table& table() const { return table_; }
  // The moment at which everything below is asked, and the zone of its days.
  void LookFrom(const book::Stamp& now, const absl::TimeZone& zone);

  // A text in it lives as long as the book and the program, and until the next call.
  expression::Value ValueOf(const expression::Program& program, uint32_t row);
  // The number, or 1 and 0 for yes and no; nothing where the record lacks what is read, which is
  // never no.
  std::optional<double> NumberOf(const expression::Program& program, uint32_t row);

 private:
  // A name with what is looked up once, when a program first reads it.
  struct Source {
    const ruleset::RecordNames::Entry* entry = nullptr;  // null: not looked up yet
    const std::vector<std::string>* words = nullptr;     // of a closed list; empty: any
    const book::Column* column = nullptr;                // of a field
    book::Name attribute = book::kNoName;                // of an attribute
    // Its changes for the account that was asked about last: records come account by account.
    book::Rows changes;
    std::optional<uint32_t> account;
  };

  Source& SourceOf(uint32_t slot);
  expression::Value ValueOf(Source& source, uint32_t row) const;
  expression::Value CellOf(const Source& source, uint32_t row) const;
  expression::Value AttributeOf(Source& source, uint32_t row) const;
  expression::Value TimeOf(const book::Stamp& stamp) const;

  const book::Book& book_;
  const Plan& plan_;
  const book::Table& table_;
  const std::vector<ruleset::RecordNames::Entry>& entries_;
  std::vector<Source> sources_;  // parallel to them
  book::Instant now_ = 0;
  expression::Context context_;
  std::vector<expression::Value> slots_;
  expression::Stack stack_;
};

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_RECORD_VALUES_H_
