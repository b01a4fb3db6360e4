#include "server/http/method_catalog.h"

#include "bellwether/v1/rules.pb.h"
#include "bellwether/v1/scoring.pb.h"
#include "gtest/gtest.h"

namespace bellwether::http {
namespace {

TEST(MethodCatalogTest, KnowsTheMethodsOfServicesThatAreServed) {
  // Whatever of the descriptors the linker would leave out is in use.
  v1::EvaluateRequest::descriptor();
  v1::ListPacksRequest::descriptor();
  const MethodCatalog methods({"bellwether.v1.ScoringService", "bellwether.v1.RulesService", "no.Such"});
  const Method* evaluate = methods.Find("/bellwether.v1.ScoringService/Evaluate");
  ASSERT_NE(evaluate, nullptr);
  EXPECT_TRUE(evaluate->is_unary());
  EXPECT_FALSE(evaluate->has_no_side_effects);
  EXPECT_EQ(evaluate->request, "bellwether.v1.EvaluateRequest");
  EXPECT_EQ(evaluate->response, "bellwether.v1.EvaluateResponse");
  const Method* stream = methods.Find("/bellwether.v1.ScoringService/StreamEvaluate");
  ASSERT_NE(stream, nullptr);
  EXPECT_TRUE(stream->client_streams && stream->server_streams);
  const Method* watch = methods.Find("/bellwether.v1.RulesService/WatchPacks");
  ASSERT_NE(watch, nullptr);
  EXPECT_TRUE(!watch->client_streams && watch->server_streams);
  EXPECT_TRUE(methods.Find("/bellwether.v1.RulesService/ListPacks")->has_no_side_effects);
  for (const char* const path :
       {"/bellwether.v1.PortfolioService/ListMetrics", "bellwether.v1.ScoringService/Evaluate",
        "/bellwether.v1.ScoringService/evaluate", "/bellwether.v1.ScoringService/", "/", ""}) {
    EXPECT_EQ(methods.Find(path), nullptr) << path;
  }
}

}  // namespace
}  // namespace bellwether::http
