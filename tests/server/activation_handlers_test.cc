// Calls that change which pack answers, and that list packs and changes, as functions.
#include "server/rpc/activation_handlers.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "rules/reader/pack_bundle.h"
#include "tests/server/activation_calls_fixture.h"

namespace bellwether {
namespace {

using grpc::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ActivationHandlersTest : public ActivationCallsTest {
 protected:
  v1::ListPacksResponse List(const v1::ListPacksRequest& request = {}) {
    v1::ListPacksResponse response;
    EXPECT_TRUE(Ask(Handlers().list_packs, request, response).ok());
    return response;
  }
  v1::ListActivationsResponse ListActivations(const v1::ListActivationsRequest& request = {}) {
    v1::ListActivationsResponse response;
    EXPECT_TRUE(Ask(Handlers().list_activations, request, response).ok());
    return response;
  }
};

TEST_F(ActivationHandlersTest, ActivatesFilesUnderTheNameOfTheCaller) {
  Begin();
  ASSERT_TRUE(Activate(RequestFor(2)).ok());
  EXPECT_EQ(activated_.activation().requested_by(), "ann");
  EXPECT_EQ(activated_.activation().to().digest(), Digest());
  EXPECT_FALSE(activated_.is_repeated());
  v1::GetPackResponse pack;
  ASSERT_TRUE(Ask(Handlers().get_pack, v1::GetPackRequest(), pack).ok());
  EXPECT_EQ(pack.pack().source(), "upload");
  ASSERT_EQ(pack.pack().labels_size(), 1);
  EXPECT_EQ(pack.pack().labels(0).label(), "active");
  EXPECT_EQ(pack.pack().labels(0).origin(), v1::PACK_ORIGIN_CALL);
  EXPECT_EQ(pack.pack().labels(0).activated_by(), "ann");
  EXPECT_EQ(pack.pack().labels(0).reason(), "because");
  EXPECT_EQ(pack.pack().labels(0).activation_id(), "a1");
}

TEST_F(ActivationHandlersTest, SaysEverythingThatIsWrongAtOnce) {
  Begin();
  v1::ActivatePackRequest request;
  request.set_label("activ");
  request.set_expected_active_digest("xyz");
  request.set_request_id("two words");
  const grpc::Status status = Activate(request);
  EXPECT_THAT(
      FieldsOf(status),
      ElementsAre("reason MISSING_FIELD", "request_id BAD_REQUEST_ID", "label UNKNOWN_LABEL",
                  "expected_active_digest BAD_DIGEST", "pack MISSING_FIELD"));
  EXPECT_THAT(DetailOf<google::rpc::BadRequest>(status).field_violations(2).description(),
              HasSubstr("did you mean `active`?"));
  request = RequestFor(2);
  request.set_reason(std::string(kMostReasonBytes + 1, 'x'));
  request.set_label("previous");
  request.mutable_files()->mutable_rules()->add_files()->set_name("tests/a.yaml");
  request.mutable_files()->mutable_tests()->add_files()->set_name("b.yaml");
  EXPECT_THAT(FieldsOf(Activate(request)), ElementsAre("reason TOO_LONG", "label UNKNOWN_LABEL",
                                                       "files.rules.files[1].name WRONG_FOLDER",
                                                       "files.tests.files[0].name WRONG_FOLDER"));
  request = RequestFor(2);
  request.mutable_files()->mutable_rules()->mutable_files(0)->set_content(
      std::string(5u << 20, '#'));
  EXPECT_EQ(Activate(request).error_code(), StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(ActivationHandlersTest, SaysWhyAPackIsRefused) {
  Begin();
  v1::ActivatePackRequest request = RequestFor(2);
  request.mutable_files()->mutable_rules()->mutable_files(0)->set_content(kBrokenPack);
  grpc::Status status = Activate(request);
  EXPECT_THAT(FieldsOf(status), ::testing::Contains("pack PACK_ERROR"));
  EXPECT_THAT(DetailOf<google::rpc::BadRequest>(status).field_violations(0).description(),
              HasSubstr("pack.yaml:3:1: unknown key `signls`"));
  request = RequestFor(2);
  v1::PackFile& tests = *request.mutable_files()->mutable_tests()->add_files();
  tests.set_name("tests/weighed_test.yaml");
  tests.set_content(TestsThatExpect(12));
  EXPECT_THAT(FieldsOf(Activate(request)), ElementsAre("pack TEST_FAILED"));
  tests.set_content(TestsThatExpect(87));
  EXPECT_TRUE(Activate(request).ok());
  EXPECT_EQ(activated_.activation().tests_held(), 1);
}

TEST_F(ActivationHandlersTest, EveryRefusalHasACodeAndAReason) {
  Begin(1, false);
  EXPECT_EQ(ReasonOf(Activate(RequestFor(2))), "NO_STATE_FOLDER");
  Begin();
  v1::ActivatePackRequest request = RequestFor(2);
  request.set_expected_active_digest("12345678");
  grpc::Status status = Activate(request);
  EXPECT_EQ(status.error_code(), StatusCode::ABORTED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("active_digest"), Digest());
  request = RequestFor(2);
  request.set_digest("12345678");
  status = Activate(request);
  EXPECT_EQ(status.error_code(), StatusCode::NOT_FOUND);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("available"), Digest());
  request = RequestFor(2);
  request.set_label("canary");
  EXPECT_EQ(ReasonOf(Activate(request)), "LABEL_WITHOUT_SOURCE");
  request.Clear();
  request.set_reason("r");
  request.set_bundle("no bundle");
  EXPECT_EQ(Activate(request).error_code(), StatusCode::INVALID_ARGUMENT);
  v1::RollbackPackRequest back;
  back.set_reason("r");
  v1::RollbackPackResponse answer;
  EXPECT_EQ(ReasonOf(AskAs("ann", Handlers().rollback_pack, back, answer)), "NOTHING_BEFORE");
  v1::ApproveActivationRequest approval;
  v1::ApproveActivationResponse approved;
  EXPECT_THAT(FieldsOf(AskAs("ann", Handlers().approve_activation, approval, approved)),
              ElementsAre("pending_id MISSING_FIELD"));
  approval.set_pending_id("a7");
  status = AskAs("ann", Handlers().approve_activation, approval, approved);
  EXPECT_EQ(status.error_code(), StatusCode::NOT_FOUND);
}

TEST_F(ActivationHandlersTest, TwoCallersAreTwo) {
  settings_.approvals = 2;
  Begin();
  ASSERT_TRUE(Activate(RequestFor(2)).ok());
  EXPECT_EQ(activated_.activation().outcome(), v1::ACTIVATION_OUTCOME_PENDING);
  v1::ListActivationsRequest waiting;
  waiting.set_pending_only(true);
  ASSERT_EQ(ListActivations(waiting).activations_size(), 1);
  EXPECT_EQ(Activate(RequestFor(2), "ben").error_code(), StatusCode::ALREADY_EXISTS);
  v1::ApproveActivationRequest approval;
  approval.set_pending_id(activated_.activation().pending_id());
  approval.set_pending_id("a1");
  v1::ApproveActivationResponse approved;
  EXPECT_EQ(AskAs("ann", Handlers().approve_activation, approval, approved).error_code(),
            StatusCode::PERMISSION_DENIED);
  ASSERT_TRUE(AskAs("ben", Handlers().approve_activation, approval, approved).ok());
  EXPECT_EQ(approved.activation().outcome(), v1::ACTIVATION_OUTCOME_ACTIVATED);
  EXPECT_EQ(ListActivations(waiting).activations_size(), 0);
  EXPECT_EQ(Activate(RequestFor(3), "").error_code(), StatusCode::FAILED_PRECONDITION);
}

TEST_F(ActivationHandlersTest, ARequestIdIsOfOneRequest) {
  Begin();
  v1::ActivatePackRequest request = RequestFor(2);
  request.set_request_id("5f0e");
  ASSERT_TRUE(Activate(request).ok());
  ASSERT_TRUE(Activate(request).ok());
  EXPECT_TRUE(activated_.is_repeated());
  request.set_reason("another");
  EXPECT_EQ(ReasonOf(Activate(request)), "OTHER_REQUEST");
}

TEST_F(ActivationHandlersTest, ListsPacksWithLabelsFirst) {
  Begin();
  for (const int weight : {2, 3, 4}) ASSERT_TRUE(Activate(RequestFor(weight)).ok());
  states_.resize(1);
  states_[0].source = "folder";
  states_[0].outcome = ReloadOutcome::kInvalid;
  states_[0].problems = {{true, "pack.yaml:3:1", "wrong"}};
  states_[0].problem_count = 1;
  states_[0].broken_since = absl::Now();
  states_[0].attempts = {1, 0, 0, 2, 0};
  v1::ListPacksRequest request;
  request.set_page_size(2);
  v1::ListPacksResponse page = List(request);
  ASSERT_EQ(page.packs_size(), 2);
  EXPECT_EQ(page.packs(0).labels(0).label(), "active");
  EXPECT_EQ(page.packs(1).labels(0).label(), "previous");
  EXPECT_EQ(page.packs(1).labels(0).activation_id(), "a2");
  ASSERT_EQ(page.sources_size(), 1);
  EXPECT_TRUE(page.sources(0).is_overridden());
  EXPECT_EQ(page.sources(0).outcome(), v1::RELOAD_OUTCOME_INVALID);
  EXPECT_EQ(page.sources(0).problems(0).place(), "pack.yaml:3:1");
  EXPECT_TRUE(page.sources(0).has_broken_since());
  EXPECT_EQ(page.sources(0).attempts(1).outcome(), v1::RELOAD_OUTCOME_INVALID);
  EXPECT_EQ(page.sources(0).attempts(1).count(), 2);
  request.set_page_token(page.next_page_token());
  page = List(request);
  ASSERT_EQ(page.packs_size(), 1);  // of weight 2: the source's is loaded, and nowhere
  EXPECT_EQ(page.packs(0).labels_size(), 0);
  EXPECT_FALSE(page.packs(0).has_loaded_at());
  EXPECT_EQ(page.sources_size(), 0);
  EXPECT_EQ(page.next_page_token(), "");
  v1::GetPackRequest one;
  one.set_pack(page.packs(0).digest().substr(0, 12));
  v1::GetPackResponse stored;
  ASSERT_TRUE(Ask(Handlers().get_pack, one, stored).ok());
  EXPECT_EQ(stored.pack().digest(), page.packs(0).digest());
  one.set_pack("previous");
  ASSERT_TRUE(Ask(Handlers().get_pack, one, stored).ok());
  EXPECT_EQ(stored.sources_size(), 0);
  one.set_pack("active");
  ASSERT_TRUE(Ask(Handlers().get_pack, one, stored).ok());
  EXPECT_EQ(stored.sources_size(), 1);
}

// Loaded, held by a source alone, or stored: a pack of the history can be read.
TEST_F(ActivationHandlersTest, TellsTheFilesOfEveryPackThatItHas) {
  Begin();
  std::vector<std::string> digests = {Digest()};
  for (const int weight : {2, 3, 4}) {
    ASSERT_TRUE(Activate(RequestFor(weight)).ok());
    digests.push_back(Digest());
  }
  for (size_t i = 0; i < digests.size(); ++i) {
    v1::GetPackFilesRequest request;
    request.set_pack(digests[i]);
    v1::GetPackFilesResponse response;
    ASSERT_TRUE(AskAs("ann", Handlers().get_pack_files, request, response).ok()) << i;
    EXPECT_EQ(response.pack().digest(), digests[i]);
    EXPECT_EQ(response.pack().name(), "weighed");
    ASSERT_EQ(response.rules().files_size(), 1);
    EXPECT_EQ(response.rules().files(0).content(), PackOfWeight(static_cast<int>(i) + 1));
  }
  v1::GetPackFilesRequest request;
  request.set_pack("12345678");
  v1::GetPackFilesResponse response;
  const grpc::Status status = AskAs("ann", Handlers().get_pack_files, request, response);
  EXPECT_EQ(status.error_code(), StatusCode::NOT_FOUND);
  EXPECT_THAT(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("available"),
              HasSubstr(digests[1]));
}

TEST_F(ActivationHandlersTest, PagesAreBoundToTheirRequest) {
  Begin();
  for (const int weight : {2, 3, 4, 5}) ASSERT_TRUE(Activate(RequestFor(weight)).ok());
  v1::ListActivationsRequest request;
  request.set_page_size(3);
  v1::ListActivationsResponse page = ListActivations(request);
  ASSERT_EQ(page.activations_size(), 3);
  EXPECT_EQ(page.activations(0).id(), "a4");
  ASSERT_TRUE(Activate(RequestFor(6)).ok());  // moves nothing
  request.set_page_token(page.next_page_token());
  page = ListActivations(request);
  ASSERT_EQ(page.activations_size(), 1);
  EXPECT_EQ(page.activations(0).id(), "a1");
  EXPECT_EQ(page.next_page_token(), "");
  request.set_label("canary");
  v1::ListActivationsResponse response;
  EXPECT_THAT(FieldsOf(Ask(Handlers().list_activations, request, response)),
              ElementsAre("page_token BAD_PAGE_TOKEN"));
  request.Clear();
  request.set_page_size(-1);
  request.set_label("no");
  EXPECT_THAT(FieldsOf(Ask(Handlers().list_activations, request, response)),
              ElementsAre("label UNKNOWN_LABEL", "page_size OUT_OF_RANGE"));
}

}  // namespace
}  // namespace bellwether
