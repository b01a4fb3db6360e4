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

TEST(RouterTest, AnotherFileCountsForTheNextEvent) {
  Router router({To({"pager"})});
  EXPECT_THAT(router.TargetsOf(RedEvent()), ElementsAre("pager"));
  router.Replace({To({"list"})});
  EXPECT_THAT(router.TargetsOf(RedEvent()), ElementsAre("list"));
}

// Whoever was told that it is red, and is not told of what is amber, would wait for its end for
// ever.
TEST(RouterTest, WhoeverWasToldAndIsNotAnyMoreIsToldSo) {
  Route red = To({"pager", "list"});
  red.severities = {"red"};
  const Router router({red, To({"list"})});
  Event event = RedEvent("acme", 2);
  event.former = event.face;
  event.face.severity = "amber";
  const auto messages = router.MessagesFor(event);
  ASSERT_THAT(messages, SizeIs(2));
  EXPECT_EQ(messages[0].target, "list");
  EXPECT_EQ(messages[0].body, EncodeEvent(event));
  EXPECT_EQ(messages[1].target, "pager");
  EXPECT_EQ(messages[1].key, messages[0].key);
  const auto moved = DecodeEvent(messages[1].body);
  ASSERT_TRUE(moved.ok()) << moved.status();
  EXPECT_EQ(moved->kind, kMoved);
  EXPECT_EQ(moved->face, RedEvent().face);
  EXPECT_EQ(moved->former, std::nullopt);
}

}  // namespace
}  // namespace bellwether::delivery
