// Tested by tests/engine/portfolio/fact_origins_test.cc.
#include "engine/portfolio/fact_origins.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"

namespace bellwether::portfolio {
namespace {

constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

using book::Change;
using book::Rows;
using book::Table;
using records::Kind;

class Origins {
 public:
  Origins(const book::Book& book, uint32_t account, const Moment& as_of)
      : book_(book), account_(account), now_(book::StampOf(as_of, book.zone_of(account)).instant) {}

  std::vector<FactOrigin> Run() && {
    const book::History& history = book_.history();
    ReadChanges(history.attributes_of(account_));
    ReadFirstEvents();
    std::stable_sort(all_.begin(), all_.end(),
                     [](const FactOrigin& a, const FactOrigin& b) { return a.fact < b.fact; });
    ReadChanges(history.signals_of(account_));
    ReadMilestones();
    ReadExtension();
    return std::move(all_);
  }

 private:
  std::string_view word(book::Name name) const { return book_.names()[name]; }

  // Of each name the last one that was known and had happened: they stand in order of time.
  void ReadChanges(const Rows& rows) {
    const book::History& history = book_.history();
    uint32_t last = kNone;
    for (uint32_t i = rows.first; i < rows.end; ++i) {
      const Change change = history.change(i);
      if (change.KnownAt(now_) && change.at <= now_) last = i;
      const bool is_last_of_name = i + 1 == rows.end || history.change(i + 1).name != change.name;
      if (!is_last_of_name) continue;
      if (last != kNone) Add(last);
      last = kNone;
    }
  }

  void Add(uint32_t position) {
    const Change change = book_.history().change(position);
    const std::string_view name = word(change.name);
    const Table& accounts = book_.table(Kind::kAccount);
    const uint32_t row = book_.history().row(position);
    FactOrigin origin = OriginOf(change.is_signal ? "signals." : "", name, accounts, row);
    if (change.is_signal) origin.at = Moment::Instant(absl::FromUnixMicros(change.observed));
    all_.push_back(std::move(origin));
  }

  FactOrigin OriginOf(std::string_view prefix, std::string_view name, const Table& table,
                      uint32_t row) const {
    return {absl::StrCat(ToAbsl(prefix), ToAbsl(name)), table.kind(), std::string(table.id(row)),
            book::MomentOf(table.at(row), book_.zone_of(account_)),
            absl::FromUnixMicros(table.known(row))};
  }

  bool Has(std::string_view fact) const {
    return std::any_of(all_.begin(), all_.end(),
                       [fact](const FactOrigin& origin) { return origin.fact == fact; });
  }

  template <typename Choose>
  void AddFirst(std::string_view fact, Kind kind, const Choose& choose) {
    uint32_t first = kNone;
    const Table& table = book_.table(kind);
    table.ForEachHappened(account_, now_, [&](uint32_t row) {
      if (first == kNone && choose(table, row)) first = row;
    });
    if (first != kNone && !Has(fact)) all_.push_back(OriginOf("", fact, table, first));
  }

  // Dates that no account record states.
  void ReadFirstEvents() {
    AddFirst("first_value_at", Kind::kValue, [](const Table& values, uint32_t row) {
      return values.column("confirmed_by").word(row) != book::kNoName;
    });
    const auto is_step = [this](std::string_view step) {
      return [this, step](const Table& events, uint32_t row) {
        return word(events.column("event").word(row)) == step;
      };
    };
    AddFirst("kickoff_at", Kind::kOnboarding, is_step(records::step::kStarted));
    AddFirst("graduated_at", Kind::kOnboarding, is_step(records::step::kGraduated));
  }

  void ReadMilestones() {
    const Table& milestones = book_.table(Kind::kMilestone);
    std::map<std::string_view, uint32_t> last;
    milestones.ForEachHappened(account_, now_, [&](uint32_t row) {
      last[word(milestones.column("key").word(row))] = row;
    });
    for (const auto& [key, row] : last) {
      all_.push_back(OriginOf("milestones.", key, milestones, row));
    }
  }

  // The last of those whose days add up.
  void ReadExtension() {
    const Table& events = book_.table(Kind::kOnboarding);
    uint32_t last = kNone;
    events.ForEachHappened(account_, now_, [&](uint32_t row) {
      if (word(events.column("event").word(row)) == records::step::kExtended) last = row;
    });
    if (last == kNone) return;
    all_.push_back(OriginOf("", "extension.granted_days", events, last));
  }

  const book::Book& book_;
  const uint32_t account_;
  const book::Instant now_;
  std::vector<FactOrigin> all_;
};

}  // namespace

std::vector<FactOrigin> OriginsOf(const book::Book& book, uint32_t account, const Moment& as_of) {
  return Origins(book, account, as_of).Run();
}

}  // namespace bellwether::portfolio
