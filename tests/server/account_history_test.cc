// An account over time: each moment is what EvaluateAccount says of it, and every change says where
// it comes from.
#include "server/accounts/account_history.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "protos/wire/records.h"
#include "protos/wire/wire.h"
#include "rules/reader/book_folder.h"
#include "server/packs/load_pack.h"
#include "tests/server/accounts_fixture.h"
#include "tests/server/error_details.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class AccountHistoryTest : public AccountsTest {
 protected:
  static v1::GetHistoryRequest RequestFor(const std::string& account) {
    v1::GetHistoryRequest request;
    request.set_account_id(account);
    return request;
  }

  // A page.
  v1::GetHistoryResponse PageOf(const v1::GetHistoryRequest& request) {
    v1::GetHistoryResponse response;
    const grpc::Status status = Ask(Handlers().get_history, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  // All pages, of so many moments each.
  std::vector<v1::HistoryMoment> MomentsOf(v1::GetHistoryRequest request, int32_t size = 0) {
    std::vector<v1::HistoryMoment> moments;
    request.set_page_size(size);
    do {
      const v1::GetHistoryResponse page = PageOf(request);
      EXPECT_TRUE(size == 0 || page.moments_size() <= size);
      moments.insert(moments.end(), page.moments().begin(), page.moments().end());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return moments;
  }

  // What EvaluateAccount says of the moment is what the history says of it, to the bit.
  void ExpectAsEvaluated(const std::string& account, const v1::EvaluationOptions& options,
                         const v1::HistoryMoment& moment) {
    v1::EvaluateAccountRequest request;
    request.set_account_id(account);
    *request.mutable_options() = options;
    if (options.view() == v1::EVALUATION_VIEW_UNSPECIFIED &&
        options.explanation() <= v1::EXPLANATION_LEVEL_NONE && !options.has_read_mask()) {
      request.mutable_options()->set_view(v1::EVALUATION_VIEW_BASIC);
    }
    *request.mutable_options()->mutable_as_of() = moment.as_of();
    v1::EvaluateAccountResponse response;
    const grpc::Status status = Ask(Handlers().evaluate_account, request, response);
    const std::string what = account + " " + moment.as_of().ShortDebugString();
    EXPECT_EQ(moment.error().code(), static_cast<int>(status.error_code())) << what;
    EXPECT_EQ(moment.error().message(), status.error_message()) << what;
    ASSERT_EQ(moment.has_evaluation(), status.ok()) << what;
    EXPECT_EQ(moment.evaluation().SerializeAsString(), response.evaluation().SerializeAsString())
        << what << "\n"
        << moment.evaluation().DebugString() << response.evaluation().DebugString();
  }

  // Corrected on the 20th, told anew on the 25th.
  void PutACorrectedAccount() {
    v1::Record correction = RecordOfAccount("acme", "1", 5, 0.5);
    *correction.mutable_known_at() = MomentOfDay(20);
    Put({RecordOfAccount("acme", "1", 5, 0.9), correction, RecordOfAccount("acme", "2", 25, 0.3)});
  }

  // The default pack, and all records of its book.
  void PutTheBook() {
    loaded_ = LoadPack(testing_support::SourcePath("rules/saas"), Limits{}, received_);
    ASSERT_NE(loaded_.snapshot, nullptr) << loaded_.report;
    packs_.Publish(loaded_.snapshot);
    std::vector<v1::Record> part;
    const auto put = [&] {
      Put(part);
      part.clear();
    };
    const absl::Status read = ReadBookFolder(
        testing_support::SourcePath("rules/saas/book"), Limits{}, [&](const BookRecord& record) {
          wire::RecordToProto(record.read.record, part.emplace_back());
          if (part.size() == 1'000) put();
          return absl::OkStatus();
        });
    ASSERT_TRUE(read.ok()) << read;
    put();
  }

  LoadedPack loaded_;
};

std::vector<double> ScoresOf(const std::vector<v1::HistoryMoment>& moments) {
  std::vector<double> scores;
  for (const v1::HistoryMoment& moment : moments) {
    scores.push_back(moment.evaluation().health(0).score().value());
  }
  return scores;
}

// Days of January.
std::vector<int> DaysOf(const std::vector<v1::HistoryMoment>& moments) {
  std::vector<int> days;
  for (const v1::HistoryMoment& moment : moments) days.push_back(moment.as_of().date().day());
  return days;
}

double PointsOf(const v1::ModelChange& model) {
  return std::accumulate(
      model.lines().begin(), model.lines().end(), 0.0,
      [](double sum, const v1::ChangeLine& line) { return sum + line.points(); });
}

// P1.
TEST_F(AccountHistoryTest, EachMomentIsWhatWasKnownThen) {
  PutACorrectedAccount();
  v1::GetHistoryRequest request = RequestFor("acme");
  *request.mutable_to() = MomentOfDay(26);
  const auto moments = MomentsOf(request);
  EXPECT_THAT(DaysOf(moments), ElementsAre(5, 12, 19, 26));
  EXPECT_THAT(ScoresOf(moments), ElementsAre(85, 85, 85, 55));
}

TEST_F(AccountHistoryTest, ChangesSayWhereTheyComeFrom) {
  PutACorrectedAccount();
  v1::GetHistoryRequest request = RequestFor("acme");
  *request.mutable_to() = MomentOfDay(26);
  const auto moments = MomentsOf(request);
  ASSERT_THAT(moments, SizeIs(4));
  EXPECT_FALSE(moments[0].has_change());
  ASSERT_TRUE(moments[1].has_change());
  EXPECT_THAT(moments[1].change().models(), IsEmpty());
  EXPECT_EQ(moments[1].change().record_count(), 0);

  const v1::HistoryChange& change = moments[3].change();
  ASSERT_EQ(change.models_size(), 1);
  const v1::ModelChange& model = change.models(0);
  EXPECT_EQ(model.model(), "onboarding");
  EXPECT_EQ(model.before().score(), 85);
  EXPECT_EQ(model.after().score(), 55);
  EXPECT_NEAR(PointsOf(model), -30, 1e-9);
  const v1::ChangeLine& line = model.lines(0);
  EXPECT_EQ(line.kind(), v1::CHANGE_KIND_DATA);
  EXPECT_EQ(line.name(), "usage");
  EXPECT_THAT(line.changes(0), HasSubstr("0.9 → 0.3"));
  EXPECT_GT(line.location_after().line(), 0);
  // The records that did it.
  EXPECT_EQ(change.record_count(), 2);
  ASSERT_EQ(change.records_size(), 2);
  EXPECT_EQ(change.records(0).id(), "1");
  EXPECT_EQ(change.records(0).known_at().date().day(), 20);
  EXPECT_EQ(change.records(1).kind(), "account");
  EXPECT_EQ(change.records(1).id(), "2");
  EXPECT_FALSE(change.records(1).has_known_at());
}

TEST_F(AccountHistoryTest, OnChangeLooksWhereRecordsBeginToCount) {
  PutACorrectedAccount();
  v1::GetHistoryRequest request = RequestFor("acme");
  request.set_on_change(true);
  EXPECT_THAT(DaysOf(MomentsOf(request)), ElementsAre(5, 20, 25));
  EXPECT_THAT(ScoresOf(MomentsOf(request)), ElementsAre(85, 65, 55));
  *request.mutable_from() = MomentOfDay(6);
  *request.mutable_to() = MomentOfDay(24);
  const auto moments = MomentsOf(request);
  EXPECT_THAT(DaysOf(moments), ElementsAre(20));
  EXPECT_FALSE(moments[0].has_change());  // the first of all that are asked about
  *request.mutable_to() = MomentOfDay(7);
  EXPECT_THAT(MomentsOf(request), IsEmpty());
}

// The small pack, with a usage that is good for ten days, and a flag of its age.
std::string AgingPack(const std::string& stale = "") {
  return absl::StrCat(R"(pack: aging
version: 1.0.0
stages: [onboarding]
severities: [red]
signals:
  usage: {type: ratio, max_age: 10d)",
                      stale, R"(}
  nps: {type: number}
health:
  only:
    bands: [{green: 80}, {red: 0}]
    components: {usage: {weight: 1, of: usage}}
flags:
  quiet: {severity: red, when: "days_since(kickoff_at) > 3", reason: It is quiet}
)");
}

v1::Record KickoffRecord() {
  v1::Record record = RecordOfAccount("acme", "1", 5, 0.9);
  v1::RecordField& kickoff = *record.add_fields();
  kickoff.set_name("kickoff_at");
  *kickoff.mutable_date() = MomentOfDay(5).date();
  return record;
}

// Observed on the fifth, and good for ten days: it is stale when the sixteenth begins. More than
// three days after the kickoff is the ninth.
TEST_F(AccountHistoryTest, OnChangeLooksWhereTimeAloneChangesTheAnswer) {
  packs_.Publish(SnapshotOf(AgingPack()));
  Put({KickoffRecord(), RecordOfAccount("acme", "2", 20, 0.5)});
  v1::GetHistoryRequest request = RequestFor("acme");
  request.set_on_change(true);
  *request.mutable_to() = MomentOfDay(28);
  const auto moments = MomentsOf(request);
  EXPECT_THAT(DaysOf(moments), ElementsAre(5, 9, 16, 20));
  ASSERT_THAT(moments, SizeIs(4));
  EXPECT_EQ(moments[1].change().record_count(), 0);
  ASSERT_EQ(moments[1].change().outcomes_size(), 1);
  EXPECT_EQ(moments[1].change().outcomes(0).after(), "raised");
  EXPECT_EQ(moments[2].change().record_count(), 0);
  EXPECT_EQ(moments[2].evaluation().health(0).state(), v1::HEALTH_STATE_INSUFFICIENT_DATA);
  for (const v1::HistoryMoment& moment : moments) ExpectAsEvaluated("acme", {}, moment);
  for (const int32_t size : {1, 2, 3}) {
    const auto paged = MomentsOf(request, size);
    ASSERT_EQ(paged.size(), moments.size());
    for (size_t i = 0; i < paged.size(); ++i) {
      EXPECT_EQ(paged[i].SerializeAsString(), moments[i].SerializeAsString()) << size << " " << i;
    }
  }
  // What time does after the last record, and before the first that is asked about.
  *request.mutable_from() = MomentOfDay(10);
  request.clear_to();
  request.mutable_to()->mutable_date()->set_year(2026);
  request.mutable_to()->mutable_date()->set_month(2);
  request.mutable_to()->mutable_date()->set_day(15);
  EXPECT_THAT(DaysOf(MomentsOf(request)), ElementsAre(16, 20, 31));
}

// A stale value that decays is another one at every moment: its score is looked at once a day.
TEST_F(AccountHistoryTest, WhatChangesAllTheTimeIsLookedAtOnceADay) {
  packs_.Publish(SnapshotOf(AgingPack(", stale: decay, half_life: 12h")));
  Put({KickoffRecord()});
  v1::GetHistoryRequest request = RequestFor("acme");
  request.set_on_change(true);
  *request.mutable_to() = MomentOfDay(18);
  const auto moments = MomentsOf(request);
  EXPECT_THAT(DaysOf(moments), ElementsAre(5, 9, 16, 17, 18));
  EXPECT_GT(ScoresOf(moments)[2], ScoresOf(moments)[3]);
}

TEST_F(AccountHistoryTest, NothingIsBeforeTheFirstRecordOrBeforeFrom) {
  PutACorrectedAccount();
  v1::GetHistoryRequest request = RequestFor("acme");
  request.set_step_days(1);
  *request.mutable_from() = MomentOfDay(1);
  *request.mutable_to() = MomentOfDay(8);
  EXPECT_THAT(DaysOf(MomentsOf(request)), ElementsAre(5, 6, 7, 8));
  *request.mutable_from() = MomentOfDay(7);
  EXPECT_THAT(DaysOf(MomentsOf(request)), ElementsAre(7, 8));
}

TEST_F(AccountHistoryTest, ToIsTheTimeOfReceiptUnlessItIsSaid) {
  PutACorrectedAccount();
  const auto moments = MomentsOf(RequestFor("acme"));
  ASSERT_FALSE(moments.empty());
  EXPECT_EQ(moments.back().as_of().time().seconds(), absl::ToUnixSeconds(received_));
  EXPECT_TRUE(moments.front().as_of().has_date());
}

TEST_F(AccountHistoryTest, AnAccountThatIsNotKnownByThenIsNotFound) {
  PutACorrectedAccount();
  v1::GetHistoryResponse response;
  EXPECT_EQ(Ask(Handlers().get_history, RequestFor("acne"), response).error_code(),
            grpc::StatusCode::NOT_FOUND);
  v1::GetHistoryRequest request = RequestFor("acme");
  *request.mutable_to() = MomentOfDay(4);
  const grpc::Status status = Ask(Handlers().get_history, request, response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_THAT(status.error_message(), HasSubstr("`acme`"));
}

TEST_F(AccountHistoryTest, TenantsHaveTheirOwnAccounts) {
  PutACorrectedAccount();
  origin_.caller = std::make_shared<const Caller>(Caller{"crm", "two", RoleSet::All()});
  v1::GetHistoryResponse response;
  EXPECT_EQ(Ask(Handlers().get_history, RequestFor("acme"), response).error_code(),
            grpc::StatusCode::NOT_FOUND);
}

TEST_F(AccountHistoryTest, SaysEverythingThatIsWrongWithARequest) {
  v1::GetHistoryRequest request;
  *request.mutable_from() = MomentOfDay(9);
  *request.mutable_to() = MomentOfDay(8);
  request.set_step_days(-1);
  request.set_on_change(true);
  *request.mutable_options()->mutable_as_of() = MomentOfDay(8);
  request.mutable_options()->set_benchmark_set("none");
  request.set_page_size(-1);
  request.set_page_token("x");
  v1::GetHistoryResponse response;
  EXPECT_THAT(
      FieldsOf(Ask(Handlers().get_history, request, response)),
      ElementsAre("account_id MISSING_FIELD", "from DATES_OUT_OF_ORDER", "step_days OUT_OF_RANGE",
                  "step_days NOT_ALLOWED", "options.as_of NOT_ALLOWED",
                  ::testing::StartsWith("options.benchmark_set"), "page_size OUT_OF_RANGE",
                  "page_token BAD_PAGE_TOKEN"));

  v1::GetHistoryRequest moments = RequestFor("acme");
  moments.mutable_from()->mutable_date()->set_year(2026);
  moments.mutable_to()->mutable_local();
  moments.set_step_days(3'661);
  EXPECT_THAT(FieldsOf(Ask(Handlers().get_history, moments, response)),
              ElementsAre("to BAD_DATE", "from BAD_DATE", "step_days OUT_OF_RANGE"));

  v1::GetHistoryRequest pack = RequestFor("acme");
  pack.mutable_options()->set_pack("0123456789");
  EXPECT_EQ(Ask(Handlers().get_history, pack, response).error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(AccountHistoryTest, PagesTogetherAreTheWhole) {
  PutACorrectedAccount();
  v1::GetHistoryRequest request = RequestFor("acme");
  request.set_step_days(1);
  *request.mutable_to() = MomentOfDay(26);
  for (const bool on_change : {false, true}) {
    if (on_change) request.clear_step_days();
    request.set_on_change(on_change);
    const auto whole = MomentsOf(request);
    for (const int32_t size : {1, 2, 5}) {
      const auto paged = MomentsOf(request, size);
      ASSERT_EQ(paged.size(), whole.size());
      for (size_t i = 0; i < whole.size(); ++i) {
        EXPECT_EQ(paged[i].SerializeAsString(), whole[i].SerializeAsString())
            << paged[i].DebugString() << whole[i].DebugString();
      }
    }
  }
}

TEST_F(AccountHistoryTest, APageTokenIsOfItsRequestAndItsPack) {
  PutACorrectedAccount();
  v1::GetHistoryRequest request = RequestFor("acme");
  request.set_page_size(1);
  request.set_page_token(PageOf(request).next_page_token());
  ASSERT_FALSE(request.page_token().empty());
  v1::GetHistoryResponse response;
  v1::GetHistoryRequest other = request;
  other.set_step_days(3);
  EXPECT_THAT(FieldsOf(Ask(Handlers().get_history, other, response)),
              ElementsAre("page_token BAD_PAGE_TOKEN"));
  packs_.Publish(SnapshotOf(DemandingPack()));
  EXPECT_THAT(FieldsOf(Ask(Handlers().get_history, request, response)),
              ElementsAre("page_token BAD_PAGE_TOKEN"));
}

// A record that comes in between is told, and moves no page.
TEST_F(AccountHistoryTest, RecordsThatComeBetweenTwoPagesMoveNone) {
  PutACorrectedAccount();
  v1::GetHistoryRequest request = RequestFor("acme");
  request.set_page_size(2);
  *request.mutable_to() = MomentOfDay(26);
  const v1::GetHistoryResponse first = PageOf(request);
  Put({RecordOfAccount("acme", "0", 1, 0.1)});  // earlier than all
  request.set_page_token(first.next_page_token());
  const v1::GetHistoryResponse second = PageOf(request);
  ASSERT_EQ(second.moments_size(), 2);
  EXPECT_EQ(second.moments(0).as_of().date().day(), 19);
  EXPECT_EQ(second.moments(1).as_of().date().day(), 26);
}

TEST_F(AccountHistoryTest, APageHasAtMostSoManyMoments) {
  PutACorrectedAccount();
  v1::GetHistoryRequest request = RequestFor("acme");
  request.mutable_to()->mutable_date()->set_year(2027);
  request.mutable_to()->mutable_date()->set_month(3);
  request.mutable_to()->mutable_date()->set_day(1);
  request.set_step_days(1);
  EXPECT_EQ(PageOf(request).moments_size(), 100);
  request.set_page_size(1'000);
  const v1::GetHistoryResponse page = PageOf(request);
  EXPECT_EQ(page.moments_size(), static_cast<int>(Limits{}.max_history_moments));
  EXPECT_NE(page.next_page_token(), "");
}

// A record may be given to another account.
TEST_F(AccountHistoryTest, AMomentWithAnErrorFailsNoOther) {
  v1::Record given_away = RecordOfAccount("other", "1", 5, 0.9);
  *given_away.mutable_known_at() = MomentOfDay(20);
  Put({RecordOfAccount("acme", "1", 5, 0.9), given_away});
  v1::GetHistoryRequest request = RequestFor("acme");
  *request.mutable_to() = MomentOfDay(26);
  const auto moments = MomentsOf(request);
  ASSERT_THAT(moments, SizeIs(4));
  EXPECT_TRUE(moments[2].has_evaluation());
  EXPECT_EQ(moments[3].error().code(), static_cast<int>(grpc::StatusCode::NOT_FOUND));
  EXPECT_THAT(moments[3].change().models(), IsEmpty());
  EXPECT_EQ(moments[3].change().record_count(), 1);
  for (const v1::HistoryMoment& moment : moments) ExpectAsEvaluated("acme", {}, moment);
}

TEST_F(AccountHistoryTest, WhatThePackRequiresIsMissedMomentByMoment) {
  PutACorrectedAccount();
  packs_.Publish(SnapshotOf(DemandingPack()));
  v1::GetHistoryRequest request = RequestFor("acme");
  *request.mutable_to() = MomentOfDay(26);
  const auto moments = MomentsOf(request);
  ASSERT_THAT(moments, SizeIs(4));
  for (const v1::HistoryMoment& moment : moments) {
    EXPECT_EQ(moment.error().code(), static_cast<int>(grpc::StatusCode::FAILED_PRECONDITION));
    ExpectAsEvaluated("acme", {}, moment);
  }
}

// The zone of a later record says nothing about the days before it was known.
TEST_F(AccountHistoryTest, AZoneThatIsToldLaterMovesNoEarlierMoment) {
  v1::Record moved = RecordOfAccount("acme", "2", 25, 0.3);
  v1::RecordField& zone = *moved.add_fields();
  zone.set_name("time_zone");
  zone.set_text("Asia/Tokyo");
  Put({RecordOfAccount("acme", "1", 5, 0.9), moved});
  v1::GetHistoryRequest request = RequestFor("acme");
  request.set_step_days(1);
  request.mutable_options()->set_explanation(v1::EXPLANATION_LEVEL_FULL);
  const auto moments = MomentsOf(request);
  ASSERT_FALSE(moments.empty());
  for (const v1::HistoryMoment& moment : moments) {
    ExpectAsEvaluated("acme", request.options(), moment);
  }
}

TEST_F(AccountHistoryTest, StopsBetweenTwoMoments) {
  PutACorrectedAccount();
  v1::GetHistoryRequest request = RequestFor("acme");
  request.set_step_days(1);
  CallContext call{"Method", received_, absl::InfiniteFuture(), workspace_, nullptr, origin_};
  LongWork<v1::GetHistoryResponse> work;
  ASSERT_TRUE(Handlers().get_history(call, request, work).ok());
  int asked = 0;
  bool answered = false;
  EXPECT_TRUE(work(Stop([&asked] { return ++asked > 3; }), [&answered](const auto&) {
                answered = true;
              }).ok());
  EXPECT_EQ(asked, 4);
  EXPECT_FALSE(answered);
}

TEST_F(AccountHistoryTest, ServesItOverAConnection) {
  PutACorrectedAccount();
  StartWith(SmallOptions(), {MakeScoringHandlers({packs_, Limits{}, log_}), std::nullopt,
                             std::nullopt, Handlers()});
  v1::GetHistoryRequest request = RequestFor("acme");
  *request.mutable_to() = MomentOfDay(26);
  v1::GetHistoryResponse response;
  grpc::ClientContext context;
  const grpc::Status status =
      v1::AccountsService::NewStub(Connect())->GetHistory(&context, request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response.moments_size(), 4);
}

// The default pack and its book: every account, whichever part of an answer is asked for.
TEST_F(AccountHistoryTest, SaysOfEachMomentWhatEvaluateAccountSays) {
  PutTheBook();
  v1::ListAccountsResponse accounts;
  ASSERT_TRUE(Ask(Handlers().list_accounts, {}, accounts).ok());
  ASSERT_GT(accounts.accounts_size(), 10);
  std::vector<v1::EvaluationOptions> choices(3);
  choices[1].set_explanation(v1::EXPLANATION_LEVEL_SUMMARY);
  choices[2].mutable_read_mask()->add_paths("health.score");
  int changed = 0;
  for (int i = 0; i < accounts.accounts_size(); ++i) {
    const std::string& account = accounts.accounts(i).account_id();
    v1::GetHistoryRequest request = RequestFor(account);
    request.set_step_days(45);
    *request.mutable_options() = choices[static_cast<size_t>(i) % choices.size()];
    for (const v1::HistoryMoment& moment : MomentsOf(request)) {
      ExpectAsEvaluated(account, request.options(), moment);
      for (const v1::ModelChange& model : moment.change().models()) {
        if (model.lines().empty()) continue;
        ++changed;
        EXPECT_NEAR(PointsOf(model), model.after().score() - model.before().score(), 1e-9)
            << account << " " << model.model();
      }
    }
  }
  EXPECT_GT(changed, 20);
}

// Whether somebody sees that it is another answer.
bool IsAnotherAnswer(const v1::HistoryChange& change) {
  return change.outcomes_size() > 0 ||
         std::any_of(change.models().begin(), change.models().end(), [](const auto& model) {
           const v1::ScoreEnd &before = model.before(), &after = model.after();
           return before.score() != after.score() || before.state() != after.state() ||
                  before.band() != after.band() || before.primary() != after.primary();
         });
}

// From one moment of change to the next, no day has another answer; and each of them has one, or
// something became known.
TEST_F(AccountHistoryTest, OnChangeLeavesNoDayOut) {
  PutTheBook();
  int by_time = 0;
  for (const char* account : {"iris", "borealis", "ember", "acme"}) {
    v1::GetHistoryRequest request = RequestFor(account);
    request.mutable_from()->mutable_date()->set_year(2025);
    request.mutable_from()->mutable_date()->set_month(1);
    request.mutable_from()->mutable_date()->set_day(1);
    request.set_on_change(true);
    const absl::TimeZone utc = absl::UTCTimeZone();
    std::vector<absl::Time> changes;
    const auto moment_of = [&](const v1::HistoryMoment& moment) {
      std::vector<Violation> violations;
      return wire::MomentFromProto(moment.as_of(), "as_of", violations)->At(utc);
    };
    for (const v1::HistoryMoment& moment : MomentsOf(request, 366)) {
      changes.push_back(moment_of(moment));
      if (!moment.has_change() || moment.change().record_count() > 0) continue;
      ++by_time;
      EXPECT_TRUE(IsAnotherAnswer(moment.change())) << account << moment.ShortDebugString();
    }
    request.clear_on_change();
    request.set_step_days(1);
    absl::Time before = absl::InfinitePast();
    for (const v1::HistoryMoment& day : MomentsOf(request, 366)) {
      const absl::Time now = moment_of(day);
      const auto next = std::upper_bound(changes.begin(), changes.end(), before);
      const bool is_listed = next != changes.end() && *next <= now;
      EXPECT_TRUE(is_listed || !IsAnotherAnswer(day.change()))
          << account << " " << day.as_of().ShortDebugString() << day.change().DebugString();
      before = now;
    }
  }
  EXPECT_GT(by_time, 20);
}

TEST_F(AccountHistoryTest, PagesOfTheBookTogetherAreTheWhole) {
  PutTheBook();
  v1::GetHistoryRequest request = RequestFor("iris");
  request.set_on_change(true);
  const auto whole = MomentsOf(request, 366);
  ASSERT_GT(whole.size(), 20u);
  const auto paged = MomentsOf(request, 7);
  ASSERT_EQ(paged.size(), whole.size());
  for (size_t i = 0; i < whole.size(); ++i) {
    EXPECT_EQ(paged[i].SerializeAsString(), whole[i].SerializeAsString()) << i;
  }
}

// Large answers make short pages: a client takes 4 MiB.
TEST_F(AccountHistoryTest, APageOfLargeAnswersEndsEarly) {
  PutTheBook();
  v1::GetHistoryRequest request = RequestFor("borealis");
  request.set_step_days(1);
  request.set_page_size(366);
  request.mutable_options()->set_explanation(v1::EXPLANATION_LEVEL_SUMMARY);
  const v1::GetHistoryResponse page = PageOf(request);
  EXPECT_LT(page.moments_size(), 366);
  EXPECT_LT(page.ByteSizeLong(), 4u << 20);
  EXPECT_NE(page.next_page_token(), "");
}

}  // namespace
}  // namespace bellwether
