// Calls about evidence as functions: what they answer is what the engine finds, and what is wrong
// with a request is said at once (P27, P28, P30).
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/book/quality.h"
#include "engine/book/selection.h"
#include "engine/evidence/drivers.h"
#include "engine/evidence/experiment.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "protos/wire/evidence.h"
#include "protos/wire/field_selection.h"
#include "tests/server/error_details.h"
#include "tests/server/portfolio_fixture.h"
#include "tests/support/small_book.h"

namespace bellwether {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

constexpr char kAsOf[] = "2025-12-31";
constexpr char kDrivers[] = R"(
  book: "books/told" options { as_of { date { year: 2025 month: 12 day: 31 } } })";
constexpr char kExperiment[] = R"(
  book: "books/told" experiment: "preparation_video"
  options { as_of { date { year: 2025 month: 12 day: 31 } } })";
constexpr int kAccounts = 80;

// Accounts in two arms and three segments: with the variation value comes sooner, and who has it
// late may be lost. One third is paid in another currency.
std::string ToldBook() {
  constexpr const char* kSegments[] = {"smb", "mid_market", "enterprise"};
  std::string yaml;
  for (int i = 0; i < kAccounts; ++i) {
    const std::string id = absl::StrCat("a", 100 + i);
    const bool varied = i % 2 == 1;
    const int day = (varied ? 10 : 35) + i % 9;
    absl::StrAppend(&yaml, "- {kind: account, id: s-", id, ", account: ", id,
                    ", at: 2024-01-01, segment: ", kSegments[i % 3],
                    ", currency: ", i % 3 == 0 ? "EUR" : "USD",
                    ", contract_signed_at: 2024-01-01}\n");
    absl::StrAppend(&yaml, "- {kind: assignment, id: g-", id, ", account: ", id,
                    ", at: 2024-01-01, experiment: preparation_video, arm: ",
                    varied ? "variation" : "control", "}\n");
    absl::StrAppend(&yaml, "- {kind: value, id: v-", id, ", account: ", id, ", at: 2024-0",
                    1 + day / 28, "-", day % 28 < 9 ? "0" : "", 1 + day % 28,
                    ", outcome: live, confirmed_by: sponsor}\n");
    if (day > 38 || i % 11 == 0) {
      absl::StrAppend(&yaml, "- {kind: contract, id: c-", id, ", account: ", id,
                      ", at: 2024-01-01, term_start: 2024-01-01, term_end: 2024-07-01, ",
                      "outcome: lost}\n");
    }
  }
  // Of an account that nobody introduced.
  return yaml +
         "- {kind: value, id: v, account: stranger, at: 2024-02-01, outcome: live, "
         "confirmed_by: sponsor}\n";
}

class EvidenceHandlersTest : public PortfolioTest {
 protected:
  EvidenceHandlersTest() {
    BookRoom room(books_);
    BookPointer put;
    bool replaced = false;
    book::BookOptions options;
    options.zone = plan().time_zone;
    book::Book book = book::BookOf(book::RecordsOf(ToldBook()), options);
    EXPECT_FALSE(books_.Put({"books/told", std::move(book)}, room, put, replaced).has_value());
  }

  const book::Book& told() const { return books_.Find("books/told")->book; }
  portfolio::View ViewOf(const book::Book& book) const {
    return portfolio::View(book, plan(), *ParseMoment(kAsOf));
  }
  v1::DriverReport Found(const book::Book& book) const {
    v1::DriverReport message;
    wire::DriversToProto(evidence::FindDrivers(ViewOf(book)), message);
    return message;
  }
  v1::ExperimentReport Compared(const book::Book& book) const {
    v1::ExperimentReport message;
    const auto experiment = evidence::FindExperiment(plan(), "preparation_video");
    wire::ExperimentToProto(evidence::CompareArms(ViewOf(book), **experiment), message);
    return message;
  }
  // The accounts of one segment, as a book.
  book::Book Part(const std::string& segment) const {
    const std::vector<book::AttributeFilter> conditions = {{"segment", {segment}}};
    const auto as_of = book::StampOf(*ParseMoment(kAsOf), plan().time_zone).instant;
    return told().PartOf(*book::SelectAccounts(told(), conditions, as_of));
  }

  std::vector<v1::GetDriversResponse> Drivers(const v1::GetDriversRequest& request) {
    std::vector<v1::GetDriversResponse> answers;
    const grpc::Status status = Ask(Handlers().get_drivers, request, answers);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return answers;
  }
  std::vector<v1::CompareExperimentResponse> Experiment(
      const v1::CompareExperimentRequest& request) {
    std::vector<v1::CompareExperimentResponse> answers;
    const grpc::Status status = Ask(Handlers().compare_experiment, request, answers);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return answers;
  }
};

// Head, progress that rises, the report, the data.
template <typename Response>
void ExpectWholeStream(const std::vector<Response>& answers) {
  ASSERT_GE(answers.size(), 4u);
  EXPECT_TRUE(answers.front().has_head());
  EXPECT_EQ(answers.front().head().book(), "books/told");
  EXPECT_EQ(answers.front().head().as_of().date().month(), 12);
  EXPECT_EQ(answers.front().head().pack().digest().size(), 64u);
  EXPECT_TRUE(answers.back().has_data());
  EXPECT_LE(answers.size(), 3u + 101u);
  int32_t done = -1;
  for (size_t i = 1; i + 2 < answers.size(); ++i) {
    ASSERT_TRUE(answers[i].has_progress()) << i;
    EXPECT_GT(answers[i].progress().done(), done);
    EXPECT_LT(answers[i].progress().done(), answers[i].progress().total());
    done = answers[i].progress().done();
  }
}

TEST_F(EvidenceHandlersTest, P27DriversAreThoseOfTheEngine) {
  const auto answers = Drivers(Read<v1::GetDriversRequest>(kDrivers));
  ExpectWholeStream(answers);
  const v1::DriverReport& report = answers[answers.size() - 2].drivers();
  EXPECT_TRUE(MessageDifferencer::Equals(report, Found(told())));
  // The book can show something: else this would say little.
  EXPECT_EQ(report.accounts().members(), kAccounts);
  const auto speed =
      std::find_if(report.drivers().begin(), report.drivers().end(),
                   [](const auto& one) { return one.name() == "time_to_value_days"; });
  ASSERT_NE(speed, report.drivers().end());
  EXPECT_EQ(speed->state(), v1::DRIVER_STATE_JUDGED);
  EXPECT_GT(speed->rank(), 0);
  ASSERT_EQ(speed->buckets_size(), 2);
  EXPECT_FALSE(speed->buckets(0).has_above());
  EXPECT_EQ(speed->buckets(0).up_to(), 30);
  EXPECT_EQ(speed->buckets(1).above(), 30);
  EXPECT_EQ(speed->buckets(1).up_to(), 60);
  EXPECT_EQ(speed->buckets(0).retained().n() + speed->buckets(1).retained().n(), kAccounts);
  // Nobody was asked: that is an answer, and no number.
  const auto mood = std::find_if(report.drivers().begin(), report.drivers().end(),
                                 [](const auto& one) { return one.name() == "csat"; });
  ASSERT_NE(mood, report.drivers().end());
  EXPECT_EQ(mood->state(), v1::DRIVER_STATE_INSUFFICIENT_DATA);
  EXPECT_EQ(mood->rank(), 0);
  EXPECT_FALSE(mood->has_auc());
  EXPECT_FALSE(mood->has_adjusted_p());
}

TEST_F(EvidenceHandlersTest, P30AnExperimentIsThatOfTheEngine) {
  const auto answers = Experiment(Read<v1::CompareExperimentRequest>(kExperiment));
  ExpectWholeStream(answers);
  const v1::ExperimentReport& report = answers[answers.size() - 2].experiment();
  EXPECT_TRUE(MessageDifferencer::Equals(report, Compared(told())));
  ASSERT_EQ(report.reports_size(), 1);
  EXPECT_EQ(report.reports(0).effects(0).metric(), "time_to_value");
  EXPECT_EQ(report.reports(0).effects(0).judgement(), v1::EFFECT_JUDGEMENT_BETTER);
  EXPECT_EQ(report.arms(0).accounts() + report.arms(1).accounts(), kAccounts);
  EXPECT_THAT(report.cost_problem(), HasSubstr("EUR"));
  // The pack has one experiment: it need not be named.
  auto unnamed = Read<v1::CompareExperimentRequest>(kExperiment);
  unnamed.clear_experiment();
  const auto same = Experiment(unnamed);
  EXPECT_TRUE(MessageDifferencer::Equals(same[same.size() - 2].experiment(), report));
}

TEST_F(EvidenceHandlersTest, SaysEvidenceInTheLanguageOfTheRequest) {
  auto request = Read<v1::GetDriversRequest>(kDrivers);
  request.mutable_options()->set_language("id");
  const auto answers = Drivers(request);
  const v1::DriverReport& report = answers[answers.size() - 2].drivers();
  EXPECT_THAT(report.definition(), HasSubstr("fakta yang diketahui pada hari ke-"));
  const v1::DriverReport english = Found(told());
  ASSERT_EQ(report.drivers_size(), english.drivers_size());
  size_t translated = 0;
  for (int i = 0; i < report.drivers_size(); ++i) {
    EXPECT_EQ(report.drivers(i).name(), english.drivers(i).name());
    for (int b = 0; b < report.drivers(i).buckets_size(); ++b) {
      const v1::DriverBucket& bucket = report.drivers(i).buckets(b);
      EXPECT_EQ(bucket.name(), english.drivers(i).buckets(b).name());
      translated += bucket.title() != bucket.name();
    }
  }
  EXPECT_GT(translated, 0u);
  EXPECT_THAT(answers.back().data().doubts(0).first(0), HasSubstr(" dari stranger"));
  EXPECT_THAT(answers.back().data().doubts(0).meaning(), HasSubstr("catatan"));
  auto compare = Read<v1::CompareExperimentRequest>(kExperiment);
  compare.mutable_options()->set_language("ms");
  const auto compared = Experiment(compare);
  const v1::ExperimentReport& experiment = compared[compared.size() - 2].experiment();
  EXPECT_THAT(experiment.definition(), HasSubstr("p dilaraskan"));
  EXPECT_NE(experiment.reports(0).why(), Compared(told()).reports(0).why());
  EXPECT_EQ(experiment.reports(0).verdict(), Compared(told()).reports(0).verdict());
}

TEST_F(EvidenceHandlersTest, P28DaysOfARequestReplaceThoseOfThePack) {
  auto request = Read<v1::GetDriversRequest>(kDrivers);
  request.set_landmark_days(30);
  request.set_gap_days(0);
  const auto answers = Drivers(request);
  v1::DriverReport expected;
  wire::DriversToProto(evidence::FindDrivers(ViewOf(told()), {30, 0, 365}), expected);
  EXPECT_TRUE(MessageDifferencer::Equals(answers[answers.size() - 2].drivers(), expected));
  EXPECT_THAT(expected.definition(), HasSubstr("day 30 after the start"));
}

// The others are as if they were not in the book: in reports, in the data, and in what may be
// added.
TEST_F(EvidenceHandlersTest, AFilterAnswersAsABookOfItsAccountsWould) {
  for (const std::string segment : {"smb", "mid_market"}) {
    const book::Book part = Part(segment);
    auto drivers = Read<v1::GetDriversRequest>(kDrivers);
    auto experiment = Read<v1::CompareExperimentRequest>(kExperiment);
    for (auto* options : {drivers.mutable_options(), experiment.mutable_options()}) {
      v1::AttributeFilter& filter = *options->add_where();
      filter.set_attribute("segment");
      filter.add_words(segment);
    }
    const auto found = Drivers(drivers);
    EXPECT_TRUE(MessageDifferencer::Equals(found[found.size() - 2].drivers(), Found(part)));
    const auto compared = Experiment(experiment);
    EXPECT_TRUE(
        MessageDifferencer::Equals(compared[compared.size() - 2].experiment(), Compared(part)));
    EXPECT_TRUE(compared[compared.size() - 2].experiment().cost_problem().empty());
    const v1::BookQuality& data = found.back().data();
    EXPECT_EQ(data.accounts(), static_cast<int>(part.account_count()));
    EXPECT_EQ(data.accounts_in_all(), static_cast<int>(told().account_count()));
    EXPECT_EQ(data.records(), static_cast<int>(part.record_count()));
    const auto doubts = book::FindDoubts(part, ViewOf(part).as_of());
    ASSERT_EQ(data.doubts_size(), static_cast<int>(doubts.size()));
    EXPECT_LT(data.doubts_size(),
              static_cast<int>(book::FindDoubts(told(), ViewOf(told()).as_of()).size()));
    for (size_t i = 0; i < doubts.size(); ++i) {
      EXPECT_EQ(data.doubts(static_cast<int>(i)).count(), static_cast<int>(doubts[i].count));
    }
  }
}

TEST_F(EvidenceHandlersTest, AMaskIsTheWholeAnswerCut) {
  auto request = Read<v1::GetDriversRequest>(kDrivers);
  v1::DriverReport cut = Found(told());
  std::vector<Violation> none;
  for (const char* path : {"definition", "drivers.name", "drivers.buckets.retained.n"}) {
    request.mutable_options()->mutable_read_mask()->add_paths(path);
  }
  wire::FieldSelection::FromMask(request.options().read_mask(), *cut.GetDescriptor(), "", none)
      .Trim(cut);
  const auto answers = Drivers(request);
  EXPECT_TRUE(MessageDifferencer::Equals(answers[answers.size() - 2].drivers(), cut));
  EXPECT_FALSE(cut.has_accounts());
}

TEST_F(EvidenceHandlersTest, ListsEveryProblemOfARequestAtOnce) {
  const auto drivers = Read<v1::GetDriversRequest>(R"(
    book: "told" landmark_days: 0 gap_days: -1 horizon_days: 36526
    options {
      as_of { date { year: 2026 month: 2 day: 31 } }
      where { attribute: "segmnet" words: "smb" }
      read_mask { paths: "drivers.acu" }
    })");
  std::vector<v1::GetDriversResponse> answers;
  EXPECT_THAT(
      FieldsOf(Ask(Handlers().get_drivers, drivers, answers)),
      UnorderedElementsAre("book BAD_NAME", "landmark_days OUT_OF_RANGE", "gap_days OUT_OF_RANGE",
                           "horizon_days OUT_OF_RANGE", "options.as_of BAD_DATE",
                           "options.where[0].attribute UNKNOWN_NAME",
                           "options.read_mask.paths[0] UNKNOWN_NAME"));
  const auto nothing_left =
      Read<v1::GetDriversRequest>(R"(book: "books/told" landmark_days: 300 gap_days: 65)");
  const grpc::Status status = Ask(Handlers().get_drivers, nothing_left, answers);
  EXPECT_THAT(FieldsOf(status), ElementsAre("horizon_days OUT_OF_RANGE"));
  EXPECT_THAT(status.error_message(), HasSubstr("nothing is left between day 365"));
}

TEST_F(EvidenceHandlersTest, NamesTheExperimentsBooksAndPacksThereAre) {
  auto request = Read<v1::CompareExperimentRequest>(kExperiment);
  request.set_experiment("preparation_vidoe");
  std::vector<v1::CompareExperimentResponse> answers;
  grpc::Status status = Ask(Handlers().compare_experiment, request, answers);
  EXPECT_THAT(FieldsOf(status), ElementsAre("experiment UNKNOWN_NAME"));
  EXPECT_THAT(status.error_message(), HasSubstr("did you mean `preparation_video`?"));
  request = Read<v1::CompareExperimentRequest>(kExperiment);
  request.set_book("books/tlod");
  status = Ask(Handlers().compare_experiment, request, answers);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_THAT(status.error_message(), HasSubstr("did you mean `books/told`?"));
  request.mutable_options()->set_pack("00000000");
  status = Ask(Handlers().compare_experiment, request, answers);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
}

// Stopped after each number of steps in turn: the stream is not whole, and no step follows the
// stop.
TEST_F(EvidenceHandlersTest, SaysNothingOnceItIsStopped) {
  uint64_t steps = 0;
  at_step_ = [&steps] { ++steps; };
  const auto check = [&](auto PortfolioHandlers::*handler, const auto& request, auto answers) {
    const auto ask = [&](const Stop& stop) {
      ViewsCache fresh(2);
      PortfolioEnvironment environment{packs_, books_, fresh, Limits{}, log_, true, at_step_};
      steps = 0;
      Ask(MakePortfolioHandlers(environment).*handler, request, answers, stop);
    };
    ask(Stop());
    const uint64_t whole = steps;
    ASSERT_GT(whole, 3u * kAccounts);  // each account is looked at again and again
    for (uint64_t most = 1; most < whole; most += 7) {
      ask(Stop([&] { return steps >= most; }));
      EXPECT_EQ(steps, most);
      EXPECT_FALSE(answers.back().has_data()) << most;
    }
  };
  check(&PortfolioHandlers::get_drivers, Read<v1::GetDriversRequest>(kDrivers),
        std::vector<v1::GetDriversResponse>());
  check(&PortfolioHandlers::compare_experiment, Read<v1::CompareExperimentRequest>(kExperiment),
        std::vector<v1::CompareExperimentResponse>());
}

}  // namespace
}  // namespace bellwether
