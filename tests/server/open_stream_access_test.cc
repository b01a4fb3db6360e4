// Streams that are open while the access file changes: each message is answered only to a caller
// who may still call, whichever kind of stream it is.
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "tests/server/error_details.h"
#include "tests/server/secure_server_fixture.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

// How often a change is looked for, and how long between two looks: ten seconds.
constexpr int kLooks = 200;
constexpr std::chrono::milliseconds kBetweenLooks{50};

class OpenStreamAccessTest : public SecureServerTest {
 protected:
  using Scores = grpc::ClientReaderWriter<v1::StreamEvaluateRequest, v1::StreamEvaluateResponse>;
  using Preview = grpc::ClientReaderWriter<v1::PreviewPackRequest, v1::PreviewPackResponse>;
  using Watch = grpc::ClientReader<v1::WatchPacksResponse>;

  void SetUp() override { PutCallers("score", "read"); }

  // The access file, with what the two tokens may do; "": there is no such token.
  void PutCallers(const std::string& scorer, const std::string& reader,
                  const std::string& more = "") {
    std::string text = "tokens:\n";
    for (const auto& [name, token, role] :
         {std::tuple("scorer", kScorer, scorer), std::tuple("reader", kReader, reader)}) {
      if (role.empty()) continue;
      absl::StrAppend(&text, "  - {name: ", name, ", sha256: ", Sha256Hex(token), ", roles: [",
                      role, "]", more, "}\n");
    }
    options_.access_file = folder_.Write("access.yaml", text);
    if (security_ != nullptr) security_->LookNow();
  }

  std::unique_ptr<grpc::ClientContext> ContextOf(const std::string& token) {
    auto context = std::make_unique<grpc::ClientContext>();
    context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    context->AddMetadata("authorization", "Bearer " + token);
    return context;
  }

  static bool Score(Scores& stream) {
    v1::StreamEvaluateRequest request;
    *request.mutable_account() = GoodRequest().account();
    v1::StreamEvaluateResponse response;
    return stream.Write(request) && stream.Read(&response);
  }
  // What a stream ends with that is asked until it does.
  grpc::Status EndOf(Scores& stream) {
    for (int i = 0; i < kLooks && Score(stream); ++i) std::this_thread::sleep_for(kBetweenLooks);
    stream.WritesDone();
    return stream.Finish();
  }
};

TEST_F(OpenStreamAccessTest, ATokenThatIsTakenOutEndsAStream) {
  StartSecure();
  const auto stub = v1::ScoringService::NewStub(Connect());
  const auto context = ContextOf(kScorer);
  const auto stream = stub->StreamEvaluate(context.get());
  ASSERT_TRUE(Score(*stream));
  PutCallers("", "read");
  const grpc::Status end = EndOf(*stream);
  EXPECT_EQ(end.error_code(), grpc::StatusCode::UNAUTHENTICATED) << end.error_message();
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(end).reason(), "UNAUTHENTICATED");
  EXPECT_TRUE(CallsInFlightBecome(0));
  security_->Stop();
  server_->Stop(absl::Seconds(5));
  EXPECT_THAT(written_.str(), HasSubstr("caller=scorer")) << "the log knows whose stream it was";
}

TEST_F(OpenStreamAccessTest, ARoleThatIsTakenAwayEndsAStream) {
  StartSecure();
  const auto stub = v1::ScoringService::NewStub(Connect());
  const auto context = ContextOf(kScorer);
  const auto stream = stub->StreamEvaluate(context.get());
  ASSERT_TRUE(Score(*stream));
  PutCallers("read", "read");
  const grpc::Status end = EndOf(*stream);
  EXPECT_EQ(end.error_code(), grpc::StatusCode::PERMISSION_DENIED) << end.error_message();
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(end).reason(), "ROLE_MISSING");
  EXPECT_TRUE(CallsInFlightBecome(0));
}

TEST_F(OpenStreamAccessTest, ATokenThatExpiresEndsAStream) {
  PutCallers("score", "read",
             absl::StrCat(", expires: \"",
                          absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::Now() + absl::Seconds(4),
                                           absl::UTCTimeZone()),
                          "\""));
  StartSecure();
  const auto stub = v1::ScoringService::NewStub(Connect());
  const auto context = ContextOf(kScorer);
  const auto stream = stub->StreamEvaluate(context.get());
  ASSERT_TRUE(Score(*stream));
  const grpc::Status end = EndOf(*stream);
  EXPECT_EQ(end.error_code(), grpc::StatusCode::UNAUTHENTICATED) << end.error_message();
  EXPECT_THAT(end.error_message(), HasSubstr("expired"));
}

TEST_F(OpenStreamAccessTest, ACallerOfAnotherTenantBeginsAnew) {
  StartSecure();
  const auto stub = v1::ScoringService::NewStub(Connect());
  const auto context = ContextOf(kScorer);
  const auto stream = stub->StreamEvaluate(context.get());
  ASSERT_TRUE(Score(*stream));
  PutCallers("score", "read", ", tenant: acme");
  const grpc::Status end = EndOf(*stream);
  EXPECT_EQ(end.error_code(), grpc::StatusCode::UNAVAILABLE) << end.error_message();
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(end).reason(), "CALLER_CHANGED");
  EXPECT_TRUE(Ask(Connect(), kScorer).ok());
}

TEST_F(OpenStreamAccessTest, AChangeForOthersLeavesAStreamAlone) {
  StartSecure();
  const auto stub = v1::ScoringService::NewStub(Connect());
  const auto context = ContextOf(kScorer);
  const auto stream = stub->StreamEvaluate(context.get());
  ASSERT_TRUE(Score(*stream));
  PutCallers("score", "");
  grpc::Status other;
  for (int i = 0; i < kLooks && other.error_code() != grpc::StatusCode::UNAUTHENTICATED; ++i) {
    other = Ask(Connect(), kReader);
    std::this_thread::sleep_for(kBetweenLooks);
  }
  ASSERT_EQ(other.error_code(), grpc::StatusCode::UNAUTHENTICATED);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(Score(*stream));
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(OpenStreamAccessTest, AWatchTellsNothingToWhomItMayNot) {
  StartSecure();
  const auto stub = v1::RulesService::NewStub(Connect());
  const auto context = ContextOf(kReader);
  const std::unique_ptr<Watch> watch = stub->WatchPacks(context.get(), {});
  v1::WatchPacksResponse message;
  ASSERT_TRUE(watch->Read(&message));
  feed_.Changed();
  ASSERT_TRUE(watch->Read(&message)) << "a caller who still may is told";
  PutCallers("score", "score");
  grpc::Status other;
  for (int i = 0; i < kLooks && !other.ok(); ++i) {
    other = Ask(Connect(), kReader);  // which needs its new role
    if (!other.ok()) std::this_thread::sleep_for(kBetweenLooks);
  }
  bool tells = true;
  for (int i = 0; i < kLooks && tells; ++i) {
    feed_.Changed();
    tells = watch->Read(&message);
    if (tells) std::this_thread::sleep_for(kBetweenLooks);
  }
  if (tells) context->TryCancel();  // a watch that goes on would never end
  const grpc::Status end = watch->Finish();
  EXPECT_EQ(end.error_code(), grpc::StatusCode::PERMISSION_DENIED) << end.error_message();
  EXPECT_TRUE(CallsInFlightBecome(0));
}

TEST_F(OpenStreamAccessTest, AnUploadEndsAtTheNextMessageAndAtItsEnd) {
  StartSecure();
  const auto stub = v1::RulesService::NewStub(Connect());
  v1::PreviewPackRequest question;
  v1::PackFile& file = *question.mutable_to()->mutable_files()->add_files();
  file.set_name("pack.yaml");
  file.set_content(SmallPack());
  v1::PreviewPackResponse part;
  const auto begin = [&](grpc::ClientContext& context) {
    std::unique_ptr<Preview> stream = stub->PreviewPack(&context);
    EXPECT_TRUE(stream->Write(question));
    EXPECT_TRUE(stream->Read(&part) && part.has_head());
    EXPECT_TRUE(stream->Read(&part) && part.has_progress());
    return stream;
  };
  const auto one = ContextOf(kReader), other = ContextOf(kReader);
  const auto goes_on = begin(*one), is_whole = begin(*other);
  PutCallers("score", "");
  v1::PreviewPackRequest accounts;
  *accounts.add_accounts() = GoodRequest().account();
  for (int i = 0; i < kLooks && goes_on->Write(accounts) && goes_on->Read(&part); ++i) {
    std::this_thread::sleep_for(kBetweenLooks);
  }
  goes_on->WritesDone();
  EXPECT_EQ(goes_on->Finish().error_code(), grpc::StatusCode::UNAUTHENTICATED);
  is_whole->WritesDone();
  EXPECT_FALSE(is_whole->Read(&part)) << "the impact was told";
  EXPECT_EQ(is_whole->Finish().error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_TRUE(CallsInFlightBecome(0));
}

}  // namespace
}  // namespace bellwether
