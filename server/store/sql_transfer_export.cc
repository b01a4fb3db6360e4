// One transaction that only reads sees the database as it was at its first statement. Within it
// accounts come one after the other, and of each one sort of thing after the other, asked for by
// the key of the last one: no statement stays open between pages.
//
// Tested by tests/server/store/transfer_test.cc.
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/store/alert_rows.h"
#include "server/store/imported_sequence.h"
#include "server/store/query.h"
#include "server/store/running_export.h"
#include "server/store/sql_entry_transfer.h"
#include "server/store/sql_reading.h"
#include "server/store/sql_transfer.h"
#include "soci/soci.h"

namespace bellwether::store {
namespace {

constexpr size_t kMostItems = 256;
constexpr size_t kMostBytes = 256 << 10;
// Alerts come with all that happened to them, so that fewer are a page.
constexpr size_t kMostAlerts = 32;

struct KindRow {
  std::string kind;
  void Into(soci::statement& rows) { rows.exchange(soci::into(kind)); }
};

struct AccountRow {
  std::string account;
  void Into(soci::statement& rows) { rows.exchange(soci::into(account)); }
};

struct RecordRow {
  std::string kind, id, body;
  long long known_at = std::numeric_limits<long long>::min();

  void Into(soci::statement& rows) {
    for (std::string* text : {&kind, &id}) rows.exchange(soci::into(*text));
    rows.exchange(soci::into(known_at));
    rows.exchange(soci::into(body));
  }
};

struct KeptEvaluationRow {
  std::string facts_digest, pack_digest, body;
  long long sequence = 0, as_of = 0, next_change_at = 0, records = 0;
  int cause = 0;

  void Into(soci::statement& rows) {
    for (long long* value : {&sequence, &as_of}) rows.exchange(soci::into(*value));
    rows.exchange(soci::into(cause));
    for (std::string* text : {&facts_digest, &pack_digest, &body}) {
      rows.exchange(soci::into(*text));
    }
    for (long long* value : {&next_change_at, &records}) rows.exchange(soci::into(*value));
  }

  StoredEvaluation Evaluation(const AccountName& of) const {
    StoredEvaluation one;
    one.of = of;
    one.sequence = OriginalSequence(sequence);
    one.as_of = absl::FromUnixMicros(as_of);
    one.cause = static_cast<EvaluationCause>(cause);
    one.facts_digest = facts_digest;
    one.pack_digest = pack_digest;
    one.body = body;
    one.next_change_at = TimeOf(next_change_at);
    one.records = static_cast<uint64_t>(records);
    return one;
  }
};

struct KeptBandRow {
  std::string band;
  long long sequence = 0, at = 0;

  void Into(soci::statement& rows) {
    for (long long* value : {&sequence, &at}) rows.exchange(soci::into(*value));
    rows.exchange(soci::into(band));
  }
};

struct KeptStateRow {
  std::string body;
  void Into(soci::statement& rows) { rows.exchange(soci::into(body)); }
};

struct KeptTaskRow : TaskRow {
  long long ended_at = kNever;

  void Into(soci::statement& rows) {
    TaskRow::Into(rows);
    rows.exchange(soci::into(ended_at));
  }
};

struct KeptEventRow {
  std::string body;
  long long sequence = 0, alert = 0, told_at = 0, held_back = 0;

  void Into(soci::statement& rows) {
    for (long long* value : {&sequence, &alert, &told_at, &held_back}) {
      rows.exchange(soci::into(*value));
    }
    rows.exchange(soci::into(body));
  }

  KeptAlertEvent Event(const std::string& account) const {
    KeptAlertEvent event;
    event.row = {account,        OriginalSequence(sequence),
                 alert,          absl::FromUnixMicros(told_at),
                 held_back != 0, body};
    return event;
  }
};

struct KeptInterventionRow {
  std::string playbook, rule, band;
  long long alert = 0, arm = 0, seed = 0, begun_at = 0, acknowledged = 0, gone = 0, done = 0;
  double share = 0;

  void Into(soci::statement& rows) {
    for (std::string* text : {&playbook, &rule, &band}) rows.exchange(soci::into(*text));
    for (long long* value : {&alert, &arm, &seed, &begun_at, &acknowledged, &gone, &done}) {
      rows.exchange(soci::into(*value));
    }
    rows.exchange(soci::into(share));
  }

  KeptIntervention Intervention() const {
    KeptIntervention one;
    one.playbook = playbook;
    one.rule = rule;
    one.band = band;
    if (arm != 0) one.lots = Lots{share, seed, arm == 2};
    one.begun_at = absl::FromUnixMicros(begun_at);
    one.was_acknowledged = acknowledged != 0;
    one.tasks_gone = static_cast<uint32_t>(gone);
    one.tasks_gone_done = static_cast<uint32_t>(done);
    return one;
  }
};

constexpr char kInterventionColumns[] =
    "i.playbook, i.rule, i.band, i.alert, i.arm, i.seed, i.begun_at, i.was_acknowledged,"
    " i.tasks_gone, i.tasks_gone_done, i.share";

std::string OfAccountIn(Query& query, const char* table, const AccountName& of) {
  return absl::StrCat(table, ".tenant = ", query.Text(of.tenant), " and ", table,
                      ".account = ", query.Text(of.account));
}

size_t SizeOf(const KeptAlert& alert) {
  size_t size = alert.row.body.size();
  for (const KeptTask& task : alert.tasks) size += task.row.body.size();
  for (const KeptAlertEvent& event : alert.events) size += event.row.body.size();
  return size;
}

class SqlTransferExport final : public TransferExport {
 public:
  SqlTransferExport(const Dialect& dialect, std::string tenant,
                    std::unique_ptr<RunningExport> running)
      : dialect_(dialect), running_(std::move(running)) {
    of_.tenant = std::move(tenant);
  }

  // A database takes its picture at the first statement that reads.
  absl::Status Begin() {
    try {
      dialect_.Connect(session_);
      session_ << std::string(dialect_.begin_read());
      ReadKinds();
      NextAccount();
      return absl::OkStatus();
    } catch (const soci::soci_error& error) {
      return dialect_.StatusOf(error);
    }
  }

  absl::StatusOr<std::vector<TransferItem>> Next() override {
    items_.clear();
    bytes_ = 0;
    if (kinds_) Add(*std::exchange(kinds_, std::nullopt), 0);
    try {
      while (stage_ != Stage::kOver && HasRoom()) Step();
    } catch (const soci::soci_error& error) {
      return dialect_.StatusOf(error);
    }
    return std::exchange(items_, {});
  }

 private:
  enum class Stage { kRecords, kEntries, kStanding, kEvaluations, kAlerts, kOver };

  bool HasRoom() const { return items_.size() < kMostItems && bytes_ < kMostBytes; }
  size_t Room() const { return kMostItems - items_.size(); }

  // One of the sorts of TransferItem.
  template <typename Item>
  void Add(Item item, size_t bytes) {
    items_.emplace_back(std::move(item));
    bytes_ += bytes;
  }

  void Step() {
    switch (stage_) {
      case Stage::kRecords:
        if (AddRecords()) stage_ = Stage::kEntries;
        return;
      case Stage::kEntries:
        if (AddEntries()) stage_ = Stage::kStanding;
        return;
      case Stage::kStanding:
        AddStanding();
        stage_ = Stage::kEvaluations;
        return;
      case Stage::kEvaluations:
        if (AddEvaluations()) stage_ = Stage::kAlerts;
        return;
      case Stage::kAlerts:
        if (AddAlerts()) NextAccount();
        return;
      case Stage::kOver:
        return;
    }
  }

  void ReadKinds() {
    KindsTold told;
    Query query;
    KindRow row;
    query.Run(session_,
              absl::StrCat("select kind from kinds where tenant = ", query.Text(of_.tenant),
                           " order by kind"),
              row, [&] { told.kinds.push_back(row.kind); });
    if (!told.kinds.empty()) kinds_ = std::move(told);
  }

  void NextAccount() {
    Query query;
    AccountRow row;
    bool found = false;
    query.Run(session_,
              absl::StrCat("select account from accounts where tenant = ", query.Text(of_.tenant),
                           " and account > ", query.Text(of_.account),
                           " and records > 0 order by account limit 1"),
              row, [&] { found = true; });
    stage_ = found ? Stage::kRecords : Stage::kOver;
    of_.account = row.account;
    record_ = {};
    entry_ = 0;
    sequence_ = std::numeric_limits<long long>::min();
    last_ = kNever;
    alert_ = 0;
  }

  // These say whether that was all of the account.
  bool AddRecords() {
    Query query;
    const std::string text = absl::StrCat(
        "select r.kind, r.id, r.known_at, r.body from records r where ",
        OfAccountIn(query, "r", of_), " and (r.kind, r.id, r.known_at) > (",
        query.Text(record_.kind), ", ", query.Text(record_.id), ", ",
        query.Number(record_.known_at), ") order by r.kind, r.id, r.known_at limit ", Room());
    const size_t room = Room();
    size_t count = 0;
    RecordRow row;
    const bool all = query.RunWhile(session_, text, row, [&] {
      record_ = row;
      ++count;
      StoredRecord record;
      record.account = of_.account;
      record.body = row.body;
      Add(std::move(record), row.body.size());
      return HasRoom();
    });
    return all && count < room;
  }

  bool AddEntries() {
    const size_t room = Room();
    auto entries = ReadEntriesOf(session_, of_, entry_, static_cast<long long>(room));
    for (AccountEntry& entry : entries) {
      entry_ = entry.head.number;
      const size_t bytes = entry.head.reason.size() + entry.head.author.size();
      Add(std::move(entry), bytes);
    }
    return entries.size() < room;
  }

  void AddStanding() {
    AccountStanding standing;
    standing.account = of_.account;
    size_t bytes = 0;
    ReadLast(standing, bytes);
    ReadBands(standing);
    Query states;
    KeptStateRow state;
    states.Run(
        session_,
        absl::StrCat("select s.body from alert_states s where ", OfAccountIn(states, "s", of_)),
        state, [&] { standing.alert_state = state.body; });
    bytes += standing.alert_state.size();
    if (!standing.alert_state.empty()) {
      Query query;
      standing.open =
          ReadAlerts(query, absl::StrCat(OfAccountIn(query, "a", of_),
                                         " and a.resolved_at = ", kNever, " order by a.number"));
      for (const KeptAlert& alert : standing.open) bytes += SizeOf(alert);
    }
    ReadFormer(standing);
    Add(std::move(standing), bytes);
  }

  void ReadLast(AccountStanding& standing, size_t& bytes) {
    Query query;
    KeptEvaluationRow row;
    query.Run(session_,
              absl::StrCat("select e.sequence, e.as_of, e.cause, e.facts_digest, e.pack_digest,"
                           " e.body, l.next_change_at, l.records from last_evaluations l"
                           " join evaluations e on e.tenant = l.tenant and e.account = l.account"
                           " and e.sequence = l.sequence where ",
                           OfAccountIn(query, "l", of_)),
              row, [&] {
                last_ = row.sequence;
                bytes += row.body.size();
                standing.last = row.Evaluation(of_);
              });
  }

  void ReadBands(AccountStanding& standing) {
    Query query;
    KeptBandRow row;
    query.Run(session_,
              absl::StrCat("select b.sequence, b.at, b.band from band_changes b where ",
                           OfAccountIn(query, "b", of_), " order by b.sequence"),
              row, [&] {
                standing.bands.push_back(
                    {OriginalSequence(row.sequence), absl::FromUnixMicros(row.at), row.band});
              });
  }

  void ReadFormer(AccountStanding& standing) {
    Query query;
    KeptInterventionRow row;
    query.Run(session_,
              absl::StrCat("select ", kInterventionColumns, " from interventions i where ",
                           OfAccountIn(query, "i", of_),
                           " and not exists (select 1 from alerts a where a.number = i.alert"
                           " and a.tenant = i.tenant and a.account = i.account)"
                           " order by i.begun_at, i.alert, i.playbook"),
              row, [&] {
                standing.former.push_back(row.Intervention());
                standing.former.back().former_alert = row.alert;
              });
  }

  bool AddEvaluations() {
    Query query;
    const std::string text = absl::StrCat(
        "select e.sequence, e.as_of, e.cause, e.facts_digest, e.pack_digest, e.body,"
        " e.next_change_at, e.records from evaluations e where ",
        OfAccountIn(query, "e", of_), " and e.sequence > ", query.Number(sequence_),
        " and e.sequence < ", query.Number(last_), " order by e.sequence limit ", Room());
    const size_t room = Room();
    size_t count = 0;
    KeptEvaluationRow row;
    const bool all = query.RunWhile(session_, text, row, [&] {
      sequence_ = row.sequence;
      ++count;
      Add(row.Evaluation(of_), row.body.size());
      return HasRoom();
    });
    return all && count < room;
  }

  bool AddAlerts() {
    const size_t most = std::min(Room(), kMostAlerts);
    Query query;
    auto alerts =
        ReadAlerts(query, absl::StrCat(OfAccountIn(query, "a", of_), " and a.resolved_at <> ",
                                       kNever, " and a.number > ", query.Number(alert_),
                                       " order by a.number limit ", most));
    for (KeptAlert& alert : alerts) {
      alert_ = alert.row.number;
      const size_t bytes = SizeOf(alert);
      Add(std::move(alert), bytes);
    }
    return alerts.size() < most;
  }

  // With all that belongs to them.
  std::vector<KeptAlert> ReadAlerts(Query& query, const std::string& which) {
    std::vector<KeptAlert> alerts;
    std::map<long long, size_t> positions;
    AlertRow row;
    query.Run(session_, absl::StrCat("select ", kAlertColumns, " from alerts a where ", which), row,
              [&] {
                positions[row.number] = alerts.size();
                alerts.emplace_back().row = row.Alert();
              });
    if (alerts.empty()) return alerts;
    const std::string numbers =
        absl::StrJoin(positions, ", ",
                      [](std::string* text, const auto& one) { absl::StrAppend(text, one.first); });
    const auto of = [&](long long number) -> KeptAlert& { return alerts[positions.at(number)]; };
    Query tasks;
    KeptTaskRow task;
    tasks.Run(session_,
              absl::StrCat("select ", kTaskColumns, ", t.ended_at from tasks t where ",
                           OfAccountIn(tasks, "t", of_), " and t.alert in (", numbers,
                           ") order by t.number"),
              task, [&] {
                of(task.alert).tasks.push_back({task.Task(), TimeOf(task.ended_at)});
              });
    Query events;
    KeptEventRow event;
    events.Run(session_,
               absl::StrCat("select e.sequence, e.alert, e.told_at, e.held_back, e.body"
                            " from alert_events e where ",
                            OfAccountIn(events, "e", of_), " and e.alert in (", numbers,
                            ") order by e.number"),
               event, [&] { of(event.alert).events.push_back(event.Event(of_.account)); });
    Query begun;
    KeptInterventionRow one;
    begun.Run(session_,
              absl::StrCat("select ", kInterventionColumns, " from interventions i where ",
                           OfAccountIn(begun, "i", of_), " and i.alert in (", numbers,
                           ") order by i.begun_at, i.playbook"),
              one, [&] { of(one.alert).interventions.push_back(one.Intervention()); });
    return alerts;
  }

  const Dialect& dialect_;
  const std::unique_ptr<RunningExport> running_;
  soci::session session_;           // what it began is undone when it is closed: it wrote nothing
  std::optional<KindsTold> kinds_;  // until they are told
  std::vector<TransferItem> items_;
  size_t bytes_ = 0;
  // Where it is: no account is called "".
  AccountName of_;
  Stage stage_ = Stage::kOver;
  RecordRow record_;
  long long entry_ = 0, sequence_ = 0, last_ = kNever, alert_ = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<TransferExport>> SqlTransfer::Begin(const std::string& tenant) {
  auto running = std::make_unique<RunningExport>(running_);
  if (running->is_one_too_many()) return TooManyExports();
  auto all =
      std::make_unique<SqlTransferExport>(connections_.dialect(), tenant, std::move(running));
  const absl::Status begun = all->Begin();
  if (!begun.ok()) return begun;
  return all;
}

}  // namespace bellwether::store
