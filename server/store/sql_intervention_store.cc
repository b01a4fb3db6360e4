// Tested by tests/server/store/intervention_store_test.cc.
#include "server/store/sql_intervention_store.h"

#include "absl/strings/str_cat.h"
#include "server/store/query.h"
#include "server/store/sql_reading.h"

namespace bellwether::store {
namespace {

// As the table has it: nobody drew, the account is helped, it is left alone.
constexpr long long kNoLots = 0;
constexpr long long kHeldOut = 2;

struct Row {
  std::string account, playbook, rule, band;
  long long alert = 0, arm = 0, seed = 0, begun_at = 0, acknowledged = 0, tasks = 0, done = 0;
  double share = 0;

  void Into(soci::statement& rows) {
    for (std::string* text : {&account, &playbook, &rule, &band}) {
      rows.exchange(soci::into(*text));
    }
    for (long long* value : {&alert, &arm, &seed, &begun_at, &acknowledged, &tasks, &done}) {
      rows.exchange(soci::into(*value));
    }
    rows.exchange(soci::into(share));
  }

  StoredIntervention Intervention() const {
    StoredIntervention found;
    found.account = account;
    found.alert = alert;
    found.playbook = playbook;
    found.rule = rule;
    found.band = band;
    if (arm != kNoLots) found.lots = Lots{share, seed, arm == kHeldOut};
    found.begun_at = absl::FromUnixMicros(begun_at);
    found.acknowledged = acknowledged != 0;
    found.tasks = static_cast<uint32_t>(tasks);
    found.tasks_done = static_cast<uint32_t>(done);
    return found;
  }
};

struct BandRow {
  std::string account, band;
  long long at = 0;

  void Into(soci::statement& rows) {
    rows.exchange(soci::into(account));
    rows.exchange(soci::into(band));
    rows.exchange(soci::into(at));
  }
};

// What is kept no longer of the alert and its tasks has gone over to the intervention.
constexpr char kColumns[] =
    "i.account, i.playbook, i.rule, i.band, i.alert, i.arm, i.seed, i.begun_at,"
    " case when a.acknowledged_at <> 9223372036854775807 then 1 else i.was_acknowledged end,"
    " i.tasks_gone + (select count(*) from tasks t where t.tenant = i.tenant"
    "  and t.account = i.account and t.alert = i.alert),"
    " i.tasks_gone_done + (select count(*) from tasks t where t.tenant = i.tenant"
    "  and t.account = i.account and t.alert = i.alert and t.standing = 2), i.share";

std::string ConditionOf(const std::string& tenant, const InterventionListing& listing,
                        Query& query) {
  std::string text = absl::StrCat("i.tenant = ", query.Text(tenant));
  const auto at = [&query](absl::Time time) { return query.Number(absl::ToUnixMicros(time)); };
  if (listing.from) absl::StrAppend(&text, " and i.begun_at >= ", at(*listing.from));
  if (listing.to) absl::StrAppend(&text, " and i.begun_at < ", at(*listing.to));
  if (!listing.playbook.empty()) {
    absl::StrAppend(&text, " and i.playbook = ", query.Text(listing.playbook));
  }
  if (listing.after) {
    absl::StrAppend(&text, " and (i.begun_at, i.alert, i.playbook) > (",
                    at(listing.after->begun_at), ", ", query.Number(listing.after->alert), ", ",
                    query.Text(listing.after->playbook), ")");
  }
  return text;
}

}  // namespace

absl::StatusOr<std::vector<StoredIntervention>> SqlInterventionStore::List(
    const std::string& tenant, const InterventionListing& listing) {
  return Found<std::vector<StoredIntervention>>(connections_, [&](soci::session& session) {
    Query query;
    Row row;
    std::vector<StoredIntervention> found;
    query.Run(session,
              absl::StrCat("select ", kColumns,
                           " from interventions i left join alerts a on a.number = i.alert"
                           " and a.tenant = i.tenant and a.account = i.account where ",
                           ConditionOf(tenant, listing, query),
                           " order by i.begun_at, i.alert, i.playbook limit ", listing.most),
              row, [&] { found.push_back(row.Intervention()); });
    return found;
  });
}

absl::StatusOr<std::map<std::string, std::vector<BandChange>>> SqlInterventionStore::BandsOf(
    const std::string& tenant, const std::vector<std::string>& accounts) {
  return Found<std::map<std::string, std::vector<BandChange>>>(
      connections_, [&](soci::session& session) {
        Query query;
        BandRow row;
        std::map<std::string, std::vector<BandChange>> found;
        const std::string text = absl::StrCat(
            "select account, band, at from band_changes where tenant = ", query.Text(tenant),
            " and ", query.AnyText("account", accounts), " order by account, sequence");
        query.Run(session, text, row, [&] {
          found[row.account].push_back({absl::FromUnixMicros(row.at), row.band});
        });
        return found;
      });
}

}  // namespace bellwether::store
