// The methods of bellwether.v1.DecisionsService on the completion queues.
//
// Lives as long as the server. Its calls wait for the database on threads that are not its own.
#ifndef BELLWETHER_SERVER_RPC_DECISIONS_METHODS_H_
#define BELLWETHER_SERVER_RPC_DECISIONS_METHODS_H_

#include "bellwether/v1/decisions.grpc.pb.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/decisions_handlers.h"
#include "server/rpc/long_call.h"
#include "server/rpc/reception.h"

namespace bellwether {

class DecisionsMethods {
 public:
  // `environment` outlives it.
  DecisionsMethods(DecisionsHandlers handlers, Reception& reception,
                   const WorkerEnvironment& environment);

  grpc::Service& service() { return service_; }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const;

 private:
  using Decisions = v1::DecisionsService;
  using Service = Decisions::WithRawMethod_SetOverride<Decisions::WithRawMethod_RemoveOverride<
      Decisions::WithRawMethod_ListOverrides<Decisions::WithRawMethod_RecordDecision<
          Decisions::WithRawMethod_ListDecisions<Decisions::Service>>>>>;
  template <typename Request, typename Response>
  using Long = LongMethod<Service, Request, Response, Answers::kOne>;

  Service service_;
  Long<v1::SetOverrideRequest, v1::SetOverrideResponse> set_override_;
  Long<v1::RemoveOverrideRequest, v1::RemoveOverrideResponse> remove_override_;
  Long<v1::ListOverridesRequest, v1::ListOverridesResponse> list_overrides_;
  Long<v1::RecordDecisionRequest, v1::RecordDecisionResponse> record_decision_;
  Long<v1::ListDecisionsRequest, v1::ListDecisionsResponse> list_decisions_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_DECISIONS_METHODS_H_
