// The methods of bellwether.v1.RulesService on the completion queues.
//
// Lives as long as the server. `workers` outlives it, and is stopped after the calls were cancelled
// and before the loops are stopped.
#ifndef BELLWETHER_SERVER_RPC_RULES_METHODS_H_
#define BELLWETHER_SERVER_RPC_RULES_METHODS_H_

#include "bellwether/v1/rules.grpc.pb.h"
#include "server/options.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/long_call.h"
#include "server/rpc/reception.h"
#include "server/rpc/rules_handlers.h"
#include "server/rpc/unary_call.h"
#include "server/rpc/upload_call.h"

namespace bellwether {

class RulesMethods {
 public:
  RulesMethods(const ServerOptions& options, RulesHandlers handlers, Reception& reception,
               const WorkerEnvironment& workers);

  grpc::Service& service() { return service_; }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const;

 private:
  using Rules = v1::RulesService;
  using Service = Rules::WithRawMethod_GetPack<
      Rules::WithRawMethod_CheckPack<Rules::WithRawMethod_PreviewPack<Rules::Service>>>;

  Service service_;
  UnaryMethod<Service, v1::GetPackRequest, v1::GetPackResponse> get_pack_;
  LongMethod<Service, v1::CheckPackRequest, v1::CheckPackResponse, Answers::kOne> check_pack_;
  UploadMethod<Service, v1::PreviewPackRequest, v1::PreviewPackResponse, Answers::kStream>
      preview_pack_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_RULES_METHODS_H_
