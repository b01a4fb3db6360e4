// Who is told of what.
#include "server/delivery/router.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/delivery/test_events.h"

namespace bellwether::delivery {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

Route To(std::vector<std::string> targets) {
  Route route;
  route.to = std::move(targets);
  return route;
}

TEST(RouterTest, TheFirstRouteThatTakesItCounts) {
  Route enterprise = To({"pager"}), small = To({"list"});
  enterprise.segments = {"enterprise", "strategic"};
  small.segments = {"smb"};
  const Router router({enterprise, small, To({"everybody"})});
  Event event = RedEvent();
  EXPECT_THAT(router.TargetsOf(event), ElementsAre("pager"));
  event.face.segment = "smb";
  EXPECT_THAT(router.TargetsOf(event), ElementsAre("list"));
  event.face.segment = "";
  EXPECT_THAT(router.TargetsOf(event), ElementsAre("everybody"));
}

TEST(RouterTest, AllConditionsOfARouteHold) {
  Route route = To({"pager"});
  route.csms = {"dana"};
  route.severities = {"red"};
  route.alerts = {"turned_red"};
  route.kinds = {"raised"};
  route.routes = {"management", "csm"};
  const Router router({route, To({"everybody"})});
  EXPECT_THAT(router.TargetsOf(RedEvent()), ElementsAre("pager"));
  Event event = RedEvent();
  event.kind = "reminded";
  EXPECT_THAT(router.TargetsOf(event), ElementsAre("everybody"));
  event = RedEvent();
  event.routes = {"support"};
  EXPECT_THAT(router.TargetsOf(event), ElementsAre("everybody"));
}

TEST(RouterTest, ARouteThatGoesOnAddsItsTargetsOnce) {
  Route first = To({"pager", "list"});
  first.goes_on = true;
  const Router router({first, To({"list", "mail"}), To({"nobody"})});
  EXPECT_THAT(router.TargetsOf(RedEvent()), ElementsAre("pager", "list", "mail"));
  const auto messages = router.MessagesFor(RedEvent());
  ASSERT_THAT(messages, SizeIs(3));
  EXPECT_EQ(messages[0].key, messages[2].key);
  EXPECT_EQ(messages[2].target, "mail");
  EXPECT_EQ(messages[2].of.account, "acme");
}

}  // namespace
}  // namespace bellwether::delivery
