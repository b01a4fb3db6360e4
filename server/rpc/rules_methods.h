// The methods of bellwether.v1.RulesService on the completion queues.
//
// Lives as long as the server. `options` and `workers` outlive it; workers are stopped after the
// calls were cancelled and before the loops are stopped.
#ifndef BELLWETHER_SERVER_RPC_RULES_METHODS_H_
#define BELLWETHER_SERVER_RPC_RULES_METHODS_H_

#include <memory>

#include "bellwether/v1/rules.grpc.pb.h"
#include "server/packs/pack_feed.h"
#include "server/rpc/call_gate.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/method_table.h"
#include "server/rpc/reception.h"
#include "server/rpc/rules_handlers.h"
#include "server/settings/options.h"

namespace bellwether {

class RulesMethods {
 public:
  RulesMethods(const ServerOptions& options, RulesHandlers handlers, Reception& reception,
               const WorkerEnvironment& workers);

  grpc::Service& service() { return methods_.service(); }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const { methods_.ArmAll(loop); }
  // No watch is told anything any more. Before the loops are stopped.
  void CloseWatches() { feed_->Close(); }

 private:
  using Rules = v1::RulesService;
  using Methods =
      MethodTable<Rules, Rules::WithRawMethod_GetPack, Rules::WithRawMethod_GetPackFiles,
                  Rules::WithRawMethod_ListPacks, Rules::WithRawMethod_ListActivations,
                  Rules::WithRawMethod_CheckPack, Rules::WithRawMethod_PreviewPack,
                  Rules::WithRawMethod_PreviewPackOnStore, Rules::WithRawMethod_ActivatePack,
                  Rules::WithRawMethod_RollbackPack, Rules::WithRawMethod_ApproveActivation,
                  Rules::WithRawMethod_WatchPacks>;

  CallGate watches_;
  std::shared_ptr<PackFeed> feed_;  // of the watches
  Methods methods_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_RULES_METHODS_H_
