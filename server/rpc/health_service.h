// grpc.health.v1.Health: NOT_SERVING until a pack is published, and again while the server drains.
//
// A small synchronous service of our own: gRPC's own one is on the callback API, whose pollers
// would take a third of the completion queues' throughput. Each open Watch holds one thread, so
// their number is limited; a Watch ends when its client leaves or when Shutdown is called.
// Thread-safe.
#ifndef BELLWETHER_SERVER_RPC_HEALTH_SERVICE_H_
#define BELLWETHER_SERVER_RPC_HEALTH_SERVICE_H_

#include <cstdint>
#include <string>

#include "grpc/health/v1/health.grpc.pb.h"
#include "server/base/mutex.h"

namespace bellwether {

class HealthService final : public grpc::health::v1::Health::Service {
 public:
  explicit HealthService(uint32_t most_watches) : most_watches_(most_watches) {}

  // What "" (the server as a whole) and the names of its services answer.
  void SetServing(bool serving);
  bool is_serving() const {
    MutexLock lock(mutex_);
    return is_serving_ && !is_shut_down_;
  }
  // NOT_SERVING for good; every Watch says so and ends.
  void Shutdown();

  grpc::Status Check(grpc::ServerContext* context,
                     const grpc::health::v1::HealthCheckRequest* request,
                     grpc::health::v1::HealthCheckResponse* response) override;
  grpc::Status List(grpc::ServerContext* context,
                    const grpc::health::v1::HealthListRequest* request,
                    grpc::health::v1::HealthListResponse* response) override;
  grpc::Status Watch(grpc::ServerContext* context,
                     const grpc::health::v1::HealthCheckRequest* request,
                     grpc::ServerWriter<grpc::health::v1::HealthCheckResponse>* writer) override;

 private:
  using ServingStatus = grpc::health::v1::HealthCheckResponse::ServingStatus;

  bool EnterWatch();
  void LeaveWatch();
  ServingStatus StatusOf(const std::string& service);
  // Waits a while for a status other than `last`. False when the service was shut down.
  bool AwaitChange(const std::string& service, ServingStatus last);

  const uint32_t most_watches_;
  mutable Mutex mutex_;
  ConditionVariable changed_;
  bool is_serving_ ABSL_GUARDED_BY(mutex_) = false;
  bool is_shut_down_ ABSL_GUARDED_BY(mutex_) = false;
  uint32_t watches_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_HEALTH_SERVICE_H_
