// Options of the calls about books, checked as a whole: the moment, the accounts, the fields; of
// calls about metrics also trend, breakdowns and comparison.
#ifndef BELLWETHER_SERVER_RPC_PORTFOLIO_OPTIONS_H_
#define BELLWETHER_SERVER_RPC_PORTFOLIO_OPTIONS_H_

#include <vector>

#include "absl/time/time.h"
#include "bellwether/v1/portfolio.pb.h"
#include "google/protobuf/descriptor.h"
#include "server/rpc/portfolio_request.h"

namespace bellwether {

// Options -> question. All problems are appended, with paths below "options". `received` stands in
// for an absent as_of; masks of evidence are of messages like `report`.
void CheckOptions(const v1::MetricOptions& options, absl::Time received, BookQuestion& question,
                  std::vector<Violation>& violations);
void CheckOptions(const v1::EvidenceOptions& options, const google::protobuf::Descriptor& report,
                  absl::Time received, BookQuestion& question, std::vector<Violation>& violations);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_PORTFOLIO_OPTIONS_H_
