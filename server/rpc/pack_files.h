// The files of packs that the server has, as they were written. On a worker: those of a pack that
// is only stored are read from the disk.
//
// Any number of threads may call it at once.
#ifndef BELLWETHER_SERVER_RPC_PACK_FILES_H_
#define BELLWETHER_SERVER_RPC_PACK_FILES_H_

#include "bellwether/v1/rules.pb.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/rules_handlers.h"

namespace bellwether {

grpc::Status GetPackFiles(const RulesEnvironment& environment, CallContext& call,
                          const v1::GetPackFilesRequest& request,
                          LongWork<v1::GetPackFilesResponse>& work);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_PACK_FILES_H_
