// Check and List alone; Watch needs a connection and is tested in rpc_server_life_test.cc.
#include "server/rpc/health_service.h"

#include <string>

#include "gtest/gtest.h"

namespace bellwether {
namespace {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using grpc::health::v1::HealthListRequest;
using grpc::health::v1::HealthListResponse;

HealthCheckResponse::ServingStatus Check(HealthService& service, const std::string& name) {
  HealthCheckRequest request;
  request.set_service(name);
  HealthCheckResponse response;
  EXPECT_TRUE(service.Check(nullptr, &request, &response).ok());
  return response.status();
}

TEST(HealthServiceTest, ServesOnlyWhenTold) {
  HealthService service(1);
  EXPECT_EQ(Check(service, ""), HealthCheckResponse::NOT_SERVING);
  service.SetServing(true);
  EXPECT_EQ(Check(service, ""), HealthCheckResponse::SERVING);
  EXPECT_EQ(Check(service, "bellwether.v1.ScoringService"), HealthCheckResponse::SERVING);
  service.SetServing(false);
  EXPECT_EQ(Check(service, ""), HealthCheckResponse::NOT_SERVING);
}

TEST(HealthServiceTest, StaysDownAfterShutdown) {
  HealthService service(1);
  service.Shutdown();
  service.SetServing(true);
  EXPECT_EQ(Check(service, ""), HealthCheckResponse::NOT_SERVING);
}

TEST(HealthServiceTest, DoesNotKnowOtherServices) {
  HealthService service(1);
  HealthCheckRequest request;
  request.set_service("other.Service");
  HealthCheckResponse response;
  EXPECT_EQ(service.Check(nullptr, &request, &response).error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST(HealthServiceTest, ListsItsServices) {
  HealthService service(1);
  service.SetServing(true);
  HealthListResponse response;
  const HealthListRequest request;
  EXPECT_TRUE(service.List(nullptr, &request, &response).ok());
  EXPECT_EQ(response.statuses_size(), 4);
  EXPECT_EQ(response.statuses().at("").status(), HealthCheckResponse::SERVING);
}

}  // namespace
}  // namespace bellwether
