// Tested by tests/server/accounts_handlers_test.cc and known_decisions_test.cc.
#include "server/rpc/fact_origins.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/civil_day.h"
#include "engine/book/stamp.h"
#include "protos/wire/wire.h"

namespace bellwether {
namespace {

constexpr char kGrantedDays[] = "extension.granted_days";

class Origins {
 public:
  Origins(const StoredAccount& stored, const Moment& as_of)
      : stored_(stored), as_of_(as_of), now_(as_of.At(stored.zone())) {}

  std::vector<v1::FactOrigin> Run(const store::AccountDecisions& decisions,
                                  const Account& facts) && {
    for (const portfolio::FactOrigin& one : stored_.OriginsAt(as_of_)) AddRecord(one);
    AddReckoned(facts);
    AddGrant(decisions);
    for (const OverrideInput& one : facts.overrides) AddOverride(decisions, one.model);
    return std::move(all_);
  }

 private:
  void AddRecord(const portfolio::FactOrigin& one) {
    v1::HistoryRecord& record = Add(one.fact, one.at);
    record.set_kind(std::string(records::NameOf(one.kind)));
    record.set_id(one.id);
    if (one.known_at == one.at.At(stored_.zone())) return;
    wire::MomentToProto(Moment::Instant(one.known_at), *record.mutable_known_at());
  }

  // Signals that no account record states.
  void AddReckoned(const Account& facts) {
    const auto end = std::find_if(all_.begin(), all_.end(), [](const v1::FactOrigin& origin) {
      return origin.fact().starts_with("milestones.") || origin.fact() == kGrantedDays;
    });
    std::vector<v1::FactOrigin> reckoned;
    for (const SignalInput& signal : facts.signals) {
      const std::string fact = absl::StrCat("signals.", signal.name);
      if (Find(fact) != nullptr) continue;
      v1::FactOrigin& origin = reckoned.emplace_back();
      origin.set_fact(fact);
      if (signal.observed_at) origin.set_age_days(AgeOf(*signal.observed_at));
    }
    all_.insert(end, reckoned.begin(), reckoned.end());
  }

  // Days that were granted here take the place of those that records tell.
  void AddGrant(const store::AccountDecisions& decisions) {
    const auto& all = decisions.decisions;
    const auto last = std::find_if(all.rbegin(), all.rend(), [this](const auto& one) {
      return one.what.kind == store::DecisionKind::kExtensionGranted && one.head.known_at <= now_;
    });
    if (last == all.rend()) return;
    std::erase_if(all_, [](const auto& origin) { return origin.fact() == kGrantedDays; });
    AddEntry(kGrantedDays, "decision", last->head);
  }

  void AddOverride(const store::AccountDecisions& decisions, const std::string& model) {
    const auto& all = decisions.overrides;
    const auto last = std::find_if(all.rbegin(), all.rend(), [&](const auto& one) {
      return one.what.model == model && one.head.known_at <= now_;
    });
    if (last != all.rend()) AddEntry(absl::StrCat("overrides.", model), "override", last->head);
  }

  void AddEntry(const std::string& fact, const char* kind, const store::EntryHead& head) {
    v1::HistoryRecord& record = Add(fact, Moment::Instant(head.known_at));
    record.set_kind(kind);
    record.set_id(absl::StrCat(head.number));
  }

  v1::HistoryRecord& Add(const std::string& fact, const Moment& at) {
    v1::FactOrigin& origin = all_.emplace_back();
    origin.set_fact(fact);
    origin.set_age_days(AgeOf(at));
    wire::MomentToProto(at, *origin.mutable_record()->mutable_at());
    return *origin.mutable_record();
  }

  int32_t AgeOf(const Moment& at) const {
    const auto day_of = [this](const Moment& moment) {
      return book::StampOf(moment, stored_.zone()).day;
    };
    return day_of(as_of_) - day_of(at);
  }

  const v1::FactOrigin* Find(const std::string& fact) const {
    const auto found = std::find_if(all_.begin(), all_.end(),
                                    [&](const auto& origin) { return origin.fact() == fact; });
    return found == all_.end() ? nullptr : &*found;
  }

  const StoredAccount& stored_;
  const Moment as_of_;
  const absl::Time now_;
  std::vector<v1::FactOrigin> all_;
};

}  // namespace

std::vector<v1::FactOrigin> OriginsOf(const StoredAccount& stored,
                                      const store::AccountDecisions& decisions,
                                      const Account& facts, const Moment& as_of) {
  return Origins(stored, as_of).Run(decisions, facts);
}

}  // namespace bellwether
