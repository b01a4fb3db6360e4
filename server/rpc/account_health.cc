// Tested by tests/server/account_health_test.cc.
#include "server/rpc/account_health.h"

#include <map>
#include <string_view>
#include <vector>

#include "bellwether/v1/evaluations.pb.h"
#include "protos/wire/time_to_proto.h"
#include "server/book/account_evaluator.h"
#include "server/store/evaluation_store.h"

namespace bellwether {
namespace {

using store::StandingEvaluation;

// The pack, time, or what is known of it is another one than it was evaluated by.
bool IsOutdated(const StandingEvaluation& standing, const HealthAsked& asked) {
  const store::StoredEvaluation& last = standing.evaluation;
  if (standing.is_behind) return true;
  if (last.next_change_at && *last.next_change_at <= asked.now) return true;
  return !asked.pack_digest.empty() && asked.pack_digest != last.pack_digest;
}

void Write(const StandingEvaluation& standing, const HealthAsked& asked,
           v1::AccountHealth& health) {
  wire::TimeToProto(standing.evaluation.as_of, *health.mutable_as_of());
  health.set_pack_digest(standing.evaluation.pack_digest);
  health.set_outdated(IsOutdated(standing, asked));
  v1::StoredEvaluation answer;
  if (!DecodeAnswer(standing.evaluation.body, answer).ok()) {
    health.set_unreadable(true);
    return;
  }
  health.set_refused(!answer.refusal().empty());
  for (const v1::StoredModelScore& model : answer.models()) {
    if (!model.primary()) continue;
    health.set_model(model.model());
    health.set_band(model.band());
    health.set_insufficient(!model.has_score());
    if (model.has_score()) health.set_score(model.score());
  }
}

}  // namespace

absl::Status TellHealth(store::Store& store, const HealthAsked& asked,
                        v1::ListAccountsResponse& page) {
  std::vector<std::string> names;
  std::map<std::string_view, v1::StoredAccount*> accounts;
  for (v1::StoredAccount& account : *page.mutable_accounts()) {
    names.push_back(account.account_id());
    accounts[account.account_id()] = &account;
  }
  if (names.empty()) return absl::OkStatus();
  const auto found = store.evaluations().LastOfEach(asked.tenant, names);
  if (!found.ok()) return found.status();
  for (const StandingEvaluation& standing : *found) {
    const auto account = accounts.find(standing.evaluation.of.account);
    if (account == accounts.end()) continue;
    Write(standing, asked, *account->second->mutable_health());
  }
  return absl::OkStatus();
}

}  // namespace bellwether
