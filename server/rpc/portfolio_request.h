// What the calls about metrics have in common: the names and the options of a request, checked as a
// whole.
//
//   MetricQuestion question;
//   grpc::Status status = PinPack(environment.packs, request.options().pack(), question.snapshot);
//   std::vector<Violation> violations;
//   CheckOptions(request.options(), received, question, violations);
//   FindBook(environment.books, request.book(), question, violations);
//   ...                                            // what else the call has
//   status = RefuseQuestion(environment, request.book(), question, violations);
#ifndef BELLWETHER_SERVER_RPC_PORTFOLIO_REQUEST_H_
#define BELLWETHER_SERVER_RPC_PORTFOLIO_REQUEST_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "bellwether/v1/portfolio.pb.h"
#include "engine/facts/account.h"
#include "engine/portfolio/compute.h"
#include "grpcpp/support/status.h"
#include "protos/wire/field_selection.h"
#include "server/books/book_store.h"
#include "server/rpc/account_evaluation.h"

namespace bellwether {

// A request that is understood: which metrics of which book, by which pack, and how.
struct MetricQuestion {
  SnapshotPointer snapshot;
  BookPointer book;
  std::vector<uint32_t> metrics;  // of the plan
  portfolio::Request request;
  std::optional<Moment> compare_to;
  wire::FieldSelection fields;  // of MetricResult

  const Plan& plan() const { return *snapshot->plan; }
};

// Options -> question. All problems are appended, with paths below "options". `received` stands in
// for an absent as_of.
void CheckOptions(const v1::MetricOptions& options, absl::Time received, MetricQuestion& question,
                  std::vector<Violation>& violations);

// The book of a request, when there is one; a name that is none is a violation.
void FindBook(const BookStore& books, const std::string& name, MetricQuestion& question,
              std::vector<Violation>& violations);

// A metric by its name, or a violation at "metric".
void FindMetric(const std::string& name, MetricQuestion& question,
                std::vector<Violation>& violations);
// The same for a metric that has cohorts; the first one for "".
void FindCohortMetric(const std::string& name, MetricQuestion& question,
                      std::vector<Violation>& violations);
// The metrics of a dashboard, all for ""; or a violation at "dashboard".
void FindDashboard(const std::string& name, MetricQuestion& question,
                   std::vector<Violation>& violations);
// Dashboards of the pack, each once, in the order of its metrics.
std::vector<std::string> DashboardsOf(const Plan& plan);

// INVALID_ARGUMENT with all violations; else NOT_FOUND when there is no such book; else OK.
grpc::Status RefuseQuestion(const BookStore& books, const std::string& name,
                            const MetricQuestion& question,
                            const std::vector<Violation>& violations);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_PORTFOLIO_REQUEST_H_
