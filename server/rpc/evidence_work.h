// What a worker does for a question about what a book can prove: progress, a report, the data.
//
// The works hold everything that they need but what `environment` refers to.
#ifndef BELLWETHER_SERVER_RPC_EVIDENCE_WORK_H_
#define BELLWETHER_SERVER_RPC_EVIDENCE_WORK_H_

#include "bellwether/v1/portfolio.pb.h"
#include "engine/evidence/landmark.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/portfolio_handlers.h"
#include "server/rpc/portfolio_request.h"

namespace bellwether {

LongWork<v1::GetDriversResponse> DriversWork(const PortfolioEnvironment& environment,
                                             BookQuestion question,
                                             const evidence::LandmarkDays& days);
// `experiment` is of the question's plan.
LongWork<v1::CompareExperimentResponse> ExperimentWork(const PortfolioEnvironment& environment,
                                                       BookQuestion question,
                                                       const ruleset::Experiment& experiment);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_EVIDENCE_WORK_H_
