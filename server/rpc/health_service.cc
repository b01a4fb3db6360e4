// A Watch wakes on every change, and now and then to see whether its client has left: a
// synchronous call is not told.
//
// Tested by tests/server/health_service_test.cc and tests/server/rpc_server_life_test.cc.
#include "server/rpc/health_service.h"

#include <array>
#include <chrono>
#include <string_view>

#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using grpc::health::v1::HealthListRequest;
using grpc::health::v1::HealthListResponse;

constexpr std::array<std::string_view, 4> kServices = {"", "bellwether.v1.ScoringService",
                                                       "bellwether.v1.PortfolioService",
                                                       "bellwether.v1.RulesService"};
constexpr std::chrono::milliseconds kLookForClient{500};

bool IsKnown(std::string_view service) {
  for (const std::string_view known : kServices) {
    if (service == known) return true;
  }
  return false;
}

}  // namespace

void HealthService::SetServing(bool serving) {
  MutexLock lock(mutex_);
  is_serving_ = serving && !is_shut_down_;
  changed_.NotifyAll();
}

void HealthService::Shutdown() {
  MutexLock lock(mutex_);
  is_serving_ = false;
  is_shut_down_ = true;
  changed_.NotifyAll();
}

HealthService::ServingStatus HealthService::StatusOf(const std::string& service) {
  if (!IsKnown(service)) return HealthCheckResponse::SERVICE_UNKNOWN;
  MutexLock lock(mutex_);
  return is_serving_ ? HealthCheckResponse::SERVING : HealthCheckResponse::NOT_SERVING;
}

grpc::Status HealthService::Check(grpc::ServerContext*, const HealthCheckRequest* request,
                                  HealthCheckResponse* response) {
  if (!IsKnown(request->service())) {
    return {grpc::StatusCode::NOT_FOUND,
            "unknown service; ask for bellwether.v1.ScoringService, or leave the name empty"};
  }
  response->set_status(StatusOf(request->service()));
  return grpc::Status::OK;
}

grpc::Status HealthService::List(grpc::ServerContext*, const HealthListRequest*,
                                 HealthListResponse* response) {
  for (const std::string_view service : kServices) {
    const std::string name(service);
    (*response->mutable_statuses())[name].set_status(StatusOf(name));
  }
  return grpc::Status::OK;
}

bool HealthService::EnterWatch() {
  MutexLock lock(mutex_);
  if (watches_ >= most_watches_) return false;
  ++watches_;
  return true;
}

void HealthService::LeaveWatch() {
  MutexLock lock(mutex_);
  --watches_;
}

bool HealthService::AwaitChange(const std::string& service, ServingStatus last) {
  {
    MutexLock lock(mutex_);
    if (is_shut_down_) return false;
    const bool is_last = (last == HealthCheckResponse::SERVING) == is_serving_;
    if (is_last || !IsKnown(service)) changed_.WaitFor(mutex_, kLookForClient);
  }
  return true;
}

grpc::Status HealthService::Watch(grpc::ServerContext* context, const HealthCheckRequest* request,
                                  grpc::ServerWriter<HealthCheckResponse>* writer) {
  if (!EnterWatch()) {
    return LimitExceeded("max_health_watches", most_watches_,
                         "too many health watches are open; close one, or call Check instead");
  }
  HealthCheckResponse response;
  ServingStatus last = StatusOf(request->service());
  response.set_status(last);
  bool is_open = writer->Write(response);
  while (is_open && !context->IsCancelled() && AwaitChange(request->service(), last)) {
    const ServingStatus now = StatusOf(request->service());
    if (now == last) continue;
    last = now;
    response.set_status(now);
    is_open = writer->Write(response);
  }
  // A shutdown may be the change: it is said before the end.
  if (is_open && StatusOf(request->service()) != last) {
    response.set_status(StatusOf(request->service()));
    writer->Write(response);
  }
  LeaveWatch();
  return grpc::Status(grpc::StatusCode::UNAVAILABLE, "the server is shutting down");
}

}  // namespace bellwether
