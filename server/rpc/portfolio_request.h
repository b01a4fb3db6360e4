// What the calls about books have in common: the names and the options of a request, checked as a
// whole. portfolio_handlers.cc has the one order in which that is done.
#ifndef BELLWETHER_SERVER_RPC_PORTFOLIO_REQUEST_H_
#define BELLWETHER_SERVER_RPC_PORTFOLIO_REQUEST_H_

#include <optional>
#include <string>
#include <vector>

#include "bellwether/v1/portfolio.pb.h"
#include "engine/evidence/landmark.h"
#include "engine/facts/account.h"
#include "engine/portfolio/compute.h"
#include "grpcpp/support/status.h"
#include "protos/wire/field_selection.h"
#include "server/books/book_store.h"
#include "server/books/store_books.h"
#include "server/rpc/account_evaluation.h"

namespace bellwether {

// A request that is understood: which book, by which pack, as of when and of which accounts; and of
// a call about metrics which of them, and how.
struct BookQuestion {
  SnapshotPointer snapshot;
  BookPointer book;
  wire::FieldSelection fields;  // of what the answer says of the metric, or of the evidence
  portfolio::Request request;
  std::vector<uint32_t> metrics;  // of the plan
  std::optional<Moment> compare_to;

  const Plan& plan() const { return *snapshot->plan; }
};

// The books that a caller may ask about.
struct Shelf {
  const BookStore& books;
  const StoreBooks* of_store;  // null: none are made of a store
  const std::string& tenant;   // of the caller

  BookPointer Find(std::string_view name) const { return books.Find(name, tenant); }
  // Nothing: no book is to be made of the store for the caller.
  std::optional<StoreBookStanding> Standing() const {
    return of_store == nullptr ? std::nullopt : of_store->Find(tenant);
  }
};

// The book of a request, when there is one; a name that is none is a violation.
void FindBook(const Shelf& shelf, const std::string& name, BookQuestion& question,
              std::vector<Violation>& violations);

// A metric by its name, or a violation at "metric".
void FindMetric(const std::string& name, BookQuestion& question,
                std::vector<Violation>& violations);
// The same for a metric that has cohorts; the first one for "".
void FindCohortMetric(const std::string& name, BookQuestion& question,
                      std::vector<Violation>& violations);
// The metrics of a dashboard, all for ""; or a violation at "dashboard".
void FindDashboard(const std::string& name, BookQuestion& question,
                   std::vector<Violation>& violations);
// The experiment of that name, the pack's only one for ""; or null and a violation at "experiment".
const ruleset::Experiment* FindExperiment(const std::string& name, const BookQuestion& question,
                                          std::vector<Violation>& violations);
// The days of a request, those of the pack where it gives none.
evidence::LandmarkDays CheckDays(const v1::GetDriversRequest& request, const BookQuestion& question,
                                 std::vector<Violation>& violations);
// Dashboards of the pack, each once, in the order of its metrics.
std::vector<std::string> DashboardsOf(const Plan& plan);

// INVALID_ARGUMENT with all violations; else UNAVAILABLE when it is the store's, and not made yet;
// else NOT_FOUND when there is no such book; else OK.
grpc::Status RefuseQuestion(const Shelf& shelf, const std::string& name,
                            const BookQuestion& question, const std::vector<Violation>& violations);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_PORTFOLIO_REQUEST_H_
