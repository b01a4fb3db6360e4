// What is said of packs, as functions.
#include "server/rpc/rules_handlers.h"

#include <memory>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/packs/load_pack.h"
#include "tests/server/error_details.h"
#include "tests/server/rules_fixture.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class RulesHandlersTest : public RulesTest {
 protected:
  grpc::Status Check(const v1::CheckPackRequest& request) {
    return Ask(Rules().check_pack, request, checked_);
  }
  grpc::Status Check(const std::string& yaml) {
    v1::CheckPackRequest request;
    *request.mutable_pack() = SourceOf(yaml).files();
    return Check(request);
  }

  v1::CheckPackResponse checked_;
};

TEST_F(RulesHandlersTest, TellsTheActivePack) {
  v1::GetPackResponse response;
  ASSERT_TRUE(Ask(Rules().get_pack, v1::GetPackRequest(), response).ok());
  EXPECT_EQ(response.pack().name(), "small");
  EXPECT_EQ(response.pack().version(), "1.2.3");
  EXPECT_EQ(response.pack().digest(), plan().digest);
  EXPECT_EQ(response.pack().source(), "memory");
  EXPECT_TRUE(response.pack().has_loaded_at());
  v1::GetPackRequest by_digest;
  by_digest.set_pack(plan().digest.substr(0, 8));
  EXPECT_TRUE(Ask(Rules().get_pack, by_digest, response).ok());
  by_digest.set_pack("12345678");
  const grpc::Status status = Ask(Rules().get_pack, by_digest, response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("available"), plan().digest);
}

TEST_F(RulesHandlersTest, TellsWhatAPackDeclaresWhereItIsAskedFor) {
  v1::GetPackRequest request;
  v1::GetPackResponse response;
  ASSERT_TRUE(Ask(Rules().get_pack, request, response).ok());
  EXPECT_FALSE(response.has_declarations());
  request.mutable_declarations();
  ASSERT_TRUE(Ask(Rules().get_pack, request, response).ok());
  const v1::PackDeclarations& declared = response.declarations();
  ASSERT_EQ(declared.signals_size(), 2);
  EXPECT_EQ(declared.signals(0).name(), "usage");
  EXPECT_EQ(declared.signals(0).kind(), v1::SIGNAL_KIND_RATIO);
  EXPECT_EQ(declared.signals(1).range().max(), 100);
  ASSERT_EQ(declared.models_size(), 1);
  ASSERT_EQ(declared.models(0).bands_size(), 3);
  EXPECT_EQ(declared.models(0).bands(1).name(), "yellow");
  EXPECT_EQ(declared.models(0).bands(1).from(), 50);
}

TEST_F(RulesHandlersTest, DeclaresNumbersThatAreInForceForASegmentToday) {
  std::string pack = absl::StrReplaceAll(SmallPack(), {{"{green: 80}", "{green: well}"}});
  pack += "constants:\n  well: {value: 80, segments: {smb: 70}}\n";
  packs_.Publish(SnapshotOf(pack));
  v1::GetPackRequest request;
  request.mutable_declarations();
  v1::GetPackResponse response;
  ASSERT_TRUE(Ask(Rules().get_pack, request, response).ok());
  EXPECT_EQ(response.declarations().models(0).bands(0).from(), 80);
  request.mutable_declarations()->set_segment("smb");
  ASSERT_TRUE(Ask(Rules().get_pack, request, response).ok());
  EXPECT_EQ(response.declarations().models(0).bands(0).from(), 70);
  request.mutable_declarations()->set_segment("smbs");
  EXPECT_THAT(FieldsOf(Ask(Rules().get_pack, request, response)),
              ElementsAre("declarations.segment UNKNOWN_SEGMENT"));
}

TEST_F(RulesHandlersTest, TellsTheFilesAsTheyWereWritten) {
  const std::string rules = "# Ours.\n" + SmallPack();
  const std::string tests = "cases: []\n";
  packs_.Publish(
      BuildPack({Sources({{"pack.yaml", rules}}), Sources({{"tests/a_test.yaml", tests}})},
                "folder", {}, received_)
          .snapshot);
  v1::GetPackFilesRequest request;
  v1::GetPackFilesResponse response;
  ASSERT_TRUE(Ask(Rules().get_pack_files, request, response).ok());
  EXPECT_EQ(response.pack().digest(), plan().digest);
  ASSERT_EQ(response.rules().files_size(), 1);
  EXPECT_EQ(response.rules().files(0).name(), "pack.yaml");
  EXPECT_EQ(response.rules().files(0).content(), rules);
  ASSERT_EQ(response.tests().files_size(), 1);
  EXPECT_EQ(response.tests().files(0).name(), "tests/a_test.yaml");
  for (const std::string& name : {std::string("active"), plan().digest.substr(0, 8)}) {
    request.set_pack(name);
    EXPECT_TRUE(Ask(Rules().get_pack_files, request, response).ok()) << name;
  }
  request.set_pack("12345678");
  EXPECT_EQ(Ask(Rules().get_pack_files, request, response).error_code(),
            grpc::StatusCode::NOT_FOUND);
}

// Its own pack is all that a tenant with a pack is told of.
TEST_F(RulesHandlersTest, FilesOfOthersAreNotForATenantWithAPack) {
  const Sources rules({{"pack.yaml", SmallPack()}});
  packs_.Publish(BuildPack({rules, {}}, "folder", {}, received_).snapshot);
  const std::string own = plan().digest;
  packs_.Publish(
      BuildPack({Sources({{"pack.yaml", HeavierPack()}}), {}}, "folder", {}, received_).snapshot);
  CallOrigin origin;
  origin.caller = std::make_shared<const Caller>(Caller{"ann", "acme", RoleSet::All(), own});
  const auto ask = [&](const std::string& pack, v1::GetPackFilesResponse& response) {
    CallContext call{"Method", received_, absl::InfiniteFuture(), workspace_, nullptr, origin};
    v1::GetPackFilesRequest request;
    request.set_pack(pack);
    LongWork<v1::GetPackFilesResponse> work;
    const grpc::Status status = Rules().get_pack_files(call, request, work);
    return status.ok() ? work(Stop(), [&](const auto& answer) { response = answer; }) : status;
  };
  v1::GetPackFilesResponse response;
  ASSERT_TRUE(ask("", response).ok());
  EXPECT_EQ(response.pack().digest(), own);
  EXPECT_EQ(ask("active", response).error_code(), grpc::StatusCode::PERMISSION_DENIED);
}

TEST_F(RulesHandlersTest, BeforeAPackIsPublishedThereIsNone) {
  const SnapshotStore nothing;
  const RulesHandlers handlers = MakeRulesHandlers({nothing, Limits{}, log_, 1, nullptr});
  v1::GetPackResponse response;
  EXPECT_EQ(Ask(handlers.get_pack, v1::GetPackRequest(), response).error_code(),
            grpc::StatusCode::UNAVAILABLE);
  v1::CheckPackRequest request;
  *request.mutable_pack() = SourceOf(SmallPack()).files();
  EXPECT_TRUE(Ask(handlers.check_pack, request, checked_).ok());  // needs none
}

TEST_F(RulesHandlersTest, SaysWhereAPackIsWrong) {
  ASSERT_TRUE(Check(BrokenPack()).ok());
  EXPECT_FALSE(checked_.has_pack());
  EXPECT_FALSE(checked_.has_contents());
  EXPECT_GE(checked_.errors(), 1);
  const v1::PackDiagnostic first = DiagnosticOf(checked_.diagnostics(), "unknown-key");
  EXPECT_EQ(first.severity(), v1::DIAGNOSTIC_SEVERITY_ERROR);
  EXPECT_EQ(first.file(), "pack.yaml");
  EXPECT_EQ(first.line(), 6);
  EXPECT_EQ(first.column(), 11);
  EXPECT_EQ(first.length(), 3);
  EXPECT_THAT(first.message(), HasSubstr("typ"));
  EXPECT_THAT(first.hint(), HasSubstr("type"));
}

TEST_F(RulesHandlersTest, CountsWhatAGoodPackHolds) {
  ASSERT_TRUE(Check(SmallPack()).ok());
  EXPECT_EQ(checked_.errors(), 0);
  EXPECT_EQ(checked_.pack().digest(), plan().digest);
  EXPECT_EQ(checked_.contents().signals(), 2);
  EXPECT_EQ(checked_.contents().health_models(), 1);
  EXPECT_FALSE(checked_.contents().has_graduation_dimensions());
}

// Lint, and what a comment allows of it.
TEST_F(RulesHandlersTest, WarningsAndTheirReasons) {
  const std::string unused =
      absl::StrReplaceAll(SmallPack(), {{"  nps: {type", "  spare: {type: count}\n  nps: {type"}});
  ASSERT_TRUE(Check(unused).ok());
  const int warnings = checked_.warnings();
  const v1::PackDiagnostic found = DiagnosticOf(checked_.diagnostics(), "unused-signal");
  EXPECT_EQ(found.severity(), v1::DIAGNOSTIC_SEVERITY_WARNING);
  EXPECT_EQ(found.allowed_reason(), "");
  ASSERT_TRUE(Check(absl::StrReplaceAll(unused, {{"  spare",
                                                  "  # bellwether: allow unused-signal: "
                                                  "another team reads it\n  spare"}}))
                  .ok());
  EXPECT_EQ(checked_.warnings(), warnings - 1);
  EXPECT_EQ(checked_.allowed(), 1);
  EXPECT_EQ(DiagnosticOf(checked_.diagnostics(), "unused-signal").allowed_reason(),
            "another team reads it");
}

TEST_F(RulesHandlersTest, FilesHaveNamesAndLimits) {
  v1::CheckPackRequest request;
  EXPECT_THAT(FieldsOf(Check(request)), ElementsAre("pack.files MISSING_FIELD"));
  for (const char* name : {"", "a.yaml", "a.yaml"}) {
    request.mutable_pack()->add_files()->set_name(name);
  }
  request.mutable_pack()->add_files()->set_name(std::string(256, 'x'));
  EXPECT_THAT(FieldsOf(Check(request)),
              ElementsAre("pack.files[0].name MISSING_FIELD", "pack.files[2].name DUPLICATE",
                          "pack.files[3].name TOO_LONG"));
  const auto limit = [](const grpc::Status& status) {
    EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    return DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit");
  };
  while (request.pack().files_size() <= 256) request.mutable_pack()->add_files();
  EXPECT_EQ(limit(Check(request)), "max_pack_files");
  request.Clear();
  request.mutable_pack()->add_files()->set_content(std::string((4u << 20) + 1, '#'));
  EXPECT_EQ(limit(Check(request)), "max_pack_bytes");
}

// Bytes that are no text are said where they stand, like any other mistake.
TEST_F(RulesHandlersTest, AnyBytesAreAPack) {
  for (const std::string& bytes :
       {std::string("\xff\xfe\x00", 3), std::string("- ["), std::string()}) {
    ASSERT_TRUE(Check(bytes).ok());
    EXPECT_GE(checked_.errors(), 1);
    EXPECT_THAT(checked_.diagnostics(), ::testing::Not(SizeIs(0)));
  }
}

}  // namespace
}  // namespace bellwether
