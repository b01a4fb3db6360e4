// Tested by tests/engine/book/quality_test.cc.
#include "engine/book/quality.h"

#include <array>
#include <map>
#include <optional>
#include <set>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/book/revenue.h"

namespace bellwether::book {
namespace {

using records::Kind;

constexpr size_t kNamed = 5;

constexpr Saying kRecordOfAccount{"{record} of {account}", "{record} dari {account}",
                                  "{record} bagi {account}"};
constexpr Saying kInCurrency{"{currency} ({count})", "{currency} ({count})",
                             "{currency} ({count})"};

constexpr std::array<DoubtInfo, 10> kDoubts = {{
    {Doubt::kOrphan,
     "orphan",
     {"records of accounts that no account record tells of",
      "catatan dari akun yang tidak disebut catatan akun mana pun",
      "rekod bagi akaun yang tidak dinyatakan oleh mana-mana rekod akaun"},
     {"add an account record for each, or remove the records",
      "tambahkan catatan akun untuk masing-masing, atau hapus catatannya",
      "tambah rekod akaun bagi setiap satu, atau buang rekodnya"}},
    {Doubt::kDuplicate,
     "duplicate",
     {"records told twice, word for word", "catatan yang disebut dua kali, kata demi kata",
      "rekod yang dinyatakan dua kali, perkataan demi perkataan"},
     {"they count once; export each record once",
      "dihitung satu kali; ekspor setiap catatan satu kali",
      "dikira sekali; eksport setiap rekod sekali"}},
    {Doubt::kConflict,
     "conflict",
     {"one id told in two ways at the same known_at",
      "satu id disebut dengan dua cara pada known_at yang sama",
      "satu id dinyatakan dengan dua cara pada known_at yang sama"},
     {"one of them counts; give a correction a later known_at",
      "salah satunya dihitung; beri koreksi known_at yang lebih kemudian",
      "salah satu daripadanya dikira; beri pembetulan known_at yang lebih lewat"}},
    {Doubt::kKnownEarly,
     "known_early",
     {"records known before they happened", "catatan yang diketahui sebelum terjadi",
      "rekod yang diketahui sebelum berlaku"},
     {"check known_at, and the clock of the system that wrote it",
      "periksa known_at, dan jam sistem yang menulisnya",
      "semak known_at, dan jam sistem yang menulisnya"}},
    {Doubt::kBeforeStart,
     "before_start",
     {"records from before the account's contract or trial",
      "catatan dari sebelum kontrak atau uji coba akun",
      "rekod dari sebelum kontrak atau percubaan akaun"},
     {"check their dates, and contract_signed_at or trial_started_at",
      "periksa tanggalnya, dan contract_signed_at atau trial_started_at",
      "semak tarikhnya, dan contract_signed_at atau trial_started_at"}},
    {Doubt::kAfterLoss,
     "after_loss",
     {"records from after the account was lost", "catatan dari setelah akun hilang",
      "rekod dari selepas akaun hilang"},
     {"check their dates; if the account came back, add its new contract",
      "periksa tanggalnya; bila akun kembali, tambahkan kontrak barunya",
      "semak tarikhnya; jika akaun kembali, tambah kontrak baharunya"}},
    {Doubt::kOverlappingTerms,
     "overlapping_terms",
     {"contracts that begin before the one before them ends",
      "kontrak yang mulai sebelum yang sebelumnya berakhir",
      "kontrak yang bermula sebelum yang sebelumnya tamat"},
     {"give the first its real end, or one id to both",
      "beri yang pertama akhirnya yang sebenarnya, atau keduanya satu id",
      "beri yang pertama tamatnya yang sebenar, atau kedua-duanya satu id"}},
    {Doubt::kRevenueBelowZero,
     "revenue_below_zero",
     {"accounts from which more revenue went than had come",
      "akun yang pendapatannya pergi lebih banyak daripada yang datang",
      "akaun yang hasilnya pergi lebih banyak daripada yang datang"},
     {"add the movement `new` that is missing, or correct the amounts",
      "tambahkan perubahan `new` yang belum ada, atau perbaiki jumlahnya",
      "tambah pergerakan `new` yang tiada, atau betulkan amaunnya"}},
    {Doubt::kCurrencies,
     "currencies",
     {"accounts with amounts in more than one currency",
      "akun dengan jumlah dalam lebih dari satu mata uang",
      "akaun dengan amaun dalam lebih daripada satu mata wang"},
     {"amounts are not added across currencies", "jumlah antarmata uang tidak dijumlahkan",
      "amaun antara mata wang tidak dijumlahkan"}},
    {Doubt::kUnknownZone,
     "unknown_zone",
     {"accounts with a time zone that is none", "akun dengan zona waktu yang tidak ada",
      "akaun dengan zon waktu yang tidak wujud"},
     {"write an IANA name such as Europe/Lisbon; until then the pack's zone is used",
      "tulis nama IANA seperti Europe/Lisbon; sampai saat itu zona paket yang dipakai",
      "tulis nama IANA seperti Europe/Lisbon; sehingga itu zon pakej yang digunakan"}},
}};

class Search {
 public:
  Search(const Book& book, Instant as_of, const Stop* stop, const KeptAccounts& kept)
      : book_(book), revenue_(book), as_of_(as_of), stop_(stop), kept_(kept) {}

  std::vector<Finding> Run() {
    FindZones();
    FindCurrencies();
    for (const records::KindInfo& kind : records::Kinds()) CountRepeats(book_.table(kind.kind));
    for (uint32_t account = 0; account < book_.account_count(); ++account) {
      if (stop_ != nullptr && stop_->requested()) break;
      if (IsKept(kept_, account)) LookAt(account);
    }
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
  void Add(Doubt doubt, Kind kind, Wording name) {
    Finding& finding = At(doubt, kind);
    ++finding.count;
    if (finding.first.size() < kNamed) finding.first.push_back(std::move(name));
  }
  void AddRow(Doubt doubt, const Table& table, uint32_t row) {
    Add(doubt, table.kind(),
        {kRecordOfAccount, table.id(row), book_.account_id(table.account(row))});
  }

  void FindZones() {
    for (const auto& [zone, count] : UnknownZones()) {
      Finding& finding = At(Doubt::kUnknownZone, Kind::kAccount);
      finding.count += count;
      if (finding.first.size() < kNamed) finding.first.push_back(zone);
    }
  }

  std::map<std::string, uint64_t> UnknownZones() const {
    if (!kept_) return book_.unknown_zones();
    std::vector<uint32_t> accounts;
    for (uint32_t account = 0; account < book_.account_count(); ++account) {
      if (IsKept(kept_, account)) accounts.push_back(account);
    }
    return book_.UnknownZonesOf(accounts);
  }

  void FindCurrencies() {
    const std::map<std::string_view, uint64_t> accounts = Currencies();
    if (accounts.size() < 2) return;
    for (const auto& [name, count] : accounts) {
      Finding& finding = At(Doubt::kCurrencies, Kind::kAccount);
      finding.count += count;
      if (finding.first.size() < kNamed) {
        finding.first.emplace_back(kInCurrency, name, count);
      }
    }
  }

  // How many accounts have amounts in each.
  std::map<std::string_view, uint64_t> Currencies() const {
    std::map<std::string_view, uint64_t> accounts;
    const History& history = book_.history();
    const Name currency = book_.names().Find("currency");
    for (uint32_t account = 0; currency != kNoName && account < book_.account_count(); ++account) {
      if (!IsKept(kept_, account)) continue;
      const Rows changes = history.attributes_of(account, currency);
      const Name text = history.TextInForce(changes, as_of_, as_of_);
      if (text != kNoName) ++accounts[book_.names()[text]];
    }
    return accounts;
  }

  void CountRepeats(const Table& table) {
    const Table::Repeats& repeats = table.repeats();
    if (repeats.duplicates > 0) {
      At(Doubt::kDuplicate, table.kind()) = {
          Doubt::kDuplicate,
          table.kind(),
          repeats.duplicates,
          {repeats.duplicate_ids.begin(), repeats.duplicate_ids.end()}};
    }
    if (repeats.conflicts > 0) {
      At(Doubt::kConflict, table.kind()) = {
          Doubt::kConflict,
          table.kind(),
          repeats.conflicts,
          {repeats.conflict_ids.begin(), repeats.conflict_ids.end()}};
    }
  }

  void LookAt(uint32_t account) {
    const bool introduced = book_.table(Kind::kAccount).HasKnown(account, as_of_);
    const std::optional<Instant> start = StartOf(account);
    const std::optional<Instant> loss = LossOf(account);
    for (const records::KindInfo& kind : records::Kinds()) {
      const Table& table = book_.table(kind.kind);
      table.ForEachKnown(account, as_of_, [&](uint32_t row) {
        const Instant at = table.at(row).instant;
        if (!introduced) AddRow(Doubt::kOrphan, table, row);
        if (table.known(row) < at) AddRow(Doubt::kKnownEarly, table, row);
        if (kind.kind == Kind::kAccount) return;
        if (start.has_value() && at < *start) AddRow(Doubt::kBeforeStart, table, row);
        if (loss.has_value() && at > *loss) AddRow(Doubt::kAfterLoss, table, row);
      });
    }
    FindOverlaps(account);
    FindRevenueBelowZero(account);
  }

  // The start of the day on which the contract was signed or the trial began, whichever came first.
  std::optional<Instant> StartOf(uint32_t account) const {
    std::optional<Instant> start;
    for (const std::string_view name : {"contract_signed_at", "trial_started_at"}) {
      const Name field = book_.names().Find(name);
      if (field == kNoName) continue;
      const Rows changes = book_.history().attributes_of(account, field);
      const auto stamp = book_.history().StampInForce(changes, as_of_, as_of_);
      if (!stamp) continue;
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
    contracts.ForEachKnown(account, as_of_, [&](uint32_t row) {
      const auto end = ends.stamp(row);
      if (!end.has_value() || (last.has_value() && end->instant < *last)) return;
      last = end->instant;
      lost = book_.names()[outcomes.word(row)] == records::outcome::kLost;
    });
    if (!lost) return std::nullopt;
    return *last + kSecondsPerDay * 1'000'000;  // that day is still part of it
  }

  void FindOverlaps(uint32_t account) {
    const Table& contracts = book_.table(Kind::kContract);
    const Column& starts = contracts.column("term_start");
    const Column& ends = contracts.column("term_end");
    std::map<Instant, uint32_t> by_start;
    contracts.ForEachKnown(
        account, as_of_, [&](uint32_t row) { by_start.emplace(starts.stamp(row)->instant, row); });
    std::optional<Instant> end;
    for (const auto& [start, row] : by_start) {
      if (end.has_value() && start < *end) AddRow(Doubt::kOverlappingTerms, contracts, row);
      end = std::max(ends.stamp(row)->instant, end.value_or(start));
    }
  }

  void FindRevenueBelowZero(uint32_t account) {
    double sum = 0;
    bool below = false;
    revenue_.table().ForEachKnown(account, as_of_, [&](uint32_t row) {
      sum += revenue_.SignedAmount(row);
      below = below || sum < -kLeastAmount;
    });
    if (below) {
      Add(Doubt::kRevenueBelowZero, Kind::kRevenue, std::string(book_.account_id(account)));
    }
  }

  const Book& book_;
  const Revenue revenue_;
  const Instant as_of_;
  const Stop* const stop_;
  const KeptAccounts& kept_;
  std::map<std::pair<Doubt, Kind>, Finding> findings_;
};

}  // namespace

std::span<const DoubtInfo> Doubts() { return kDoubts; }

const DoubtInfo& InfoOf(Doubt doubt) { return kDoubts[static_cast<size_t>(doubt)]; }

std::vector<Finding> FindDoubts(const Book& book, Instant as_of, const Stop* stop,
                                const KeptAccounts& kept) {
  return Search(book, as_of, stop, kept).Run();
}

uint64_t AccountsWith(const Book& book, Kind kind, Instant as_of) {
  uint64_t count = 0;
  for (uint32_t account = 0; account < book.account_count(); ++account) {
    count += book.table(kind).HasKnown(account, as_of);
  }
  return count;
}

}  // namespace bellwether::book
