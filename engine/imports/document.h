// A mapping as it is written: which columns of which exports make up an account.
//
//   sources:
//     companies:
//       file: companies.csv
//       account:
//         id: Record ID
//         segment: {from: Tier, map: {Enterprise Plus: enterprise}}
//         acv: {from: Annual value, type: money}
//         kickoff_at: {from: Kickoff, date: "%d/%m/%Y"}
//         signals: {mood: Mood}
//
// `account` has the shape of an account file, with a column in place of each value. Rows that are
// events make records of a book instead:
//
//   tickets:
//     records:
//       - kind: ticket
//         id: Ticket ID
//         account: Organization
//         at: {from: Created at, date: "%d/%m/%Y %H:%M"}
//         fields: {escalated: {from: Escalated, type: bool}}
//
// Plain data, with the place of each key; names of the pack and of columns are not looked at
// (mapping.h).
#ifndef BELLWETHER_ENGINE_IMPORTS_DOCUMENT_H_
#define BELLWETHER_ENGINE_IMPORTS_DOCUMENT_H_

#include <string>
#include <utility>
#include <vector>

#include "engine/document/located.h"
#include "engine/document/rules.h"
#include "engine/imports/reading.h"

namespace bellwether::imports {

using document::ExpressionText;
using document::Located;
using document::NamedList;

// `empty: ["-", "NULL"]`, or one word.
struct WordList {
  std::vector<Located<std::string>> words;
};

// `map: {Enterprise Plus: enterprise}`.
struct WordMap {
  struct Entry {
    Located<std::string> found;
    Located<std::string> means;
  };
  std::vector<Entry> entries;
  Span span;
};

// How the text of one column is read.
struct CellRule {
  Located<std::string> from;  // header, or dotted path in JSON
  Located<Conversion> type;
  Located<std::string> date;  // as strptime
  Located<DurationUnit> duration;
  WordMap map;
  Located<WhenEmpty> when_empty;
  Span span;
};

// One value of an account. A plain text is `from`.
struct ValueRule {
  CellRule cell;
  ExpressionText expr;   // over `columns`, in place of `from`
  ExpressionText where;  // which rows count
  Located<Collect> collect;
  CellRule observed_at;
  Located<double> when_no_rows;
  Span span;
};

struct MilestoneRule {
  ValueRule planned_at;
  ValueRule completed_at;
  Span span;
};

struct ExtensionRule {
  ValueRule granted_days;
  ValueRule requested_days;
};

// Rows that each tell one signal by its name.
struct LongRule {
  CellRule signal;
  CellRule value;
  CellRule observed_at;
  Span span;
};

struct AccountRule {
  ValueRule id, segment, cadence, stage, csm, time_zone, acv, seats;
  ValueRule contract_signed_at, trial_started_at, kickoff_at, first_login_at, first_value_at,
      graduated_at, target_graduation_at, renewal_at;
  NamedList<ValueRule> signals;
  NamedList<MilestoneRule> milestones;
  NamedList<ValueRule> dimension_scores;
  ExtensionRule extension;
  Span span;
};

// One value of a record. A plain text is `from`.
struct RecordValueRule {
  CellRule cell;
  ExpressionText expr;      // over `columns`, in place of `from`
  Located<std::string> is;  // the same in each row
  Span span;
};

// A record that rows make.
struct RecordRule {
  Located<std::string> kind;
  RecordValueRule id, account, at, known_at;
  ExpressionText where;  // which rows make one
  NamedList<RecordValueRule> fields;
  NamedList<RecordValueRule> signals;
  Span span;
};

// One export.
struct SourceRule {
  Located<std::string> file;
  Located<Format> format;
  Located<std::string> delimiter;
  Located<std::string> decimal;
  Located<std::string> encoding;
  WordList empty_words;
  NamedList<CellRule> columns;
  AccountRule account;
  LongRule long_form;
  std::vector<RecordRule> records;  // in place of `account`
  Span span;
};

struct MappingDocument {
  document::Notes notes;
  NamedList<SourceRule> sources;
};

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_DOCUMENT_H_
