// Tested by tests/server/store/store_test.cc.
#include "server/store/record_writer.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <tuple>

#include "server/store/attribute_writer.h"
#include "server/store/evaluation_writer.h"

namespace bellwether::store {
namespace {

// One row at a time through statements that are prepared once.
class RecordWriter {
 public:
  RecordWriter(soci::session& session, const Request& request, bool in_turn)
      : session_(session),
        in_turn_(in_turn),
        tenant_(request.tenant),
        now_(absl::ToUnixMicros(request.now)),
        insert_((
            session.prepare << "insert into records (tenant, account, kind, id, known_at, at, body)"
                               " values (:tenant, :account, :kind, :id, :known_at, :at, :body)"
                               " on conflict do nothing",
            soci::use(tenant_), soci::use(account_), soci::use(kind_), soci::use(id_),
            soci::use(known_at_), soci::use(at_), soci::use(body_))),
        find_((session.prepare << "select account, body from records where tenant = :tenant"
                                  " and kind = :kind and id = :id and known_at = :known_at",
               soci::use(tenant_), soci::use(kind_), soci::use(id_), soci::use(known_at_),
               soci::into(found_account_), soci::into(found_body_))),
        count_((session.prepare << "insert into accounts (tenant, account, records, changed_at)"
                                   " values (:tenant, :account, :records, :now)"
                                   " on conflict (tenant, account) do update set"
                                   " records = accounts.records + excluded.records,"
                                   " changed_at = excluded.changed_at",
                soci::use(tenant_), soci::use(account_), soci::use(added_), soci::use(now_))),
        tell_((session.prepare << "insert into kinds (tenant, kind) values (:tenant, :kind)"
                                  " on conflict do nothing",
               soci::use(tenant_), soci::use(kind_))),
        find_sharers_((session.prepare << "select account from records where tenant = :tenant"
                                          " and kind = :kind and id = :id and account <> :account",
                       soci::use(tenant_), soci::use(kind_), soci::use(id_), soci::use(account_),
                       soci::into(sharer_))),
        share_((session.prepare << "insert into sharers (tenant, account)"
                                   " values (:tenant, :account) on conflict do nothing",
                soci::use(tenant_), soci::use(sharer_))),
        attributes_(session, request.tenant) {}

  PutOutcome Write(const StoredRecord& record) {
    account_ = record.account;
    kind_ = record.kind;
    id_ = record.id;
    known_at_ = absl::ToUnixMicros(record.known_at);
    at_ = absl::ToUnixMicros(record.at);
    body_ = record.body;
    insert_.execute(true);
    if (insert_.get_affected_rows() == 1) {
      ++added_to_[record.account];
      kinds_.insert(record.kind);
      if (record.kind == kAccountKind) attributes_.Keep(record);
      if (in_turn_) FindSharers();
      return PutOutcome::kStored;
    }
    find_.execute(true);
    const bool same = found_account_ == account_ && found_body_ == body_;
    return same ? PutOutcome::kAlreadyThere : PutOutcome::kConflict;
  }

  // After the last record.
  void Finish() {
    bool is_new_kind = false;
    for (const std::string& kind : kinds_) {
      kind_ = kind;
      tell_.execute(true);
      is_new_kind = is_new_kind || tell_.get_affected_rows() == 1;
    }
    for (const std::string& sharer : sharers_) {
      sharer_ = sharer;
      share_.execute(true);
    }
    // In one order as well, for each of these rows is waited for.
    for (const std::string& account : attributes_.changed()) added_to_.try_emplace(account, 0);
    for (const auto& [account, added] : added_to_) {
      account_ = account;
      added_ = added;
      if (added > 0) count_.execute(true);
      if (attributes_.changed().count(account) > 0) attributes_.Update(account);
    }
    if (is_new_kind) MarkAllDue(session_, tenant_);
  }

 private:
  // Other accounts that have a version of the record just stored.
  void FindSharers() {
    find_sharers_.execute();
    while (find_sharers_.fetch()) {
      sharers_.insert(sharer_);
      sharers_.insert(account_);
    }
  }

  soci::session& session_;
  const bool in_turn_;  // nobody else writes at the same time
  // What the statements read from and write to.
  std::string tenant_, account_, kind_, id_, body_, found_account_, found_body_, sharer_;
  long long known_at_ = 0, at_ = 0, now_ = 0, added_ = 0;
  std::map<std::string, long long> added_to_;
  std::set<std::string> kinds_, sharers_;
  soci::statement insert_, find_, count_, tell_, find_sharers_, share_;
  AttributeWriter attributes_;
};

// In one order, so that two requests that write the same records wait for each other and do not
// lock each other out.
std::vector<size_t> OrderOf(std::span<const StoredRecord> records) {
  std::vector<size_t> order(records.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    const StoredRecord &one = records[a], &other = records[b];
    return std::tie(one.account, one.kind, one.id, one.known_at) <
           std::tie(other.account, other.kind, other.id, other.known_at);
  });
  return order;
}

}  // namespace

std::vector<PutOutcome> WriteRecords(soci::session& session, const Request& request,
                                     std::span<const StoredRecord> records, bool in_turn) {
  std::vector<PutOutcome> outcomes(records.size());
  RecordWriter writer(session, request, in_turn);
  for (const size_t i : OrderOf(records)) outcomes[i] = writer.Write(records[i]);
  writer.Finish();
  return outcomes;
}

}  // namespace bellwether::store
