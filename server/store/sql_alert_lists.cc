// Tested by tests/server/store/alert_lists_test.cc.
#include "server/store/sql_alert_lists.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/store/alert_rows.h"
#include "server/store/sql_reading.h"

namespace bellwether::store {
namespace {

// As the index has it.
constexpr char kIsHeldBack[] = "a.standing = 2 and a.resolved_at = 9223372036854775807";

constexpr char kListedFrom[] =
    " from alerts a left join accounts c on c.tenant = a.tenant and c.account = a.account where ";

struct ListedRow : AlertRow {
  std::string segment;

  void Into(soci::statement& rows) {
    AlertRow::Into(rows);
    rows.exchange(soci::into(segment));
  }
};

struct PlaceRow {
  long long number = 0, rank = 0, held_back = 0;

  void Into(soci::statement& rows) {
    for (long long* value : {&number, &rank, &held_back}) rows.exchange(soci::into(*value));
  }
};

struct ChoiceRow {
  std::string severity, rule, csm, segment;
  long long count = 0;

  void Into(soci::statement& rows) {
    for (std::string* text : {&severity, &rule, &csm, &segment}) rows.exchange(soci::into(*text));
    rows.exchange(soci::into(count));
  }
};

std::string ConditionOf(AlertListing::State state, absl::Time now, Query& query) {
  const std::string open = absl::StrCat("a.resolved_at = ", kNever);
  const std::string nobody = absl::StrCat(open, " and a.acknowledged_at = ", kNever);
  // What is not snoozed has the largest moment, which has not come either.
  const auto snoozed = [&] {
    return absl::StrCat("a.snoozed_until <> ", kNever, " and a.snoozed_until > ",
                        query.Number(absl::ToUnixMicros(now)));
  };
  switch (state) {
    case AlertListing::State::kOpen:
      return absl::StrCat("(", nobody, " and not (", snoozed(), "))");
    case AlertListing::State::kAcknowledged:
      return absl::StrCat("(", open, " and a.acknowledged_at <> ", kNever, ")");
    case AlertListing::State::kSnoozed:
      return absl::StrCat("(", nobody, " and ", snoozed(), ")");
    case AlertListing::State::kResolved:
      return absl::StrCat("a.resolved_at <> ", kNever);
  }
  return "1 = 0";
}

std::string ConditionOf(AlertListing::Shown shown) {
  switch (shown) {
    case AlertListing::Shown::kAny:
      return "";
    case AlertListing::Shown::kShown:  // what is over is not held back
      return absl::StrCat(" and (a.standing <> 2 or a.resolved_at <> ", kNever, ")");
    case AlertListing::Shown::kHeldBack:
      return absl::StrCat(" and ", kIsHeldBack);
  }
  return "";
}

// Where a page begins.
std::string PlaceAfter(const AlertListing& listing, Query& query) {
  if (listing.order == AlertListing::Order::kNewest) {
    return listing.before > 0 ? absl::StrCat(" and a.number < ", query.Number(listing.before)) : "";
  }
  if (!listing.after) return "";
  const AlertListing::Place& after = *listing.after;
  // The first part says nothing more than the second, but the index is searched by it.
  return absl::StrCat(" and a.stake <= ", query.Real(after.stake), " and (a.stake < ",
                      query.Real(after.stake), " or (a.raised_at, a.number) > (",
                      query.Number(absl::ToUnixMicros(after.raised_at)), ", ",
                      query.Number(after.number), "))");
}

std::string OrderOf(AlertListing::Order order) {
  return order == AlertListing::Order::kStake ? " order by a.stake desc, a.raised_at, a.number"
                                              : " order by a.number desc";
}

std::string ConditionOf(const std::string& tenant, const AlertListing& listing, Query& query) {
  std::string text = absl::StrCat("a.tenant = ", query.Text(tenant));
  if (!listing.states.empty()) {
    std::vector<std::string> states;
    for (const auto state : listing.states) {
      states.push_back(ConditionOf(state, listing.now, query));
    }
    absl::StrAppend(&text, " and (", absl::StrJoin(states, " or "), ")");
    // Said once for all of them, so that the index of what is open is used.
    const bool are_open = std::find(listing.states.begin(), listing.states.end(),
                                    AlertListing::State::kResolved) == listing.states.end();
    if (are_open) absl::StrAppend(&text, " and a.resolved_at = ", kNever);
  }
  if (!listing.account.empty()) {
    absl::StrAppend(&text, " and a.account = ", query.Text(listing.account));
  }
  if (!listing.csm.empty()) absl::StrAppend(&text, " and a.csm = ", query.Text(listing.csm));
  if (listing.without_csm) absl::StrAppend(&text, " and a.csm = ''");
  const auto add_any = [&](const char* column, const std::vector<std::string>& values) {
    if (!values.empty()) absl::StrAppend(&text, " and ", query.AnyText(column, values));
  };
  add_any("a.severity", listing.severities);
  add_any("a.lead_rule", listing.rules);
  add_any("coalesce(c.segment, '')", listing.segments);
  return absl::StrCat(text, ConditionOf(listing.shown), PlaceAfter(listing, query));
}

std::string ConditionOf(const std::string& tenant, const TaskListing& listing, Query& query) {
  std::string text = absl::StrCat("t.tenant = ", query.Text(tenant));
  const auto add_text = [&](const char* column, const std::string& value) {
    if (!value.empty()) absl::StrAppend(&text, " and ", column, " = ", query.Text(value));
  };
  const auto number_of = [](TaskStanding standing) { return static_cast<int>(standing); };
  if (listing.standings.size() == 1) {  // as the index of those that are open has it
    absl::StrAppend(&text, " and t.standing = ", number_of(listing.standings.front()));
  } else if (!listing.standings.empty()) {
    absl::StrAppend(&text, " and t.standing in (",
                    absl::StrJoin(listing.standings, ", ",
                                  [&](std::string* out, TaskStanding standing) {
                                    absl::StrAppend(out, number_of(standing));
                                  }),
                    ")");
  }
  add_text("t.account", listing.account);
  add_text("t.owner", listing.owner);
  add_text("t.csm", listing.csm);
  if (listing.alert > 0) absl::StrAppend(&text, " and t.alert = ", query.Number(listing.alert));
  if (listing.due_before) {
    absl::StrAppend(&text,
                    " and t.due_at <= ", query.Number(absl::ToUnixMicros(*listing.due_before)));
  }
  if (listing.after > 0) {
    absl::StrAppend(&text, " and (t.due_at, t.number) > (",
                    query.Number(MicrosOf(listing.after_due_at)), ", ", query.Number(listing.after),
                    ")");
  }
  return text;
}

// The place of each that is held back, in the order in which the engine's desk has them come up
// (engine/alerts/desk.cc).
void RankHeldBack(soci::session& session, const std::string& tenant,
                  std::vector<ListedAlert>& alerts) {
  std::map<long long, ListedAlert*> held;
  std::set<std::string> csms, rules;
  for (ListedAlert& one : alerts) {
    if (one.standing != AlertStanding::kHeldBack || one.resolved_at) continue;
    held[one.number] = &one;
    csms.insert(one.csm);
    rules.insert(one.lead);
  }
  if (held.empty()) return;
  std::vector<long long> numbers;
  for (const auto& [number, alert] : held) numbers.push_back(number);
  Query query;
  PlaceRow row;
  const std::string text = absl::StrCat(
      "select q.number, q.place, q.queued from (select a.number as number,"
      " row_number() over (partition by a.csm, a.lead_rule"
      "  order by a.stake desc, a.raised_at, a.account, a.alert_key) as place,"
      " count(*) over (partition by a.csm, a.lead_rule) as queued from alerts a where a.tenant = ",
      query.Text(tenant), " and ", query.AnyText("a.csm", {csms.begin(), csms.end()}), " and ",
      query.AnyText("a.lead_rule", {rules.begin(), rules.end()}), " and ", kIsHeldBack,
      ") q where ", query.AnyNumber("q.number", numbers));
  query.Run(session, text, row, [&] {
    ListedAlert& alert = *held.at(row.number);
    alert.rank = static_cast<uint32_t>(row.rank);
    alert.held_back = static_cast<uint32_t>(row.held_back);
  });
}

std::vector<ListedAlert> ReadListed(soci::session& session, Query& query, const std::string& tenant,
                                    const std::string& where) {
  std::vector<ListedAlert> found;
  ListedRow row;
  query.Run(session,
            absl::StrCat("select ", kAlertColumns, ", coalesce(c.segment, '')", kListedFrom, where),
            row, [&] {
              ListedAlert alert;
              static_cast<StoredAlert&>(alert) = row.Alert();
              alert.segment = row.segment;
              found.push_back(std::move(alert));
            });
  RankHeldBack(session, tenant, found);
  return found;
}

}  // namespace

std::vector<StoredAlert> ReadAlerts(soci::session& session, Query& query,
                                    const std::string& where) {
  std::vector<StoredAlert> found;
  AlertRow row;
  query.Run(session, absl::StrCat("select ", kAlertColumns, " from alerts a where ", where), row,
            [&] { found.push_back(row.Alert()); });
  return found;
}

std::vector<StoredTask> ReadTasks(soci::session& session, Query& query, const std::string& where) {
  std::vector<StoredTask> found;
  TaskRow row;
  query.Run(session, absl::StrCat("select ", kTaskColumns, " from tasks t where ", where), row,
            [&] { found.push_back(row.Task()); });
  return found;
}

std::vector<ListedAlert> ReadAlertList(soci::session& session, const std::string& tenant,
                                       const AlertListing& listing) {
  Query query;
  const std::string where = absl::StrCat(ConditionOf(tenant, listing, query),
                                         OrderOf(listing.order), " limit ", listing.most);
  return ReadListed(session, query, tenant, where);
}

std::optional<ListedAlert> ReadAlertNumbered(soci::session& session, const std::string& tenant,
                                             int64_t number) {
  Query query;
  auto found = ReadListed(
      session, query, tenant,
      absl::StrCat("a.tenant = ", query.Text(tenant), " and a.number = ", query.Number(number)));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<AlertChoice> ReadAlertChoices(soci::session& session, const std::string& tenant) {
  Query query;
  ChoiceRow row;
  std::vector<AlertChoice> found;
  query.Run(session,
            absl::StrCat("select a.severity, a.lead_rule, a.csm, coalesce(c.segment, ''), count(*)",
                         kListedFrom, "a.tenant = ", query.Text(tenant), " and a.resolved_at = ",
                         kNever, " group by 1, 2, 3, 4 order by 1, 2, 3, 4"),
            row, [&] {
              found.push_back(
                  {row.severity, row.rule, row.csm, row.segment, static_cast<uint64_t>(row.count)});
            });
  return found;
}

std::vector<StoredTask> ReadTaskList(soci::session& session, const std::string& tenant,
                                     const TaskListing& listing) {
  Query query;
  return ReadTasks(session, query,
                   absl::StrCat(ConditionOf(tenant, listing, query),
                                " order by t.due_at, t.number limit ", listing.most));
}

std::optional<StoredTask> ReadTaskNumbered(soci::session& session, const std::string& tenant,
                                           int64_t number) {
  Query query;
  auto found = ReadTasks(
      session, query,
      absl::StrCat("t.tenant = ", query.Text(tenant), " and t.number = ", query.Number(number)));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<StoredAlertEvent> ReadEventList(soci::session& session,
                                            const AlertEventListing& listing) {
  Query query;
  AlertEventRow row;
  std::vector<StoredAlertEvent> found;
  std::string text =
      absl::StrCat("select ", kAlertEventColumns,
                   " from alert_events e where e.alert = ", query.Number(listing.alert));
  if (listing.after > 0) {
    absl::StrAppend(&text, " and e.number ", listing.newest_first ? "<" : ">", " ",
                    query.Number(listing.after));
  }
  absl::StrAppend(&text, " order by e.number", listing.newest_first ? " desc" : "", " limit ",
                  listing.most);
  query.Run(session, text, row, [&] { found.push_back(row.Event()); });
  return found;
}

}  // namespace bellwether::store
