// Whether a server answers reflection. gRPC's reflection library adds itself to every server of
// the process as soon as it is linked; this takes it out again, or makes sure that it is there.
#ifndef BELLWETHER_SERVER_RPC_REFLECTION_OPTION_H_
#define BELLWETHER_SERVER_RPC_REFLECTION_OPTION_H_

#include <memory>
#include <vector>

#include "grpcpp/impl/server_builder_option.h"
#include "grpcpp/impl/server_builder_plugin.h"

namespace bellwether {

class ReflectionOption final : public grpc::ServerBuilderOption {
 public:
  explicit ReflectionOption(bool enabled) : enabled_(enabled) {}
  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) override;

 private:
  bool enabled_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_REFLECTION_OPTION_H_
