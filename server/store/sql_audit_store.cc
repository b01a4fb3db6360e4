// Tested by tests/server/store/audit_store_test.cc.
#include "server/store/sql_audit_store.h"

#include "absl/strings/str_cat.h"
#include "server/store/query.h"
#include "server/store/sql_reading.h"

namespace bellwether::store {
namespace {

struct AuditRow {
  long long number = 0, at = 0;
  std::string what, author;

  void Into(soci::statement& rows) {
    rows.exchange(soci::into(number));
    rows.exchange(soci::into(at));
    rows.exchange(soci::into(what));
    rows.exchange(soci::into(author));
  }
  AuditLine Line() const { return {number, absl::FromUnixMicros(at), what, author}; }
};

std::string LinesOf(const std::string& tenant, const AuditListing& listing, Query& query) {
  std::string text = absl::StrCat("tenant = ", query.Text(tenant));
  const auto at = [&query](absl::Time time) { return query.Number(absl::ToUnixMicros(time)); };
  if (listing.from) absl::StrAppend(&text, " and at >= ", at(*listing.from));
  if (listing.to) absl::StrAppend(&text, " and at < ", at(*listing.to));
  if (!listing.what.empty()) absl::StrAppend(&text, " and what = ", query.Text(listing.what));
  if (!listing.by.empty()) absl::StrAppend(&text, " and author = ", query.Text(listing.by));
  if (listing.after) {
    absl::StrAppend(&text, " and (at, number) < (", at(listing.after->at), ", ",
                    query.Number(listing.after->number), ")");
  }
  return text;
}

}  // namespace

absl::StatusOr<std::vector<AuditLine>> SqlAuditStore::List(const std::string& tenant,
                                                           const AuditListing& listing) {
  return Found<std::vector<AuditLine>>(connections_, [&](soci::session& session) {
    Query query;
    AuditRow row;
    std::vector<AuditLine> lines;
    const std::string text = absl::StrCat("select number, at, what, author from audit where ",
                                          LinesOf(tenant, listing, query),
                                          " order by at desc, number desc limit ", listing.most);
    query.Run(session, text, row, [&] { lines.push_back(row.Line()); });
    return lines;
  });
}

void AuditErasure(soci::session& session, const Request& request) {
  Audit(session, request, "account erased");
}

void Audit(soci::session& session, const Request& request, const std::string& what) {
  const long long at = absl::ToUnixMicros(request.now);
  session << "insert into audit (tenant, at, what, author) values (:tenant, :at, :what, :author)",
      soci::use(request.tenant), soci::use(at), soci::use(what), soci::use(request.by);
}

}  // namespace bellwether::store
