// Tested by tests/server/store/decision_store_test.cc.
#include "server/store/decision_writer.h"

#include <random>

#include "absl/strings/str_format.h"
#include "server/store/sql_reading.h"

namespace bellwether::store {
std::string NewEtag() {
  std::random_device random;
  return absl::StrFormat("%08x%08x", random(), random());
}

DecisionState DecisionStateOf(soci::session& session, const std::string& tenant,
                              const std::string& account) {
  DecisionState state;
  DecisionState found;
  session << "select entries, known_at, recorded_at, etag from decision_states"
             " where tenant = :tenant and account = :account",
      soci::use(tenant), soci::use(account), soci::into(found.entries), soci::into(found.known_at),
      soci::into(found.recorded_at), soci::into(found.etag);
  if (session.got_data()) state = found;
  return state;
}

void SetDecisionState(soci::session& session, const std::string& tenant, const std::string& account,
                      const DecisionState& state) {
  session << "insert into decision_states"
             " (tenant, account, entries, known_at, recorded_at, etag)"
             " values (:tenant, :account, :entries, :known_at, :recorded_at, :etag)"
             " on conflict (tenant, account) do update set entries = excluded.entries,"
             " known_at = excluded.known_at, recorded_at = excluded.recorded_at,"
             " etag = excluded.etag",
      soci::use(tenant), soci::use(account), soci::use(state.entries), soci::use(state.known_at),
      soci::use(state.recorded_at), soci::use(state.etag);
}

bool HoldAccount(soci::session& session, const std::string& tenant, const std::string& account) {
  soci::statement hold = (session.prepare << "update accounts set records = records"
                                             " where tenant = :tenant and account = :account",
                          soci::use(tenant), soci::use(account));
  hold.execute(true);
  return hold.get_affected_rows() > 0;
}

void InsertOverride(soci::session& session, const std::string& tenant, const std::string& account,
                    const EntryHead& head, const NewOverride& what) {
  const long long number = head.number, known_at = absl::ToUnixMicros(head.known_at),
                  recorded_at = absl::ToUnixMicros(head.recorded_at),
                  action = static_cast<long long>(what.action),
                  expires_at = MicrosOf(what.expires_at);
  session << "insert into overrides (tenant, account, number, model, action, value, expires_at,"
             " known_at, recorded_at, author, reason) values (:tenant, :account, :number, :model,"
             " :action, :value, :expires_at, :known_at, :recorded_at, :author, :reason)",
      soci::use(tenant), soci::use(account), soci::use(number), soci::use(what.model),
      soci::use(action), soci::use(what.value), soci::use(expires_at), soci::use(known_at),
      soci::use(recorded_at), soci::use(head.author), soci::use(head.reason);
}

void InsertDecision(soci::session& session, const std::string& tenant, const std::string& account,
                    const EntryHead& head, const NewDecision& what) {
  const long long number = head.number, known_at = absl::ToUnixMicros(head.known_at),
                  recorded_at = absl::ToUnixMicros(head.recorded_at),
                  kind = static_cast<long long>(what.kind), days = what.days;
  session << "insert into decisions (tenant, account, number, kind, days, subject, known_at,"
             " recorded_at, author, reason) values (:tenant, :account, :number, :kind, :days,"
             " :subject, :known_at, :recorded_at, :author, :reason)",
      soci::use(tenant), soci::use(account), soci::use(number), soci::use(kind), soci::use(days),
      soci::use(what.subject), soci::use(known_at), soci::use(recorded_at), soci::use(head.author),
      soci::use(head.reason);
}

}  // namespace bellwether::store
