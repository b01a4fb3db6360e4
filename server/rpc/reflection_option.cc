// Tested by tests/server/rpc_server_life_test.cc.
#include "server/rpc/reflection_option.h"

#include <algorithm>

#include "grpcpp/ext/proto_server_reflection_plugin.h"

namespace bellwether {

void ReflectionOption::UpdatePlugins(
    std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) {
  auto reflection = std::make_unique<grpc::reflection::ProtoServerReflectionPlugin>();
  const std::string name = reflection->name();
  plugins->erase(std::remove_if(plugins->begin(), plugins->end(),
                                [&name](const auto& plugin) { return plugin->name() == name; }),
                 plugins->end());
  if (enabled_) plugins->push_back(std::move(reflection));
}

}  // namespace bellwether
