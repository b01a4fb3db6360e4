// Moments are microseconds since 1970 in UTC, so that both databases keep them alike.
//
// Tested by tests/server/store/migrations_test.cc.
#include "server/store/migrations.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/base/string_bridge.h"
#include "server/store/transaction.h"

namespace bellwether::store {
namespace {

// A record's versions lie together with all else of their account, for they are read together. The
// second index finds a version wherever it is: a record may be given to another account.
constexpr std::string_view kRecords[] = {
    "create table records ("
    "  tenant {text} not null, account {text} not null, kind {text} not null, id {text} not null,"
    "  known_at bigint not null, at bigint not null, body {text} not null,"
    "  primary key (tenant, account, kind, id, known_at)"
    "){clustered}",
    "create unique index records_by_id on records (tenant, kind, id, known_at)",
    "create table accounts ("
    "  tenant {text} not null, account {text} not null, records bigint not null,"
    "  changed_at bigint not null, primary key (tenant, account)"
    "){clustered}",
    // Which kinds of records are told of at all: an account without one has none.
    "create table kinds ("
    "  tenant {text} not null, kind {text} not null, primary key (tenant, kind)"
    "){clustered}",
    // What was answered, so that it is answered again and not done again.
    "create table requests ("
    "  tenant {text} not null, id {text} not null, digest {text} not null, answer {text} not null,"
    "  answered_at bigint not null, primary key (tenant, id)"
    "){clustered}",
    "create index requests_by_time on requests (answered_at)",
};

// What lists are filtered by: what each version of an account record says of it, and of each
// account what they say last. "" where nothing is said, so that no comparison knows a third answer.
constexpr std::string_view kAttributes[] = {
    "create table account_attributes ("
    "  tenant {text} not null, account {text} not null, id {text} not null,"
    "  known_at bigint not null, at bigint not null, segment {text} not null, csm {text} not null,"
    "  stage {text} not null, primary key (tenant, account, id, known_at)"
    "){clustered}",
    "create index account_attributes_by_id on account_attributes (tenant, id)",
    "insert into account_attributes (tenant, account, id, known_at, at, segment, csm, stage)"
    " select tenant, account, id, known_at, at, segment, csm, stage from ("
    "  select tenant, account, id, known_at, at, {json segment} as segment, {json csm} as csm,"
    "   {json stage} as stage from records where kind = 'account') told"
    " where segment <> '' or csm <> '' or stage <> ''",
    "alter table accounts add column segment {text} not null default ''",
    "alter table accounts add column csm {text} not null default ''",
    "alter table accounts add column stage {text} not null default ''",
    // Of each the latest `at`, of versions that no later one has replaced.
    "update accounts set segment = coalesce((select a.segment from account_attributes a"
    " where a.tenant = accounts.tenant and a.account = accounts.account and a.segment <> ''"
    " and not exists (select 1 from records later where later.tenant = a.tenant"
    "  and later.kind = 'account' and later.id = a.id and later.known_at > a.known_at)"
    " order by a.at desc, a.known_at desc, a.id desc limit 1), '')",
    "update accounts set csm = coalesce((select a.csm from account_attributes a"
    " where a.tenant = accounts.tenant and a.account = accounts.account and a.csm <> ''"
    " and not exists (select 1 from records later where later.tenant = a.tenant"
    "  and later.kind = 'account' and later.id = a.id and later.known_at > a.known_at)"
    " order by a.at desc, a.known_at desc, a.id desc limit 1), '')",
    "update accounts set stage = coalesce((select a.stage from account_attributes a"
    " where a.tenant = accounts.tenant and a.account = accounts.account and a.stage <> ''"
    " and not exists (select 1 from records later where later.tenant = a.tenant"
    "  and later.kind = 'account' and later.id = a.id and later.known_at > a.known_at)"
    " order by a.at desc, a.known_at desc, a.id desc limit 1), '')",
    // What was changed since, and what one person looks after. The others have few values.
    "create index accounts_by_change on accounts (tenant, changed_at, account)",
    "create index accounts_by_csm on accounts (tenant, csm, account)",
};

// What people decided about accounts. Entries of both tables share the numbers of their account.
constexpr std::string_view kDecisions[] = {
    "create table decision_states ("
    "  tenant {text} not null, account {text} not null, entries bigint not null,"
    "  known_at bigint not null, recorded_at bigint not null, etag text not null,"
    "  primary key (tenant, account)"
    "){clustered}",
    // Those that do not expire have the largest moment.
    "create table overrides ("
    "  tenant {text} not null, account {text} not null, number bigint not null,"
    "  model {text} not null, action bigint not null, value double precision not null,"
    "  expires_at bigint not null, known_at bigint not null, recorded_at bigint not null,"
    "  author text not null, reason text not null, primary key (tenant, account, number)"
    "){clustered}",
    "create table decisions ("
    "  tenant {text} not null, account {text} not null, number bigint not null,"
    "  kind bigint not null, days bigint not null, subject text not null,"
    "  known_at bigint not null, recorded_at bigint not null, author text not null,"
    "  reason text not null, primary key (tenant, account, number)"
    "){clustered}",
    // What must not be forgotten when all else of an account is: never about which.
    "create table audit ("
    "  tenant {text} not null, at bigint not null, what text not null, author text not null"
    ")",
    "create index audit_by_time on audit (tenant, at)",
};

// What was answered about accounts lies by account too, and is found by its number by whoever
// watches. The last evaluation of an account says when to look at it again, and how many records it
// knew.
constexpr std::string_view kEvaluations[] = {
    "create table evaluations ("
    "  tenant {text} not null, account {text} not null, sequence bigint not null,"
    "  as_of bigint not null, cause integer not null, facts_digest {text} not null,"
    "  pack_digest {text} not null, body {text} not null, next_change_at bigint not null,"
    "  records bigint not null, primary key (tenant, account, sequence)"
    "){clustered}",
    "create unique index evaluations_by_sequence on evaluations (tenant, sequence)",
    "create table last_evaluations ("
    "  tenant {text} not null, account {text} not null, sequence bigint not null,"
    "  pack_digest {text} not null, next_change_at bigint not null, records bigint not null,"
    "  primary key (tenant, account)"
    "){clustered}",
    "create index last_evaluations_by_next_change on last_evaluations (next_change_at)",
    "create table evaluation_sequence (last bigint not null)",
    "insert into evaluation_sequence (last) values (0)",
};

// Alerts lie by number alone: a key that began with the tenant would be preferred to the indexes by
// which an account and a desk are found. A moment that never came is the largest one. Events wait
// with the sequence 0 until people are told of them.
constexpr std::string_view kAlerts[] = {
    "create table alert_states ("
    "  tenant {text} not null, account {text} not null, version bigint not null,"
    "  body {text} not null, primary key (tenant, account)"
    "){clustered}",
    "create table alerts ("
    "  tenant {text} not null, number bigint not null, account {text} not null,"
    "  alert_key {text} not null, lead_rule {text} not null, severity {text} not null,"
    "  csm {text} not null, stake double precision not null, standing bigint not null,"
    "  raised_at bigint not null, acknowledged_at bigint not null, snoozed_until bigint not null,"
    "  resolved_at bigint not null, changed bigint not null, body {text} not null,"
    "  primary key (number)"
    "){clustered}",
    "create index alerts_by_tenant on alerts (tenant, number)",
    "create index alerts_by_account on alerts (tenant, account, number)",
    // What is over grows without end: what is open is found without it.
    "create index alerts_that_are_open on alerts (tenant, number)"
    " where resolved_at = 9223372036854775807",
    "create index alerts_by_desk on alerts (tenant, csm, lead_rule, number)"
    " where resolved_at = 9223372036854775807",
    "create table alert_events ("
    "  tenant {text} not null, account {text} not null, number bigint not null,"
    "  sequence bigint not null, alert bigint not null, told_at bigint not null,"
    "  held_back bigint not null, body {text} not null, primary key (tenant, account, number)"
    "){clustered}",
    "create unique index alert_events_by_sequence on alert_events (tenant, sequence)"
    " where sequence > 0",
    "create index alert_events_that_wait on alert_events (tenant, account, told_at)"
    " where sequence = 0",
    "create index alert_events_of_alert on alert_events (alert, sequence) where sequence > 0",
    "create table tasks ("
    "  tenant {text} not null, number bigint not null, account {text} not null,"
    "  alert bigint not null, owner {text} not null, csm {text} not null,"
    "  standing bigint not null, due_at bigint not null, told_overdue bigint not null,"
    "  changed bigint not null, body {text} not null, primary key (number)"
    "){clustered}",
    "create index tasks_by_due on tasks (tenant, due_at, number)",
    "create index tasks_that_are_open on tasks (tenant, due_at, number) where standing = 1",
    "create index tasks_by_account on tasks (tenant, account, standing, number)",
    // The last number of each sort that was given.
    "create table alert_numbers ("
    "  alert bigint not null, task bigint not null, event bigint not null,"
    "  sequence bigint not null, changed bigint not null)",
    "insert into alert_numbers (alert, task, event, sequence, changed) values (0, 0, 0, 0, 0)",
    // What was evaluated before raised no alerts yet.
    "update last_evaluations set next_change_at = 0",
};

// What is to be told to others. A line is of one account and one target, and tells which message
// is its first, and when that is tried next: what is due is found without looking at what waits
// behind it. A target takes a key once.
constexpr std::string_view kOutbox[] = {
    "create table outbox ("
    "  tenant {text} not null, target {text} not null, account {text} not null,"
    "  sequence bigint not null, message_key {text} not null, body text not null,"
    "  state integer not null, attempts bigint not null, created_at bigint not null,"
    "  changed_at bigint not null, problem text not null,"
    "  primary key (tenant, target, account, sequence)"
    "){clustered}",
    "create unique index outbox_by_key on outbox (tenant, target, message_key)",
    "create index outbox_by_state on outbox (tenant, state, target, account, sequence)",
    "create index outbox_by_age on outbox (state, target, created_at)",
    "create index outbox_by_account on outbox (tenant, account)",
    "create table outbox_lines ("
    "  tenant {text} not null, target {text} not null, account {text} not null,"
    "  last bigint not null, head bigint not null, next_attempt_at bigint not null,"
    "  primary key (tenant, target, account)"
    "){clustered}",
    "create index outbox_lines_by_next_attempt on outbox_lines (target, next_attempt_at)",
    "create index outbox_lines_by_account on outbox_lines (tenant, account)",
    // Events of alerts, as they are carried out: those of all tenants.
    "create unique index alert_events_of_all on alert_events (sequence) where sequence > 0",
    // Up to where messages were made of what is kept elsewhere.
    "create table outbox_sources (source {text} not null primary key, upto bigint not null)",
};

// What was done after alerts lies by when it began; where lots were drawn (arm 1: helped, 2: left
// alone), with what they were drawn by. It may be kept for longer than its alert and the tasks of
// that: what is counted of these goes over to it. Bands lie by account, where they changed: what an
// account was evaluated to stands behind texts that are long.
constexpr std::string_view kInterventions[] = {
    "create table interventions ("
    "  tenant {text} not null, begun_at bigint not null, alert bigint not null,"
    "  playbook {text} not null, account {text} not null, rule {text} not null,"
    "  band {text} not null, arm bigint not null, share double precision not null,"
    "  seed bigint not null, was_acknowledged bigint not null default 0,"
    "  tasks_gone bigint not null default 0, tasks_gone_done bigint not null default 0,"
    "  primary key (tenant, begun_at, alert, playbook)"
    "){clustered}",
    "create index interventions_by_account on interventions (tenant, account)",
    "create table band_changes ("
    "  tenant {text} not null, account {text} not null, sequence bigint not null,"
    "  at bigint not null, band {text} not null, primary key (tenant, account, sequence)"
    "){clustered}",
    "alter table last_evaluations add column band {text} not null default ''",
};

// When a task was done or dropped, so that it can be kept for a time. Of those that had ended
// before it is not known: their time begins now.
constexpr std::string_view kEndedTasks[] = {
    "alter table tasks add column ended_at bigint not null default 9223372036854775807",
    "update tasks set ended_at = {now} where standing <> 1",
};

// Accounts one of whose records has a version of another account. Only where one writes at a time:
// where several do, none knows what another is about to commit, and nothing is read from it.
constexpr std::string_view kSharers[] = {
    "create table sharers ("
    "  tenant {text} not null, account {text} not null, primary key (tenant, account)"
    "){clustered}",
    "insert into sharers (tenant, account) select distinct r.tenant, r.account from records r"
    " where exists (select 1 from records o where o.tenant = r.tenant and o.kind = r.kind"
    "  and o.id = r.id and o.account <> r.account)",
};

// Lines of the audit that happened at one moment are told apart when they are listed page by page.
// The table is made anew: neither database adds such a column to one that is there.
constexpr std::string_view kNumberedAudit[] = {
    "create table audit_lines ("
    "  number {numbered}, tenant {text} not null, at bigint not null, what text not null,"
    "  author text not null"
    ")",
    "insert into audit_lines (tenant, at, what, author)"
    " select tenant, at, what, author from audit order by at",
    "drop table audit",
    "alter table audit_lines rename to audit",
    "create index audit_by_time on audit (tenant, at, number)",
};

// What inboxes ask for: what happened to one alert, what is at stake, and which place an alert has
// that is held back, in the order of the engine's desk. Alerts that are open say what happens to
// them next from the next look at their accounts on.
constexpr std::string_view kAlertLists[] = {
    "create index alert_events_by_alert on alert_events (alert, number)",
    "create index alerts_by_stake on alerts (tenant, stake desc, raised_at, number)"
    " where resolved_at = 9223372036854775807",
    "create index alerts_held_back on alerts"
    " (tenant, csm, lead_rule, stake desc, raised_at, account, alert_key)"
    " where standing = 2 and resolved_at = 9223372036854775807",
    "update last_evaluations set next_change_at = 0 where (tenant, account) in"
    " (select a.tenant, a.account from alerts a where a.resolved_at = 9223372036854775807)",
};

// What lists of accounts are filtered and ordered by of the last evaluation. What was evaluated
// before does not tell it until its next look, which is now.
constexpr std::string_view kListedHealth[] = {
    "alter table last_evaluations add column score double precision",
    "alter table last_evaluations add column standing integer",
    "update last_evaluations set next_change_at = 0",
};

// What the audit is asked for of all times: what was done, by whom, or both. One of the first two
// for both would walk through all that somebody did, which may be every line.
constexpr std::string_view kAuditLookups[] = {
    "create index audit_by_what on audit (tenant, what, at, number)",
    "create index audit_by_author on audit (tenant, author, at, number)",
    "create index audit_by_both on audit (tenant, what, author, at, number)",
};

constexpr Migration kMigrations[] = {
    {"records of accounts", kRecords},
    {"what lists are filtered by", kAttributes},
    {"overrides and decisions", kDecisions},
    {"evaluations", kEvaluations},
    {"alerts and tasks", kAlerts},
    {"outbox", kOutbox},
    {"interventions", kInterventions},
    {"when tasks ended", kEndedTasks},
    {"accounts that share a record", kSharers},
    {"lines of the audit have numbers", kNumberedAudit},
    {"lists of alerts", kAlertLists},
    {"health in lists of accounts", kListedHealth},
    {"lookups of the audit", kAuditLookups},
};

constexpr std::string_view kVersions =
    "create table if not exists schema_versions ("
    "  version integer not null primary key, what text not null, applied_at bigint not null)";

int VersionOf(soci::session& session) {
  session << std::string(kVersions);
  int version = 0;
  session << "select coalesce(max(version), 0) from schema_versions", soci::into(version);
  return version;
}

std::string InDialect(std::string_view statement, const Dialect& dialect, absl::Time now) {
  return absl::StrReplaceAll(ToAbsl(statement),
                             {{"{now}", absl::StrCat(absl::ToUnixMicros(now))},
                              {"{clustered}", ToAbsl(dialect.clustered())},
                              {"{numbered}", ToAbsl(dialect.numbered())},
                              {"{text}", ToAbsl(dialect.text())},
                              {"{json segment}", dialect.TextOfJson("body", "segment")},
                              {"{json csm}", dialect.TextOfJson("body", "csm")},
                              {"{json stage}", dialect.TextOfJson("body", "stage")}});
}

void Apply(soci::session& session, const Dialect& dialect, const Migration& migration, int version,
           absl::Time now) {
  for (const std::string_view statement : migration.statements) {
    session << InDialect(statement, dialect, now);
  }
  const std::string what(migration.what);
  const long long at = absl::ToUnixMicros(now);
  session
      << "insert into schema_versions (version, what, applied_at) values (:version, :what, :at)",
      soci::use(version), soci::use(what), soci::use(at);
}

}  // namespace

std::span<const Migration> Migrations() { return kMigrations; }

absl::Status Migrate(soci::session& session, const Dialect& dialect, absl::Time now, uint32_t to) {
  Transaction transaction(session, dialect);
  if (!dialect.lock_schema().empty()) session << std::string(dialect.lock_schema());
  const int version = VersionOf(session);
  if (version > static_cast<int>(std::size(kMigrations))) {
    return absl::FailedPreconditionError(
        absl::StrCat(dialect.place(), " is of version ", version, ", and this server knows ",
                     std::size(kMigrations), "; use the server that wrote it, or a newer one"));
  }
  for (int next = version; next < static_cast<int>(to); ++next) {
    Apply(session, dialect, kMigrations[next], next + 1, now);
  }
  transaction.Commit();
  return absl::OkStatus();
}

}  // namespace bellwether::store
