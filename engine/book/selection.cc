// Tested by tests/engine/book/selection_test.cc.
#include "engine/book/selection.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/base/suggest.h"

namespace bellwether::book {
namespace {

constexpr size_t kValuesNamed = 12;

// Attributes that have a word for somebody: dates are none to select by.
std::vector<std::string> AttributesOf(const Book& book, Instant as_of) {
  std::set<std::string> names;
  for (uint32_t account = 0; account < book.account_count(); ++account) {
    const Rows rows = book.history().attributes_of(account);
    for (uint32_t i = rows.first; i < rows.end; ++i) {
      const Change change = book.history().change(i);
      const bool word = std::holds_alternative<Change::Text>(change.value) ||
                        std::holds_alternative<double>(change.value);
      if (word && change.KnownAt(as_of)) names.emplace(book.names()[change.name]);
    }
  }
  return {names.begin(), names.end()};
}

absl::Status NoSuchAttribute(const Book& book, const AttributeFilter& filter, Instant as_of) {
  const std::string hint = DidYouMean(filter.attribute, AttributesOf(book, as_of));
  return absl::InvalidArgumentError(absl::StrCat(
      "no account has an attribute ", Quoted(filter.attribute), hint.empty() ? "" : "; ", hint));
}

// `counts`: of the values that there are.
absl::Status NoSuchWord(const AttributeFilter& filter, const std::string& word,
                        const std::map<std::string, uint64_t>& counts) {
  std::vector<std::string> values;
  for (const auto& [value, count] : counts) values.push_back(value);
  const std::string closest = ClosestName(word, values);
  std::stable_sort(values.begin(), values.end(), [&](const std::string& a, const std::string& b) {
    return counts.at(a) > counts.at(b);
  });
  const size_t shown = std::min(values.size(), kValuesNamed);
  std::vector<std::string> named;
  for (size_t i = 0; i < shown; ++i) {
    named.push_back(absl::StrCat(values[i], " (", counts.at(values[i]), ")"));
  }
  if (shown < values.size()) named.push_back(absl::StrCat(values.size() - shown, " others"));
  return absl::InvalidArgumentError(
      absl::StrCat("no account has ", Quoted(filter.attribute), " ", Quoted(word), "; ",
                   closest.empty() ? "" : absl::StrCat("did you mean ", Quoted(closest), "? "),
                   "there are ", absl::StrJoin(named, ", ")));
}

bool Has(const AttributeFilter& filter, const std::string& word) {
  return std::find(filter.words.begin(), filter.words.end(), word) != filter.words.end();
}

// A word that nobody has is more likely a slip than a wish for nothing.
absl::Status CheckFilter(const Book& book, const AttributeFilter& filter, Instant as_of) {
  const Name name = book.names().Find(filter.attribute);
  std::map<std::string, uint64_t> counts;
  for (uint32_t account = 0; account < book.account_count(); ++account) {
    const std::string word = WordInForce(book, account, name, as_of, as_of);
    if (!word.empty()) ++counts[word];
  }
  if (counts.empty()) return NoSuchAttribute(book, filter, as_of);
  for (const std::string& word : filter.words) {
    if (!word.empty() && !counts.contains(word)) return NoSuchWord(filter, word, counts);
  }
  return absl::OkStatus();
}

}  // namespace

std::string WordInForce(const Book& book, uint32_t account, Name attribute, Instant moment,
                        Instant as_of) {
  auto change = book.history().InForce(account, attribute, moment, as_of);
  if (!change) change = book.history().SignalInForce(account, attribute, moment, as_of);
  if (!change) return "";
  if (const auto* text = std::get_if<Change::Text>(&change->value)) {
    return std::string(book.names()[text->name]);
  }
  if (const auto* number = std::get_if<double>(&change->value)) return FormatNumber(*number);
  if (const auto* truth = std::get_if<bool>(&change->value)) return *truth ? "true" : "false";
  return "";
}

KeptAccounts KeepAccounts(const Book& book, std::span<const AttributeFilter> filters, Instant as_of,
                          const Stop* stop) {
  if (filters.empty()) return std::nullopt;
  std::vector<bool> kept(book.account_count(), true);
  for (const AttributeFilter& filter : filters) {
    const Name name = book.names().Find(filter.attribute);
    for (uint32_t account = 0; account < kept.size(); ++account) {
      if (stop != nullptr && stop->requested()) return kept;
      if (!Has(filter, WordInForce(book, account, name, as_of, as_of))) kept[account] = false;
    }
  }
  return kept;
}

absl::StatusOr<std::vector<uint32_t>> SelectAccounts(const Book& book,
                                                     std::span<const AttributeFilter> filters,
                                                     Instant as_of) {
  for (const AttributeFilter& filter : filters) {
    absl::Status checked = CheckFilter(book, filter, as_of);
    if (!checked.ok()) return checked;
  }
  const KeptAccounts kept = KeepAccounts(book, filters, as_of);
  std::vector<uint32_t> chosen;
  for (uint32_t account = 0; account < book.account_count(); ++account) {
    if (IsKept(kept, account)) chosen.push_back(account);
  }
  if (chosen.empty() && !filters.empty()) {
    return absl::InvalidArgumentError("accounts meet each of the conditions, but none meets all");
  }
  return chosen;
}

KeptAccounts KeptOf(const Book& book, std::span<const uint32_t> accounts) {
  std::vector<bool> kept(book.account_count(), false);
  for (const uint32_t account : accounts) kept[account] = true;
  return kept;
}

uint64_t RecordsOf(const Book& book, const KeptAccounts& kept, const Stop* stop) {
  uint64_t records = 0;
  for (uint32_t account = 0; account < book.account_count(); ++account) {
    if (stop != nullptr && stop->requested()) break;
    if (!IsKept(kept, account)) continue;
    for (const records::KindInfo& kind : records::Kinds()) {
      records += book.table(kind.kind).rows_of(account).size();
    }
  }
  return records;
}

}  // namespace bellwether::book
