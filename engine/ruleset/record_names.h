// What conditions of a metric may read of a record: its fields by their names, when it happened as
// `at`, the moment of the report as `as_of`, and the attributes of its account that were in force
// when it happened, as `account.segment`.
//
// Immutable once made; slots are positions in EntriesOf().
#ifndef BELLWETHER_ENGINE_RULESET_RECORD_NAMES_H_
#define BELLWETHER_ENGINE_RULESET_RECORD_NAMES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression/expression.h"
#include "engine/schema/record_kinds.h"

namespace bellwether::ruleset {

// Words that a pack lists, which attributes of accounts are held against; empty: any.
struct AccountWords {
  std::vector<std::string> segments, cadences, stages;
};

class RecordNames final : public expression::Environment {
 public:
  enum class From : uint8_t { kField, kMoment, kReport, kAttribute };
  enum class List : uint8_t { kOwn, kSegments, kCadences, kStages };
  // Nothing in it depends on a pack.
  struct Entry {
    From from = From::kField;
    std::string field;  // of the kind, or the attribute's own name
    expression::Type type = expression::Type::kString;
    List list = List::kOwn;          // where its words stand: here, or in a pack
    std::vector<std::string> words;  // of a closed list: the only ones; empty: any
    bool planned = false;            // a moment that lies ahead by nature (S3)

    // The words of it by a pack's lists, which AccountWords, a rule set and a plan have.
    template <typename Lists>
    const std::vector<std::string>& WordsOf(const Lists& lists) const {
      switch (list) {
        case List::kSegments:
          return lists.segments;
        case List::kCadences:
          return lists.cadences;
        case List::kStages:
          return lists.stages;
        case List::kOwn:
          break;
      }
      return words;
    }
  };

  RecordNames(records::Kind kind, AccountWords account);

  // By slot; made once, and there for ever. Thread-safe.
  static const std::vector<Entry>& EntriesOf(records::Kind kind);

  // The slot of `as_of`, whatever the words.
  static uint32_t SlotOfReport(records::Kind kind);

  std::optional<expression::Variable> Find(std::string_view name) const override;
  const std::vector<std::string>& names() const override;
  // Of fields that no column holds.
  std::string WhyNot(std::string_view name) const override;

 private:
  const records::Kind kind_;
  const AccountWords account_;
};

}  // namespace bellwether::ruleset

#endif  // BELLWETHER_ENGINE_RULESET_RECORD_NAMES_H_
