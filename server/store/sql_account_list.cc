// A tree becomes a condition in which every value is a parameter: no text of a caller is ever part
// of a statement.
//
// Tested by tests/server/store/account_list_test.cc.
#include "server/store/sql_account_list.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/string_bridge.h"
#include "server/store/evaluation_store.h"
#include "server/store/with_session.h"
#include "soci/soci.h"

namespace bellwether::store {
namespace {

// Of accounts, and of the last evaluation of each, which may not be there.
std::string_view ColumnOf(AccountField field) {
  switch (field) {
    case AccountField::kAccount:
      return "a.account";
    case AccountField::kSegment:
      return "a.segment";
    case AccountField::kCsm:
      return "a.csm";
    case AccountField::kStage:
      return "a.stage";
    case AccountField::kChangedAt:
      return "a.changed_at";
    case AccountField::kRecords:
      return "a.records";
    case AccountField::kBand:
      return "coalesce(l.band, '')";
    case AccountField::kScore:
      return "l.score";
    case AccountField::kRefused:
    case AccountField::kInsufficient:
      return "l.standing";
  }
  return "a.account";
}

bool IsOfEvaluation(AccountField field) { return field >= AccountField::kBand; }

std::string_view OperatorOf(Comparison comparison) {
  switch (comparison) {
    case Comparison::kEqual:
      return "=";
    case Comparison::kNotEqual:
    case Comparison::kHolds:  // what is left without it is another text
      return "<>";
    case Comparison::kLess:
      return "<";
    case Comparison::kAtMost:
      return "<=";
    case Comparison::kMore:
      return ">";
    case Comparison::kAtLeast:
      return ">=";
  }
  return "=";
}

// What a statement is given beside its text. The values stay where they are while it runs.
class Parameters {
 public:
  // The name under which the value stands in the statement.
  std::string Add(const AccountValue& value) {
    const auto add = [this](auto& list, auto one) {
      list.emplace_back(absl::StrCat("v", count_++), std::move(one));
      return absl::StrCat(":", list.back().first);
    };
    if (const auto* text = std::get_if<std::string>(&value)) return add(texts_, *text);
    if (const auto* time = std::get_if<absl::Time>(&value)) {
      return add(numbers_, static_cast<long long>(absl::ToUnixMicros(*time)));
    }
    if (const auto* number = std::get_if<double>(&value)) return add(reals_, *number);
    if (const auto* truth = std::get_if<bool>(&value)) {
      return add(numbers_, static_cast<long long>(*truth));
    }
    return add(numbers_, static_cast<long long>(std::get<int64_t>(value)));
  }

  void BindTo(soci::statement& statement) {
    for (auto& [name, text] : texts_) statement.exchange(soci::use(text, name));
    for (auto& [name, number] : numbers_) statement.exchange(soci::use(number, name));
    for (auto& [name, real] : reals_) statement.exchange(soci::use(real, name));
  }

 private:
  int count_ = 0;
  std::deque<std::pair<std::string, std::string>> texts_;
  std::deque<std::pair<std::string, long long>> numbers_;
  std::deque<std::pair<std::string, double>> reals_;
};

std::string ConditionOf(const AccountFilter& filter, Parameters& parameters);

std::string Joined(const std::vector<AccountFilter>& parts, std::string_view word,
                   std::string_view of_none, Parameters& parameters) {
  if (parts.empty()) return std::string(of_none);
  std::vector<std::string> conditions;
  conditions.reserve(parts.size());
  for (const AccountFilter& part : parts) conditions.push_back(ConditionOf(part, parameters));
  return absl::StrCat("(", absl::StrJoin(conditions, ToAbsl(word)), ")");
}

// Whether the last evaluation ended so. Without one neither it nor its opposite holds.
std::string TruthOf(const AccountFilter& filter) {
  const HealthStanding standing = filter.field == AccountField::kRefused
                                      ? HealthStanding::kRefused
                                      : HealthStanding::kInsufficient;
  const bool holds = std::get<bool>(filter.value) == (filter.comparison == Comparison::kEqual);
  return absl::StrCat("(l.standing is not null and l.standing ", holds ? "=" : "<>", " ",
                      static_cast<int>(standing), ")");
}

// Holds of no account that has not what is compared, whatever stands around it.
std::string Known(std::string_view column, const std::string& comparison) {
  return absl::StrCat("(", ToAbsl(column), " is not null and ", comparison, ")");
}

std::string ComparisonOf(const AccountFilter& filter, Parameters& parameters) {
  if (std::holds_alternative<bool>(filter.value)) return TruthOf(filter);
  const auto column = ToAbsl(ColumnOf(filter.field));
  const auto word = ToAbsl(OperatorOf(filter.comparison));
  const std::string value = parameters.Add(filter.value);
  if (filter.comparison == Comparison::kHolds) {
    return absl::StrCat("replace(", column, ", ", value, ", '') ", word, " ", column);
  }
  if (filter.field == AccountField::kScore) {
    return Known(ToStd(column), absl::StrCat(column, " ", word, " ", value));
  }
  // By its index: nothing has the band that is looked for by having none.
  const bool by_band = filter.field == AccountField::kBand &&
                       filter.comparison == Comparison::kEqual &&
                       !std::get<std::string>(filter.value).empty();
  if (by_band) return Known("l.band", absl::StrCat("l.band = ", value));
  return absl::StrCat(column, " ", word, " ", value);
}

bool AsksOfEvaluations(const AccountFilter& filter) {
  if (filter.kind == AccountFilter::Kind::kCompare) return IsOfEvaluation(filter.field);
  return std::any_of(filter.parts.begin(), filter.parts.end(), AsksOfEvaluations);
}

bool AsksOfEvaluations(const AccountListing& listing) {
  const auto& order = listing.order;
  return AsksOfEvaluations(listing.filter) ||
         std::any_of(order.begin(), order.end(),
                     [](const AccountOrder& part) { return IsOfEvaluation(part.field); });
}

std::string ConditionOf(const AccountFilter& filter, Parameters& parameters) {
  switch (filter.kind) {
    case AccountFilter::Kind::kCompare:
      return ComparisonOf(filter, parameters);
    case AccountFilter::Kind::kAll:
      return Joined(filter.parts, " and ", "1 = 1", parameters);
    case AccountFilter::Kind::kAny:
      return Joined(filter.parts, " or ", "1 = 0", parameters);
    case AccountFilter::Kind::kNot:
      return absl::StrCat("not (", ConditionOf(filter.parts.front(), parameters), ")");
  }
  return "1 = 0";
}

// Up to the account, which no two entries share.
std::vector<AccountOrder> WholeOrder(const std::vector<AccountOrder>& order) {
  std::vector<AccountOrder> whole;
  for (const AccountOrder& part : order) {
    whole.push_back(part);
    if (part.field == AccountField::kAccount) return whole;
  }
  whole.push_back({AccountField::kAccount, false});
  return whole;
}

AccountValue ValueOf(const AccountSummary& account, AccountField field) {
  switch (field) {
    case AccountField::kAccount:
      return account.account;
    case AccountField::kSegment:
      return account.segment;
    case AccountField::kCsm:
      return account.csm;
    case AccountField::kStage:
      return account.stage;
    case AccountField::kChangedAt:
      return account.changed_at;
    case AccountField::kRecords:
      return static_cast<int64_t>(account.records);
    case AccountField::kScore:
      return account.score.value_or(0);
    case AccountField::kBand:
    case AccountField::kRefused:
    case AccountField::kInsufficient:
      break;  // there is no order by them
  }
  return account.account;
}

// What of a part of the order lies beyond the value of an entry, or (`or_same`) not before it.
std::string Beyond(const AccountSummary& last, const AccountOrder& part, bool or_same,
                   Parameters& parameters) {
  const auto column = ToAbsl(ColumnOf(part.field));
  const bool by_score = part.field == AccountField::kScore;
  // Those without a score are behind all that have one, and none is beyond them.
  if (by_score && !last.score) return or_same ? "l.score is null" : "1 = 0";
  const std::string beyond =
      absl::StrCat(column, part.descending ? " <" : " >", or_same ? "= " : " ",
                   parameters.Add(ValueOf(last, part.field)));
  return by_score ? absl::StrCat("(l.score is null or ", beyond, ")") : beyond;
}

// What comes behind an entry, from the last part of the order to the first: the column is beyond
// its value, or the same and what follows it is behind.
std::string Behind(const AccountSummary& last, const std::vector<AccountOrder>& order,
                   Parameters& parameters) {
  std::string behind;
  for (auto part = order.rbegin(); part != order.rend(); ++part) {
    const std::string strictly = Beyond(last, *part, /*or_same=*/false, parameters);
    if (behind.empty()) {
      behind = strictly;
      continue;
    }
    behind = absl::StrCat("(", Beyond(last, *part, /*or_same=*/true, parameters), " and (",
                          strictly, " or ", behind, "))");
  }
  return behind;
}

std::string OrderBy(const std::vector<AccountOrder>& order) {
  return absl::StrJoin(order, ", ", [](std::string* text, const AccountOrder& part) {
    // The two databases do not agree on where nothing stands.
    if (part.field == AccountField::kScore) {
      absl::StrAppend(text, "case when l.score is null then 1 else 0 end, ");
    }
    absl::StrAppend(text, ToAbsl(ColumnOf(part.field)), part.descending ? " desc" : "");
  });
}

std::string StatementOf(const AccountListing& listing, Parameters& parameters) {
  const std::vector<AccountOrder> order = WholeOrder(listing.order);
  const bool joins = AsksOfEvaluations(listing);
  std::string statement = absl::StrCat(
      "select a.account, a.records, a.changed_at, a.segment, a.csm, a.stage, ",
      joins ? "l.score" : "cast(null as double precision)", " from accounts a",
      joins ? " left join last_evaluations l on l.tenant = a.tenant and l.account = a.account" : "",
      " where a.tenant = :tenant and ", ConditionOf(listing.filter, parameters));
  if (listing.after.has_value()) {
    absl::StrAppend(&statement, " and ", Behind(*listing.after, order, parameters));
  }
  absl::StrAppend(&statement, " order by ", OrderBy(order), " limit :most");
  return statement;
}

// The rows of a statement whose parameters are known only when it runs.
void Read(soci::session& session, const std::string& text, const std::string& tenant,
          Parameters& parameters, long long limit, AccountPage& page) {
  AccountSummary one;
  long long records = 0, changed_at = 0;
  double score = 0;
  soci::indicator has_score = soci::i_null;
  soci::statement rows(session);
  rows.exchange(soci::use(tenant, "tenant"));
  parameters.BindTo(rows);
  rows.exchange(soci::use(limit, "most"));
  rows.exchange(soci::into(one.account));
  rows.exchange(soci::into(records));
  rows.exchange(soci::into(changed_at));
  rows.exchange(soci::into(one.segment));
  rows.exchange(soci::into(one.csm));
  rows.exchange(soci::into(one.stage));
  rows.exchange(soci::into(score, has_score));
  rows.alloc();
  rows.prepare(text);
  rows.define_and_bind();
  rows.execute();
  while (rows.fetch()) {
    one.records = static_cast<uint64_t>(records);
    one.changed_at = absl::FromUnixMicros(changed_at);
    one.score = has_score == soci::i_ok ? std::optional(score) : std::nullopt;
    page.accounts.push_back(one);
  }
}

constexpr char kTotals[] =
    "select count(*), cast(coalesce(sum(records), 0) as bigint), coalesce(max(changed_at), 0),"
    " (select count(*) from overrides where tenant = :tenant)"
    " + (select count(*) from decisions where tenant = :tenant)"
    " from accounts where tenant = :tenant";

}  // namespace

absl::StatusOr<AccountTotals> SqlAccountList::Totals(const std::string& tenant) {
  long long accounts = 0, records = 0, changed_at = 0, decisions = 0;
  const absl::Status status =
      WithSession(connections_, Connections::For::kReading, [&](soci::session& session) {
        session << kTotals, soci::use(tenant, "tenant"), soci::into(accounts), soci::into(records),
            soci::into(changed_at), soci::into(decisions);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return AccountTotals{static_cast<uint64_t>(accounts), static_cast<uint64_t>(records),
                       absl::FromUnixMicros(changed_at), static_cast<uint64_t>(decisions)};
}

absl::StatusOr<AccountPage> SqlAccountList::Find(const std::string& tenant,
                                                 const AccountListing& listing) {
  Parameters parameters;
  const std::string text = StatementOf(listing, parameters);
  const long long limit = static_cast<long long>(listing.most) + 1;
  AccountPage page;
  const absl::Status status =
      WithSession(connections_, Connections::For::kReading, [&](soci::session& session) {
        page = {};
        Read(session, text, tenant, parameters, limit, page);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  page.more = page.accounts.size() > listing.most;
  if (page.more) page.accounts.pop_back();
  return page;
}

}  // namespace bellwether::store
