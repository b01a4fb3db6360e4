#include "clients/cli/words/proto_json.h"

#include <cstdint>
#include <set>
#include <string>

#include "bellwether/v1/accounts.pb.h"
#include "bellwether/v1/alerts.pb.h"
#include "bellwether/v1/decisions.pb.h"
#include "bellwether/v1/evaluations.pb.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/clients/sample_evaluations.h"

namespace bellwether::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

nlohmann::ordered_json Read(const google::protobuf::Message& message) {
  return nlohmann::ordered_json::parse(MessageJson(message, kOneLine));
}

TEST(ProtoJson, EnumsLoseTheirPrefix) {
  EXPECT_EQ(EnumWord(v1::HEALTH_STATE_SCORED), "SCORED");
  EXPECT_EQ(EnumWord(v1::MISSING_REASON_NOT_GIVEN), "NOT_GIVEN");
  EXPECT_EQ(EnumWord(v1::TERNARY_UNKNOWN), "UNKNOWN");
  EXPECT_EQ(EnumWord(*v1::HealthState_descriptor(), 99), "99");
}

TEST(ProtoJson, AbsentStaysOutAndZeroStays) {
  v1::Component component;
  component.set_name("usage");
  EXPECT_EQ(MessageJson(component, kOneLine),
            R"({"name":"usage","weight":0,"normalized_weight":0,"contribution":0,"coverage":0})");
  component.set_score(0);
  component.set_missing_reason(v1::MISSING_REASON_STALE);
  component.set_inverted(true);
  EXPECT_EQ(MessageJson(component, kOneLine),
            R"({"name":"usage","score":0,"missing_reason":"STALE","weight":0,)"
            R"("normalized_weight":0,"contribution":0,"coverage":0,"inverted":true})");
}

TEST(ProtoJson, NumbersAreShortestAndReadBack) {
  v1::Bounds bounds;
  bounds.set_low(-0.0);
  bounds.set_high(0.1 + 0.2);
  EXPECT_EQ(MessageJson(bounds, kOneLine), R"({"low":0,"high":0.30000000000000004})");
  bounds.set_low(1e300);
  bounds.set_high(76);
  EXPECT_EQ(MessageJson(bounds, kOneLine), R"({"low":1e+300,"high":76})");
}

TEST(ProtoJson, CountsOfRecordsAreNumbers) {
  v1::StoredAccount account;
  account.set_account_id("acme");
  account.set_records(int64_t{3} << 32);
  EXPECT_EQ(Read(account)["records"], int64_t{3} << 32);
}

TEST(ProtoJson, MomentsKeepTheirKind) {
  v1::Adjustment adjustment;
  auto& date = *adjustment.mutable_expires_at()->mutable_date();
  date.set_year(2026);
  date.set_month(3);
  date.set_day(1);
  EXPECT_EQ(Read(adjustment)["expires_at"], "2026-03-01");
  auto& time = *adjustment.mutable_expires_at()->mutable_time();
  time.set_seconds(1772323200);
  EXPECT_EQ(Read(adjustment)["expires_at"], "2026-03-01T00:00:00Z");
  time.set_nanos(250000000);
  EXPECT_EQ(Read(adjustment)["expires_at"], "2026-03-01T00:00:00.25Z");
}

TEST(ProtoJson, FactsAreThePlainValuesOfAccountFiles) {
  v1::DerivedFact fact;
  fact.mutable_value()->set_number(0.5);
  EXPECT_EQ(Read(fact)["value"], 0.5);
  fact.mutable_value()->set_flag(false);
  EXPECT_EQ(Read(fact)["value"], false);
  fact.mutable_value()->set_text("");
  EXPECT_EQ(Read(fact)["value"], "");
  fact.mutable_value()->set_points(12);
  EXPECT_EQ(Read(fact)["value"], (nlohmann::ordered_json{{"points", 12}}));
}

TEST(ProtoJson, BrokenUtf8IsReplacedNotThrown) {
  EXPECT_EQ(Dump(nlohmann::ordered_json("a\xff"), kOneLine), "\"a\uFFFD\"");
}

void CollectTypes(const Descriptor& type, std::set<std::string>& seen) {
  if (!seen.insert(type.full_name()).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const std::set<FieldDescriptor::CppType> known = {
        FieldDescriptor::CPPTYPE_INT32,  FieldDescriptor::CPPTYPE_INT64,
        FieldDescriptor::CPPTYPE_DOUBLE, FieldDescriptor::CPPTYPE_BOOL,
        FieldDescriptor::CPPTYPE_STRING, FieldDescriptor::CPPTYPE_ENUM,
        FieldDescriptor::CPPTYPE_MESSAGE};
    const bool timestamp = type.full_name() == "google.protobuf.Timestamp";
    EXPECT_TRUE(timestamp || known.count(field.cpp_type()) == 1) << field.full_name();
    EXPECT_FALSE(field.is_map()) << field.full_name();
    if (field.message_type() != nullptr) CollectTypes(*field.message_type(), seen);
  }
}

TEST(ProtoJson, AnswersHaveNoTypeThatTheWriterLacks) {
  std::set<std::string> seen;
  CollectTypes(*v1::Evaluation::descriptor(), seen);
  EXPECT_GT(seen.size(), 10U);
  CollectTypes(*v1::StoredAccount::descriptor(), seen);
  CollectTypes(*v1::StoredEvaluation::descriptor(), seen);
  CollectTypes(*v1::SetOverrideResponse::descriptor(), seen);
  CollectTypes(*v1::RemoveOverrideResponse::descriptor(), seen);
  CollectTypes(*v1::ListOverridesResponse::descriptor(), seen);
  CollectTypes(*v1::RecordDecisionResponse::descriptor(), seen);
  CollectTypes(*v1::ListDecisionsResponse::descriptor(), seen);
  CollectTypes(*v1::Alert::descriptor(), seen);
  CollectTypes(*v1::Task::descriptor(), seen);
  CollectTypes(*v1::AlertEvent::descriptor(), seen);
}

}  // namespace
}  // namespace bellwether::cli
