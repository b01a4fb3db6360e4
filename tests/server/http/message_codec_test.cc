// protobuf's JSON over our messages: nothing is lost on the way.
#include "server/http/message_codec.h"

#include <string>

#include "bellwether/v1/scoring.pb.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"

namespace bellwether::http {
namespace {

using ::testing::HasSubstr;

constexpr char kRequest[] = "bellwether.v1.EvaluateRequest";

TEST(MessageCodecTest, MessagesGoThereAndBack) {
  const MessageCodec codec;
  const auto bytes = codec.FromJson(
      kRequest,
      R"({"account": {"id": "acme", "stage": "onboarding", "contractSignedAt": {"date": {"year": 2026, "month": 1, "day": 5}},
          "signals": [{"name": "usage", "number": 0}, {"name": "nps", "text": ""}]}})");
  ASSERT_TRUE(bytes.ok()) << bytes.status();
  v1::EvaluateRequest request;
  ASSERT_TRUE(request.ParseFromString(*bytes));
  EXPECT_EQ(request.account().id(), "acme");
  // A zero that was given is not one that was left out.
  EXPECT_TRUE(request.account().signals(0).has_number());
  EXPECT_TRUE(request.account().signals(1).has_text());
  const auto json = codec.ToJson(kRequest, *bytes);
  ASSERT_TRUE(json.ok());
  const auto again = codec.FromJson(kRequest, *json);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(*again, *bytes);
}

TEST(MessageCodecTest, NamesOfTheProtosAreTakenToo) {
  const MessageCodec codec;
  EXPECT_TRUE(codec.FromJson(kRequest, R"({"account": {"contract_signed_at": {}}})").ok());
}

TEST(MessageCodecTest, MistakesAreSaidAtTheirPlace) {
  const MessageCodec codec;
  EXPECT_THAT(std::string(codec.FromJson(kRequest, R"({"acount": {}})").status().message()),
              HasSubstr("acount"));
  for (const char* const json :
       {"", "{", "[]", "7", "{\"account\": 7}", "{} {}", "{\"account\": {\"id\": \"\xff\"}}"}) {
    EXPECT_EQ(codec.FromJson(kRequest, json).status().code(), absl::StatusCode::kInvalidArgument)
        << json;
  }
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "{\"account\":";
  EXPECT_FALSE(codec.FromJson(kRequest, deep).ok());
}

// What is wrong is said with its place, and not with all that was sent.
TEST(MessageCodecTest, FewWordsOfAClientAreRepeated) {
  const MessageCodec codec;
  for (const std::string& word : {std::string(10'000, 'w'), std::string(5'000, '\t') + "w"}) {
    for (const std::string& json : {R"({"options": {"explanation": ")" + word + "\"}}",
                                    R"({"account": {")" + word + "\": 1}}",
                                    R"({"account": {"signals": [{"number": ")" + word + "\"}]}}",
                                    word, "{" + word, R"({"account": ")" + word}) {
      const absl::Status status = codec.FromJson(kRequest, json).status();
      EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << json.substr(0, 60);
      EXPECT_LT(status.message().size(), 200u) << json.substr(0, 60);
    }
  }
  const std::string letters = R"({"options": {"explanation": ")" + [] {
    std::string text;
    for (int i = 0; i < 1'000; ++i) text += "ü";
    return text;
  }() + "\"}}";
  const std::string told(codec.FromJson(kRequest, letters).status().message());
  EXPECT_THAT(told, HasSubstr("options.explanation"));
  EXPECT_THAT(told, HasSubstr("ü…ü"));
}

TEST(MessageCodecTest, TypesThatAreNotKnown) {
  const MessageCodec codec;
  EXPECT_FALSE(codec.ToJson("no.Such", "").ok());
}

}  // namespace
}  // namespace bellwether::http
