// The methods of bellwether.v1.RulesService on the completion queues.
//
// Lives as long as the server. `workers` outlives it, and is stopped after the calls were cancelled
// and before the loops are stopped.
#ifndef BELLWETHER_SERVER_RPC_RULES_METHODS_H_
#define BELLWETHER_SERVER_RPC_RULES_METHODS_H_

#include "bellwether/v1/rules.grpc.pb.h"
#include "server/rpc/call_gate.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/long_call.h"
#include "server/rpc/reception.h"
#include "server/rpc/rules_handlers.h"
#include "server/rpc/unary_call.h"
#include "server/rpc/upload_call.h"
#include "server/rpc/watch_call.h"
#include "server/settings/options.h"

namespace bellwether {

class RulesMethods {
 public:
  RulesMethods(const ServerOptions& options, RulesHandlers handlers, Reception& reception,
               const WorkerEnvironment& workers);

  grpc::Service& service() { return service_; }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const;
  // No watch is told anything any more. Before the loops are stopped.
  void CloseWatches() { watch_packs_.handler.feed->Close(); }

 private:
  using Rules = v1::RulesService;
  using Looking = Rules::WithRawMethod_GetPack<
      Rules::WithRawMethod_ListPacks<Rules::WithRawMethod_ListActivations<
          Rules::WithRawMethod_CheckPack<Rules::WithRawMethod_PreviewPack<Rules::Service>>>>>;
  using Service = Rules::WithRawMethod_ActivatePack<Rules::WithRawMethod_RollbackPack<
      Rules::WithRawMethod_ApproveActivation<Rules::WithRawMethod_WatchPacks<Looking>>>>;

  Service service_;
  CallGate watches_;
  UnaryMethod<Service, v1::GetPackRequest, v1::GetPackResponse> get_pack_;
  UnaryMethod<Service, v1::ListPacksRequest, v1::ListPacksResponse> list_packs_;
  UnaryMethod<Service, v1::ListActivationsRequest, v1::ListActivationsResponse> list_activations_;
  LongMethod<Service, v1::CheckPackRequest, v1::CheckPackResponse, Answers::kOne> check_pack_;
  UploadMethod<Service, v1::PreviewPackRequest, v1::PreviewPackResponse, Answers::kStream>
      preview_pack_;
  LongMethod<Service, v1::ActivatePackRequest, v1::ActivatePackResponse, Answers::kOne>
      activate_pack_;
  LongMethod<Service, v1::RollbackPackRequest, v1::RollbackPackResponse, Answers::kOne>
      rollback_pack_;
  LongMethod<Service, v1::ApproveActivationRequest, v1::ApproveActivationResponse, Answers::kOne>
      approve_activation_;
  WatchMethod<Service, v1::WatchPacksRequest, v1::WatchPacksResponse> watch_packs_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_RULES_METHODS_H_
