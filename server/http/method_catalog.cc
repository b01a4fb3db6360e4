// Tested by tests/server/http/method_catalog_test.cc.
#include "server/http/method_catalog.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"

namespace bellwether::http {

MethodCatalog::MethodCatalog(const std::vector<std::string>& services) {
  namespace pb = google::protobuf;
  for (const std::string& name : services) {
    const auto* service = pb::DescriptorPool::generated_pool()->FindServiceByName(name);
    if (service == nullptr) continue;
    for (int i = 0; i < service->method_count(); ++i) {
      const pb::MethodDescriptor& method = *service->method(i);
      std::string path = absl::StrCat("/", name, "/", method.name());
      const bool reads = method.options().idempotency_level() == pb::MethodOptions::NO_SIDE_EFFECTS;
      methods_[path] = {path,
                        method.input_type()->full_name(),
                        method.output_type()->full_name(),
                        method.client_streaming(),
                        method.server_streaming(),
                        reads};
    }
  }
}

}  // namespace bellwether::http
