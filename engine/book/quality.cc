// Tested by tests/engine/book/quality_test.cc.
#include "engine/book/quality.h"

#include <array>
#include <map>
#include <optional>
#include <set>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"

namespace bellwether::book {
namespace {

using records::Kind;

constexpr size_t kNamed = 5;
// Sums of amounts that were typed with two decimals are not exact.
constexpr double kLeastAmount = 0.005;

constexpr std::array<DoubtInfo, 10> kDoubts = {{
    {Doubt::kOrphan, "orphan", "records of accounts that no account record tells of",
     "add an account record for each, or remove the records"},
    {Doubt::kDuplicate, "duplicate", "records told twice, word for word",
     "they count once; export each record once"},
    {Doubt::kConflict, "conflict", "one id told in two ways at the same known_at",
     "one of them counts; give a correction a later known_at"},
    {Doubt::kKnownEarly, "known_early", "records known before they happened",
     "check known_at, and the clock of the system that wrote it"},
    {Doubt::kBeforeStart, "before_start", "records from before the account's contract or trial",
     "check their dates, and contract_signed_at or trial_started_at"},
    {Doubt::kAfterLoss, "after_loss", "records from after the account was lost",
     "check their dates; if the account came back, add its new contract"},
    {Doubt::kOverlappingTerms, "overlapping_terms",
     "contracts that begin before the one before them ends",
     "give the first its real end, or one id to both"},
    {Doubt::kRevenueBelowZero, "revenue_below_zero",
     "accounts from which more revenue went than had come",
     "add the movement `new` that is missing, or correct the amounts"},
    {Doubt::kCurrencies, "currencies", "accounts with amounts in more than one currency",
     "amounts are not added across currencies"},
    {Doubt::kUnknownZone, "unknown_zone", "accounts with a time zone that is none",
     "write an IANA name such as Europe/Lisbon; until then the pack's zone is used"},
}};

class Search {
 public:
  Search(const Book& book, Instant as_of) : book_(book), as_of_(as_of) {}

  std::vector<Finding> Run() {
    FindZones();
    FindCurrencies();
    for (const records::KindInfo& kind : records::Kinds()) CountRepeats(book_.table(kind.kind));
    for (uint32_t account = 0; account < book_.account_count(); ++account) LookAt(account);
    std::vector<Finding> findings;
    for (auto& [key, finding] : findings_) findings.push_back(std::move(finding));
    return findings;
  }

 private:
  Finding& At(Doubt doubt, Kind kind) {
    Finding& finding = findings_[{doubt, kind}];
    finding.doubt = doubt;
    finding.kind = kind;
    return finding;
  }
  void Add(Doubt doubt, Kind kind, std::string name) {
    Finding& finding = At(doubt, kind);
    ++finding.count;
    if (finding.first.size() < kNamed) finding.first.push_back(std::move(name));
  }
  void AddRow(Doubt doubt, const Table& table, uint32_t row) {
    Add(doubt, table.kind(),
        absl::StrCat(ToAbsl(table.id(row)), " of ", ToAbsl(book_.account_id(table.account(row)))));
  }

  void FindZones() {
    for (const auto& [zone, count] : book_.unknown_zones()) {
      Finding& finding = At(Doubt::kUnknownZone, Kind::kAccount);
      finding.count += count;
      if (finding.first.size() < kNamed) finding.first.push_back(zone);
    }
  }

  void FindCurrencies() {
    std::map<std::string_view, uint64_t> accounts;
    const Name currency = book_.names().Find("currency");
    for (uint32_t account = 0; currency != kNoName && account < book_.account_count(); ++account) {
      const auto change = book_.history().InForce(account, currency, as_of_, as_of_);
      const auto* const text = !change ? nullptr : std::get_if<Change::Text>(&change->value);
      if (text != nullptr) ++accounts[book_.names()[text->name]];
    }
    if (accounts.size() < 2) return;
    for (const auto& [name, count] : accounts) {
      Finding& finding = At(Doubt::kCurrencies, Kind::kAccount);
      finding.count += count;
      if (finding.first.size() < kNamed) {
        finding.first.push_back(absl::StrCat(ToAbsl(name), " (", count, ")"));
      }
    }
  }

  void CountRepeats(const Table& table) {
    const Table::Repeats& repeats = table.repeats();
    if (repeats.duplicates > 0) {
      At(Doubt::kDuplicate, table.kind()) = {Doubt::kDuplicate, table.kind(), repeats.duplicates,
                                             repeats.duplicate_ids};
    }
    if (repeats.conflicts > 0) {
      At(Doubt::kConflict, table.kind()) = {Doubt::kConflict, table.kind(), repeats.conflicts,
                                            repeats.conflict_ids};
    }
  }

  void LookAt(uint32_t account) {
    const bool introduced = HasRecord(book_.table(Kind::kAccount), account);
    const std::optional<Instant> start = StartOf(account);
    const std::optional<Instant> loss = LossOf(account);
    for (const records::KindInfo& kind : records::Kinds()) {
      const Table& table = book_.table(kind.kind);
      for (uint32_t row = table.rows_of(account).first; row < table.rows_of(account).end; ++row) {
        if (!table.KnownAt(row, as_of_)) continue;
        const Instant at = table.at(row).instant;
        if (!introduced) AddRow(Doubt::kOrphan, table, row);
        if (table.known(row) < at) AddRow(Doubt::kKnownEarly, table, row);
        if (kind.kind == Kind::kAccount) continue;
        if (start.has_value() && at < *start) AddRow(Doubt::kBeforeStart, table, row);
        if (loss.has_value() && at > *loss) AddRow(Doubt::kAfterLoss, table, row);
      }
    }
    FindOverlaps(account);
    FindRevenueBelowZero(account);
  }

  bool HasRecord(const Table& table, uint32_t account) const {
    const Rows rows = table.rows_of(account);
    for (uint32_t row = rows.first; row < rows.end; ++row) {
      if (table.KnownAt(row, as_of_)) return true;
    }
    return false;
  }

  // The start of the day on which the contract was signed or the trial began, whichever came first.
  std::optional<Instant> StartOf(uint32_t account) const {
    std::optional<Instant> start;
    for (const std::string_view name : {"contract_signed_at", "trial_started_at"}) {
      const Name field = book_.names().Find(name);
      if (field == kNoName) continue;
      const auto change = book_.history().InForce(account, field, as_of_, as_of_);
      const auto* const stamp = !change ? nullptr : std::get_if<Stamp>(&change->value);
      if (stamp == nullptr) continue;
      const Instant day =
          absl::ToUnixMicros(StartOfDay(DayOfNumber(stamp->day), book_.zone_of(account)));
      start = std::min(day, start.value_or(day));
    }
    return start;
  }

  // The end of the last contract, if that was lost.
  std::optional<Instant> LossOf(uint32_t account) const {
    const Table& contracts = book_.table(Kind::kContract);
    const Column& ends = contracts.column("term_end");
    const Column& outcomes = contracts.column("outcome");
    std::optional<Instant> last;
    bool lost = false;
    const Rows rows = contracts.rows_of(account);
    for (uint32_t row = rows.first; row < rows.end; ++row) {
      const auto end = ends.stamp(row);
      if (!contracts.KnownAt(row, as_of_) || !end.has_value()) continue;
      if (last.has_value() && end->instant < *last) continue;
      last = end->instant + kSecondsPerDay * 1'000'000;  // that day is still part of it
      lost = book_.names()[outcomes.word(row)] == records::outcome::kLost;
    }
    return lost ? last : std::nullopt;
  }

  void FindOverlaps(uint32_t account) {
    const Table& contracts = book_.table(Kind::kContract);
    const Column& starts = contracts.column("term_start");
    const Column& ends = contracts.column("term_end");
    std::map<Instant, uint32_t> by_start;
    const Rows rows = contracts.rows_of(account);
    for (uint32_t row = rows.first; row < rows.end; ++row) {
      if (contracts.KnownAt(row, as_of_)) by_start.emplace(starts.stamp(row)->instant, row);
    }
    std::optional<Instant> end;
    for (const auto& [start, row] : by_start) {
      if (end.has_value() && start < *end) AddRow(Doubt::kOverlappingTerms, contracts, row);
      end = std::max(ends.stamp(row)->instant, end.value_or(start));
    }
  }

  void FindRevenueBelowZero(uint32_t account) {
    const Table& revenue = book_.table(Kind::kRevenue);
    const Column& movements = revenue.column("movement");
    const Column& amounts = revenue.column("mrr");
    double sum = 0;
    const Rows rows = revenue.rows_of(account);
    for (uint32_t row = rows.first; row < rows.end; ++row) {
      if (!revenue.KnownAt(row, as_of_)) continue;
      const std::string_view movement = book_.names()[movements.word(row)];
      const bool leaves =
          movement == records::movement::kChurn || movement == records::movement::kContraction;
      sum += (leaves ? -1 : 1) * amounts.number(row).value_or(0);
      if (sum >= -kLeastAmount) continue;
      return Add(Doubt::kRevenueBelowZero, Kind::kRevenue, std::string(book_.account_id(account)));
    }
  }

  const Book& book_;
  const Instant as_of_;
  std::map<std::pair<Doubt, Kind>, Finding> findings_;
};

}  // namespace

std::span<const DoubtInfo> Doubts() { return kDoubts; }

const DoubtInfo& InfoOf(Doubt doubt) { return kDoubts[static_cast<size_t>(doubt)]; }

std::vector<Finding> FindDoubts(const Book& book, Instant as_of) {
  return Search(book, as_of).Run();
}

uint64_t AccountsWith(const Book& book, Kind kind, Instant as_of) {
  const Table& table = book.table(kind);
  uint64_t count = 0;
  for (uint32_t account = 0; account < book.account_count(); ++account) {
    const Rows rows = table.rows_of(account);
    for (uint32_t row = rows.first; row < rows.end; ++row) {
      if (!table.KnownAt(row, as_of)) continue;
      ++count;
      break;
    }
  }
  return count;
}

}  // namespace bellwether::book
