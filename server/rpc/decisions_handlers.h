// bellwether.v1.DecisionsService as plain functions: what people decided about the accounts of the
// store. They check the request on the polling thread, and leave what asks the store to a worker.
//
// Any number of threads may call them at once.
#ifndef BELLWETHER_SERVER_RPC_DECISIONS_HANDLERS_H_
#define BELLWETHER_SERVER_RPC_DECISIONS_HANDLERS_H_

#include "bellwether/v1/decisions.pb.h"
#include "grpcpp/support/status.h"
#include "server/rpc/accounts_handlers.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/paged_handler.h"

namespace bellwether {

grpc::Status SetOverride(const AccountsEnvironment& environment, CallContext& call,
                         const v1::SetOverrideRequest& request,
                         LongWork<v1::SetOverrideResponse>& work);
grpc::Status RemoveOverride(const AccountsEnvironment& environment, CallContext& call,
                            const v1::RemoveOverrideRequest& request,
                            LongWork<v1::RemoveOverrideResponse>& work);
grpc::Status ListOverrides(const AccountsEnvironment& environment, CallContext& call,
                           const v1::ListOverridesRequest& request,
                           LongWork<v1::ListOverridesResponse>& work);
grpc::Status RecordDecision(const AccountsEnvironment& environment, CallContext& call,
                            const v1::RecordDecisionRequest& request,
                            LongWork<v1::RecordDecisionResponse>& work);
grpc::Status ListDecisions(const AccountsEnvironment& environment, CallContext& call,
                           const v1::ListDecisionsRequest& request,
                           LongWork<v1::ListDecisionsResponse>& work);

// The service's methods, ready to be served.
struct DecisionsHandlers {
  LongHandler<v1::SetOverrideRequest, v1::SetOverrideResponse> set_override;
  LongHandler<v1::RemoveOverrideRequest, v1::RemoveOverrideResponse> remove_override;
  LongHandler<v1::ListOverridesRequest, v1::ListOverridesResponse> list_overrides;
  LongHandler<v1::RecordDecisionRequest, v1::RecordDecisionResponse> record_decision;
  LongHandler<v1::ListDecisionsRequest, v1::ListDecisionsResponse> list_decisions;
  // entry_transfer.h
  PagedHandler<v1::ExportEntriesRequest, v1::ExportEntriesResponse> export_entries;
  LongHandler<v1::ImportEntriesRequest, v1::ImportEntriesResponse> import_entries;
};

// `environment` is copied; what it refers to outlives the handlers.
DecisionsHandlers MakeDecisionsHandlers(const AccountsEnvironment& environment);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_DECISIONS_HANDLERS_H_
