// Tested by tests/server/store/evaluation_store_test.cc.
#include "server/store/evaluation_writer.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "server/store/sql_reading.h"

namespace bellwether::store {
namespace {

// Who told of an account has it looked at sooner, unless their server ended meanwhile.
constexpr absl::Duration kToldMeanwhileLater = absl::Seconds(1);

}  // namespace

const char kKnownOfAccount[] =
    "a.records + coalesce((select d.entries from decision_states d"
    " where d.tenant = a.tenant and d.account = a.account), 0)"
    " + (select count(*) from kinds k where k.tenant = a.tenant)";

std::string CountRecordsText() {
  return absl::StrCat("select ", kKnownOfAccount,
                      " from accounts a where a.tenant = :tenant and a.account = :account"
                      " and a.records > 0");
}

long long CountRecordsOf(soci::session& session, const AccountName& of) {
  return ReadNumber(session, CountRecordsText(), 0, of.tenant, of.account);
}

// The row is changed by whoever writes, and stays theirs until their transaction ends.
void TakeTurn(soci::session& session) { session << "update evaluation_sequence set last = last"; }

void MarkAllDue(soci::session& session, const std::string& tenant) {
  TakeTurn(session);
  session << "update last_evaluations set next_change_at = 0 where tenant = :tenant",
      soci::use(tenant);
}

EvaluationWriter::EvaluationWriter(soci::session& session)
    : session_(session),
      count_((session.prepare << CountRecordsText(), soci::use(row_.tenant),
              soci::use(row_.account), soci::into(known_))),
      insert_((
          session.prepare << "insert into evaluations (tenant, account, sequence, as_of, cause,"
                             " facts_digest, pack_digest, body, next_change_at, records)"
                             " values (:tenant, :account, :sequence, :as_of, :cause, :facts, :pack,"
                             " :body, :next, :records)",
          soci::use(row_.tenant), soci::use(row_.account), soci::use(row_.sequence),
          soci::use(row_.as_of), soci::use(row_.cause), soci::use(row_.facts_digest),
          soci::use(row_.pack_digest), soci::use(row_.body), soci::use(row_.next_change_at),
          soci::use(row_.records))),
      last_((session.prepare
                 << "insert into last_evaluations (tenant, account, sequence, pack_digest,"
                    " next_change_at, records, band, score, standing)"
                    " values (:tenant, :account, :sequence, :pack, :next, :records, :band, :score,"
                    " :standing)"
                    " on conflict (tenant, account) do update set"
                    " sequence = excluded.sequence, pack_digest = excluded.pack_digest,"
                    " next_change_at = excluded.next_change_at, records = excluded.records,"
                    " band = excluded.band, score = excluded.score,"
                    " standing = excluded.standing",
             soci::use(row_.tenant), soci::use(row_.account), soci::use(row_.sequence),
             soci::use(row_.pack_digest), soci::use(row_.next_change_at), soci::use(row_.records),
             soci::use(row_.band), soci::use(row_.score, row_.has_score),
             soci::use(row_.standing, row_.has_standing))),
      again_((session.prepare << "update last_evaluations set next_change_at = :next,"
                                 " records = :records, score = coalesce(:score, score),"
                                 " standing = coalesce(:standing, standing)"
                                 " where tenant = :tenant and account = :account"
                                 " and sequence = :sequence",
              soci::use(row_.next_change_at), soci::use(row_.records),
              soci::use(row_.score, row_.has_score), soci::use(row_.standing, row_.has_standing),
              soci::use(row_.tenant), soci::use(row_.account), soci::use(row_.sequence))),
      find_band_((session.prepare << "select band from last_evaluations where tenant = :tenant"
                                     " and account = :account",
                  soci::use(row_.tenant), soci::use(row_.account), soci::into(band_before_))),
      insert_band_((session.prepare
                        << "insert into band_changes (tenant, account, sequence, at, band)"
                           " values (:tenant, :account, :sequence, :at, :band)",
                    soci::use(row_.tenant), soci::use(row_.account), soci::use(row_.sequence),
                    soci::use(row_.as_of), soci::use(row_.band))),
      sequence_(ReadNumber(session, "select last from evaluation_sequence", 0)) {}

int64_t EvaluationWriter::Write(const StoredEvaluation& one) {
  row_.tenant = one.of.tenant;
  row_.account = one.of.account;
  const bool found = count_.execute(true);
  const bool is_kept = found && known_ > 0;
  if (found) count_.fetch();  // there is no more: the cursor is closed
  if (!is_kept) return 0;
  row_.next_change_at = MicrosOf(one.next_change_at);
  row_.records = static_cast<long long>(one.records);
  // What became known while this was evaluated may have marked the account as due: it stays so.
  if (known_ != row_.records) {
    row_.next_change_at = std::min(row_.next_change_at, MicrosOf(one.as_of + kToldMeanwhileLater));
  }
  ReadHealth(one);
  if (one.says_nothing_new) {
    row_.sequence = one.sequence;
    again_.execute(true);
    return 0;
  }
  row_.sequence = ++sequence_;
  row_.as_of = absl::ToUnixMicros(one.as_of);
  row_.cause = static_cast<int>(one.cause);
  row_.facts_digest = one.facts_digest;
  row_.pack_digest = one.pack_digest;
  row_.body = one.body;
  row_.band = one.band;
  insert_.execute(true);
  WriteBand();
  last_.execute(true);
  return sequence_;
}

void EvaluationWriter::ReadHealth(const StoredEvaluation& one) {
  row_.score = one.score.value_or(0);
  row_.has_score = one.score ? soci::i_ok : soci::i_null;
  row_.standing = static_cast<int>(one.standing.value_or(HealthStanding::kNoModel));
  row_.has_standing = one.standing ? soci::i_ok : soci::i_null;
}

// Where it is another one than before.
void EvaluationWriter::WriteBand() {
  std::string before;
  if (find_band_.execute(true)) {
    before = band_before_;
    find_band_.fetch();  // there is no more: the cursor is closed
  }
  if (before != row_.band) insert_band_.execute(true);
}

void EvaluationWriter::Finish() {
  session_ << "update evaluation_sequence set last = :last", soci::use(sequence_);
}

}  // namespace bellwether::store
