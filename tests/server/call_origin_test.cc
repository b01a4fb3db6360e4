// Names of a call: what is taken from its metadata, and what is told of it.
#include "server/rpc/call_origin.h"

#include <string>

#include "gtest/gtest.h"

namespace bellwether {
namespace {

constexpr char kTrace[] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

TEST(IsRequestIdTest, TakesLettersDigitsAndAFewSigns) {
  EXPECT_TRUE(IsRequestId("a"));
  EXPECT_TRUE(IsRequestId("Req_1.2-3:4/5+6=7@8"));
  EXPECT_TRUE(IsRequestId(std::string(100, 'x')));
  for (const std::string& bad :
       {std::string(), std::string(101, 'x'), std::string("a b"), std::string("a\nb"),
        std::string("a\"b"), std::string("a{b}"), std::string("\xc3\xa4"), std::string(1, '\0')}) {
    EXPECT_FALSE(IsRequestId(bad)) << bad;
  }
}

TEST(IsTraceParentTest, TakesWhatTheStandardSays) {
  EXPECT_TRUE(IsTraceParent(kTrace));
  EXPECT_TRUE(IsTraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"));
  // Of a later version, with more or without.
  EXPECT_TRUE(IsTraceParent("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
  EXPECT_TRUE(IsTraceParent("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what.may.be"));
}

TEST(IsTraceParentTest, TakesNothingElse) {
  for (const char* bad : {
           "",
           "00",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
           "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
           "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
           "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
           "0-04bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
           "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7_01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 ",
           "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
       }) {
    EXPECT_FALSE(IsTraceParent(bad)) << bad;
  }
  EXPECT_FALSE(IsTraceParent("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-" +
                             std::string(100, 'x')));
}

TEST(TraceIdTest, IsPartOfTheTraceParent) {
  CallOrigin origin;
  EXPECT_EQ(TraceId(origin), "");
  EXPECT_EQ(ParentSpanId(origin), "");
  origin.trace_parent = kTrace;
  EXPECT_EQ(TraceId(origin), "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(ParentSpanId(origin), "00f067aa0ba902b7");
}

TEST(AddIdsTest, LeavesOutWhatThereIsNot) {
  CallOrigin origin;
  std::vector<LogField> fields;
  AddIds(origin, fields);
  EXPECT_TRUE(fields.empty());
  origin.request_id = "r1";
  AddIds(origin, fields);
  ASSERT_EQ(fields.size(), 1u);
  EXPECT_EQ(fields[0].name, "request_id");
}

}  // namespace
}  // namespace bellwether
