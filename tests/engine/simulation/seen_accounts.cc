#include "tests/engine/simulation/seen_accounts.h"

#include "engine/simulation/simulate.h"
#include "tests/engine/simulation/saas_parameters.h"

namespace bellwether::simulation {
namespace {

using records::Kind;
using records::Record;

std::string WordOf(const Record& record, std::string_view field) {
  const auto* const word = Get<std::string>(record, field);
  return word == nullptr ? "" : *word;
}

class Reader {
 public:
  Reader(Seen& seen, int term) : seen_(seen), term_(term) {}

  void Take(const Record& record) {
    const int day = DayOf(record.at) - seen_.start;
    switch (record.kind) {
      case Kind::kAccount:
        return TakeChanges(record);
      case Kind::kValue:
        seen_.value = day;
        return;
      case Kind::kRevenue:
        return TakeRevenue(record, day);
      case Kind::kOnboarding:
        if (WordOf(record, "event") == "graduated") seen_.graduated = day;
        return;
      case Kind::kMilestone:
        seen_.milestones[WordOf(record, "key")] = record;
        return;
      case Kind::kAssignment:
        seen_.arms[WordOf(record, "experiment")] = WordOf(record, "arm");
        return;
      default:
        return;
    }
  }

 private:
  void TakeChanges(const Record& record) {
    for (const records::Change& change : record.changes) {
      if (change.name != "segment") continue;
      seen_.segment = std::get<std::string>(change.value);
      seen_.start = DayOf(record.at);
    }
  }

  void TakeRevenue(const Record& record, int day) {
    const std::string movement = WordOf(record, "movement");
    if (movement == "expansion" && day < term_) seen_.expanded = true;
    if (movement != "churn") return;
    seen_.lost = day;
    seen_.reasons.push_back(*Get<records::Words>(record, "reason"));
  }

  Seen& seen_;
  const int term_;
};

}  // namespace

std::vector<Seen> SeeAccounts(uint64_t seed, const Period& period, uint32_t count, int term) {
  std::vector<Seen> all(count);
  for (uint32_t account = 0; account < count; ++account) {
    Seen& seen = all[account];
    Reader reader(seen, term);
    Simulate(SaasParameters(), seed, period, account,
             [&reader](const Record& record) { reader.Take(record); });
    seen.followed = period.end() - 1 - seen.start;
  }
  return all;
}

}  // namespace bellwether::simulation
