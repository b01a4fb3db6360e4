// Calls about metrics as functions: what they answer is what the engine computes, and what is wrong
// with a request is said at once.
#include "server/rpc/portfolio_handlers.h"

#include <algorithm>
#include <set>
#include <string>

#include "engine/book/quality.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "protos/wire/field_selection.h"
#include "tests/server/error_details.h"
#include "tests/server/portfolio_fixture.h"

namespace bellwether {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr char kTimeToValue[] = R"(
  book: "books/main" metric: "time_to_value"
  options { as_of { date { year: 2026 month: 3 day: 1 } } }
)";

class PortfolioHandlersTest : public PortfolioTest {};

TEST_F(PortfolioHandlersTest, AnswersAMetricAsTheEngineComputesIt) {
  portfolio::Request request;
  request.trend_points = 6;
  request.accounts = 50;
  const auto response = Metric(Read<v1::GetMetricRequest>(kTimeToValue));
  const v1::MetricResult expected = Computed("time_to_value", request);
  EXPECT_TRUE(MessageDifferencer::Equals(response.metric(), expected))
      << response.metric().DebugString() << expected.DebugString();
  EXPECT_EQ(response.book(), "books/main");
  EXPECT_EQ(response.pack().digest(), plan().digest);
  EXPECT_EQ(response.as_of().date().month(), 3);
}

TEST_F(PortfolioHandlersTest, AnswersEveryMetricOfThePackAsTheEngineDoes) {
  portfolio::Request request;
  request.trend_points = 2;
  request.accounts = 1'000;
  for (const uint32_t metric : portfolio::MetricsOf(plan())) {
    auto asked = Read<v1::GetMetricRequest>(kTimeToValue);
    asked.set_metric(plan().portfolio_notes[metric].name);
    asked.mutable_options()->set_trend_points(2);
    asked.set_page_size(1'000);
    EXPECT_TRUE(
        MessageDifferencer::Equals(Metric(asked).metric(), Computed(asked.metric(), request)))
        << asked.metric();
  }
}

// P9: the same doubts as `book check`, as they were known.
TEST_F(PortfolioHandlersTest, SaysWhatTheBookRestsOn) {
  const auto response = Metric(Read<v1::GetMetricRequest>(kTimeToValue));
  const auto findings = book::FindDoubts(
      main_book(), book::StampOf(*ParseMoment("2026-03-01"), plan().time_zone).instant);
  ASSERT_EQ(response.data().doubts_size(), static_cast<int>(findings.size()));
  for (size_t i = 0; i < findings.size(); ++i) {
    const v1::BookDoubt& doubt = response.data().doubts(static_cast<int>(i));
    EXPECT_EQ(doubt.code(), book::InfoOf(findings[i].doubt).code);
    EXPECT_EQ(doubt.count(), static_cast<int>(findings[i].count));
    std::vector<std::string> first;
    for (const Wording& one : findings[i].first) first.push_back(one.English());
    EXPECT_THAT(doubt.first(), ::testing::ElementsAreArray(first));
    EXPECT_FALSE(doubt.advice().empty());
  }
  EXPECT_EQ(response.data().accounts(), static_cast<int>(main_book().account_count()));
}

// A filter keeps accounts, as the engine's does; of the example's book none has changed its segment
// since it started, so it says what the group says.
TEST_F(PortfolioHandlersTest, AFilterKeepsTheAccountsOfAGroup) {
  auto request = Read<v1::GetMetricRequest>(kTimeToValue);
  request.mutable_options()->mutable_by()->add_attributes("segment");
  const auto whole = Metric(request).metric();
  ASSERT_EQ(whole.breakdowns_size(), 1);
  ASSERT_GT(whole.breakdowns(0).groups_size(), 1);
  for (const v1::MetricGroup& group : whole.breakdowns(0).groups()) {
    auto filtered = Read<v1::GetMetricRequest>(kTimeToValue);
    v1::AttributeFilter* filter = filtered.mutable_options()->add_where();
    filter->set_attribute("segment");
    filter->add_words(group.key());
    const auto one = Metric(filtered).metric();
    EXPECT_TRUE(MessageDifferencer::Equals(one.summary(), group.summary())) << group.key();
    EXPECT_EQ(one.tier().name(), group.tier().name());
    EXPECT_EQ(one.accounts_in_all(), group.summary().value().n());
  }
}

TEST_F(PortfolioHandlersTest, ComparesWithAnotherMoment) {
  auto request = Read<v1::GetMetricRequest>(kTimeToValue);
  *request.mutable_options()->mutable_compare_to() =
      Read<v1::Moment>("date { year: 2026 month: 1 day: 1 }");
  const auto metric = Metric(request).metric();
  ASSERT_TRUE(metric.has_comparison());
  EXPECT_EQ(metric.comparison().day().month(), 1);
  EXPECT_TRUE(MessageDifferencer::Equals(
      metric.comparison().then(), Computed("time_to_value", {}, "2026-01-01").summary().value()));
}

TEST_F(PortfolioHandlersTest, ListsEveryProblemOfARequestAtOnce) {
  const auto request = Read<v1::GetMetricRequest>(R"(
    book: "books/main" metric: "time_to_valeu" page_size: -1 page_token: "bad"
    options {
      as_of { date { year: 2026 month: 2 day: 31 } }
      compare_to { time { seconds: 0 } }
      trend_points: 61
      where { attribute: "segmnet" words: "smb" }
      where { attribute: "csm" }
      by { attributes: "idnustry" }
      read_mask { paths: "summary.valeu" }
    })");
  std::vector<v1::GetMetricResponse> answers;
  const grpc::Status status = Ask(Handlers().get_metric, request, answers);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(FieldsOf(status),
              UnorderedElementsAre(
                  "metric UNKNOWN_NAME", "page_size OUT_OF_RANGE", "page_token BAD_PAGE_TOKEN",
                  "options.as_of BAD_DATE", "options.compare_to BAD_DATE",
                  "options.trend_points OUT_OF_RANGE", "options.where[0].attribute UNKNOWN_NAME",
                  "options.where[1].words MISSING_FIELD", "options.by.attributes[0] UNKNOWN_NAME",
                  "options.read_mask.paths[0] UNKNOWN_NAME"));
  std::string text;
  const auto details = DetailOf<google::rpc::BadRequest>(status);
  for (const auto& violation : details.field_violations()) {
    text += violation.description() + "\n";
  }
  EXPECT_THAT(text, HasSubstr("did you mean `time_to_value`?"));
  EXPECT_THAT(text, HasSubstr("did you mean `segment`?"));
  EXPECT_THAT(text, HasSubstr("did you mean `industry`?"));
  EXPECT_THAT(text, HasSubstr("did you mean `value`?"));
}

TEST_F(PortfolioHandlersTest, NamesTheBooksThereAre) {
  auto request = Read<v1::GetMetricRequest>(kTimeToValue);
  request.set_book("books/mian");
  std::vector<v1::GetMetricResponse> answers;
  const grpc::Status status = Ask(Handlers().get_metric, request, answers);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  EXPECT_EQ(info.reason(), "UNKNOWN_BOOK");
  EXPECT_EQ(info.metadata().at("available"), "books/main");
  EXPECT_THAT(status.error_message(), HasSubstr("did you mean `books/main`?"));
}

TEST_F(PortfolioHandlersTest, RefusesAnotherPack) {
  auto request = Read<v1::GetMetricRequest>(kTimeToValue);
  request.mutable_options()->set_pack("00000000");
  std::vector<v1::GetMetricResponse> answers;
  EXPECT_EQ(Ask(Handlers().get_metric, request, answers).error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(PortfolioHandlersTest, PagesNameEveryAccountOnce) {
  auto request = Read<v1::GetMetricRequest>(kTimeToValue);
  request.set_metric("onboarding_cost_share");
  request.set_page_size(1'000);
  const auto all = Metric(request).metric();
  ASSERT_GT(all.accounts_size(), 3);
  request.set_page_size(2);
  std::vector<std::string> paged;
  int pages = 0;
  do {
    const auto response = Metric(request);
    EXPECT_LE(response.metric().accounts_size(), 2);
    EXPECT_EQ(response.metric().accounts_in_all(), all.accounts_in_all());
    for (const auto& account : response.metric().accounts()) paged.push_back(account.account());
    request.set_page_token(response.next_page_token());
    ASSERT_LT(++pages, 100);
  } while (!request.page_token().empty());
  ASSERT_EQ(static_cast<int>(paged.size()), all.accounts_size());
  for (int i = 0; i < all.accounts_size(); ++i) {
    EXPECT_EQ(paged[static_cast<size_t>(i)], all.accounts(i).account());
  }
  EXPECT_EQ(std::set<std::string>(paged.begin(), paged.end()).size(), paged.size());
}

// A page keeps the moment of the first one, whatever the clock says when it is asked for.
TEST_F(PortfolioHandlersTest, APageKeepsTheMomentOfTheFirst) {
  v1::GetMetricRequest request;
  request.set_book("books/main");
  request.set_metric("onboarding_cost_share");
  request.set_page_size(1);
  const auto first = Metric(request);
  ASSERT_FALSE(first.next_page_token().empty());
  request.set_page_token(first.next_page_token());
  received_ += absl::Hours(24 * 60);
  EXPECT_TRUE(MessageDifferencer::Equals(Metric(request).as_of(), first.as_of()));
}

TEST_F(PortfolioHandlersTest, ATokenIsForItsOwnRequestAlone) {
  auto request = Read<v1::GetMetricRequest>(kTimeToValue);
  request.set_metric("onboarding_cost_share");
  request.set_page_size(1);
  const std::string token = Metric(request).next_page_token();
  ASSERT_FALSE(token.empty());
  auto other = request;
  other.set_page_token(token);
  other.mutable_options()->add_where()->set_attribute("segment");
  other.mutable_options()->mutable_where(0)->add_words("smb");
  std::vector<v1::GetMetricResponse> answers;
  EXPECT_THAT(FieldsOf(Ask(Handlers().get_metric, other, answers)),
              ElementsAre("page_token BAD_PAGE_TOKEN"));
  // Another size and another mask are the same request.
  request.set_page_token(token);
  request.set_page_size(3);
  request.mutable_options()->mutable_read_mask()->add_paths("accounts");
  EXPECT_EQ(Metric(request).metric().accounts_size(), 3);
}

TEST_F(PortfolioHandlersTest, AMaskIsTheWholeAnswerCut) {
  const auto whole = Metric(Read<v1::GetMetricRequest>(kTimeToValue)).metric();
  for (const std::vector<std::string>& paths :
       {std::vector<std::string>{"summary.value.value", "tier"},
        {"trend.points.day", "name"},
        {"breakdowns.groups.key"},
        {"accounts", "missing"},
        {"*"}}) {
    auto request = Read<v1::GetMetricRequest>(kTimeToValue);
    std::vector<Violation> none;
    for (const std::string& path : paths) {
      request.mutable_options()->mutable_read_mask()->add_paths(path);
    }
    v1::MetricResult cut = whole;
    wire::FieldSelection::FromMask(request.options().read_mask(), *cut.GetDescriptor(), "", none)
        .Trim(cut);
    EXPECT_TRUE(MessageDifferencer::Equals(Metric(request).metric(), cut)) << paths.front();
  }
}

TEST_F(PortfolioHandlersTest, ADashboardSaysEachMetricAsItsOwnCallDoes) {
  const auto request = Read<v1::GetDashboardRequest>(R"(
    book: "books/main" dashboard: "executive" accounts: 2
    options { as_of { date { year: 2026 month: 3 day: 1 } } trend_points: 2 })");
  std::vector<v1::GetDashboardResponse> answers;
  ASSERT_TRUE(Ask(Handlers().get_dashboard, request, answers).ok());
  const auto metrics = portfolio::MetricsOf(plan(), "executive");
  // A head; a progress and a result for each; a progress and the data.
  ASSERT_EQ(answers.size(), 1 + 2 * metrics.size() + 2);
  ASSERT_TRUE(answers[0].has_head());
  portfolio::Request computed;
  computed.trend_points = 2;
  computed.accounts = 2;
  for (size_t i = 0; i < metrics.size(); ++i) {
    const std::string& name = plan().portfolio_notes[metrics[i]].name;
    EXPECT_EQ(answers[0].head().metrics(static_cast<int>(i)), name);
    const auto& progress = answers[1 + 2 * i].progress();
    EXPECT_EQ(progress.metric(), name);
    EXPECT_EQ(progress.done(), static_cast<int>(i));
    EXPECT_EQ(progress.total(), static_cast<int>(metrics.size()));
    EXPECT_TRUE(MessageDifferencer::Equals(answers[2 + 2 * i].metric(), Computed(name, computed)))
        << name;
  }
  EXPECT_EQ(answers[answers.size() - 2].progress().done(), static_cast<int>(metrics.size()));
  EXPECT_TRUE(answers.back().has_data());
}

// Who reads what comes with every metric, so that a client can put a report together.
TEST_F(PortfolioHandlersTest, MetricsComeWithTheDashboardsOfThePack) {
  const auto request = Read<v1::GetDashboardRequest>(R"(
    book: "books/main" dashboard: "executive" options { trend_points: 0 by {} })");
  std::vector<v1::GetDashboardResponse> answers;
  ASSERT_TRUE(Ask(Handlers().get_dashboard, request, answers).ok());
  const auto& dashboards = answers[0].head().dashboards();
  ASSERT_EQ(dashboards.size(), static_cast<int>(plan().dashboards.size()));
  bool worklist = false;
  for (int i = 0; i < dashboards.size(); ++i) {
    const ruleset::Dashboard& expected = plan().dashboards[static_cast<size_t>(i)];
    EXPECT_EQ(dashboards[i].name(), expected.name);
    EXPECT_EQ(dashboards[i].title(), expected.TitleIn(""));
    EXPECT_EQ(dashboards[i].rhythm(), expected.rhythm.In(""));
    EXPECT_EQ(dashboards[i].metrics_size(),
              static_cast<int>(portfolio::MetricsOf(plan(), expected.name).size()));
    worklist = worklist || !dashboards[i].worklist_of().empty();
  }
  EXPECT_TRUE(worklist);
  const auto metric = Metric(Read<v1::GetMetricRequest>(kTimeToValue));
  EXPECT_EQ(metric.dashboards_size(), dashboards.size());
}

// All that people read, wherever it stands.
void ClearTexts(google::protobuf::Message& message) {
  static const std::set<std::string> texts = {"title", "column_titles", "description", "definition",
                                              "why",   "what",          "missing"};
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  const auto& reflection = *message.GetReflection();
  reflection.ListFields(message, &fields);
  for (const auto* const field : fields) {
    if (texts.contains(field->name())) {
      reflection.ClearField(&message, field);
    } else if (field->message_type() == nullptr) {
      continue;
    } else if (!field->is_repeated()) {
      ClearTexts(*reflection.MutableMessage(&message, field));
    } else {
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        ClearTexts(*reflection.MutableRepeatedMessage(&message, field, i));
      }
    }
  }
}

// A language changes what people read, and nothing that programs do.
TEST_F(PortfolioHandlersTest, SaysMetricsAndDashboardsInTheLanguageOfTheRequest) {
  auto request = Read<v1::GetMetricRequest>(kTimeToValue);
  const v1::GetMetricResponse english = Metric(request);
  request.mutable_options()->set_language("id");
  v1::GetMetricResponse indonesian = Metric(request);
  EXPECT_EQ(indonesian.metric().title(), "waktu sampai nilai");
  EXPECT_THAT(indonesian.metric().definition(),
              HasSubstr("Yang dihitung: akun yang sudah dimulai"));
  EXPECT_EQ(indonesian.dashboards(0).title(), "Eksekutif");
  EXPECT_EQ(english.metric().title(), "time to value");
  EXPECT_EQ(english.dashboards(0).title(), "Executive");
  EXPECT_EQ(indonesian.metric().summary().lines(0).name(), "median of those that arrived");
  EXPECT_EQ(indonesian.metric().summary().lines(0).title(), "median dari yang sampai");
  EXPECT_THAT(indonesian.metric().accounts(0).what(), HasSubstr("tanpa nilai selama"));
  v1::MetricResult same = indonesian.metric(), original = english.metric();
  ClearTexts(same);
  ClearTexts(original);
  EXPECT_TRUE(MessageDifferencer::Equals(same, original));
}

// Views are kept for the next question, and the language is not theirs.
TEST_F(PortfolioHandlersTest, AnAnswerInALanguageLeavesTheNextOneAsItWas) {
  auto request = Read<v1::GetMetricRequest>(kTimeToValue);
  const v1::GetMetricResponse before = Metric(request);
  request.mutable_options()->set_language("ms");
  EXPECT_FALSE(MessageDifferencer::Equals(Metric(request), before));
  request.mutable_options()->clear_language();
  EXPECT_TRUE(MessageDifferencer::Equals(Metric(request), before));
}

TEST_F(PortfolioHandlersTest, ListsMetricsInTheLanguageOfTheRequest) {
  v1::ListMetricsRequest request;
  v1::ListMetricsResponse response;
  request.set_language("ms");
  ASSERT_TRUE(Ask(Handlers().list_metrics, request, response).ok());
  const auto& metrics = response.metrics();
  const auto nrr = std::find_if(metrics.begin(), metrics.end(),
                                [](const auto& metric) { return metric.name() == "nrr"; });
  ASSERT_NE(nrr, metrics.end());
  EXPECT_EQ(nrr->title(), "pengekalan hasil bersih");
  EXPECT_THAT(nrr->definition(), HasSubstr("Yang dikira: akaun dengan hasil pada awal tempoh"));
}

TEST_F(PortfolioHandlersTest, NamesTheDashboardsThereAre) {
  const auto request =
      Read<v1::GetDashboardRequest>(R"(book: "books/main" dashboard: "executiv" accounts: 1001)");
  std::vector<v1::GetDashboardResponse> answers;
  const grpc::Status status = Ask(Handlers().get_dashboard, request, answers);
  EXPECT_THAT(FieldsOf(status),
              UnorderedElementsAre("dashboard UNKNOWN_NAME", "accounts OUT_OF_RANGE"));
  EXPECT_THAT(status.error_message(), HasSubstr("did you mean `executive`?"));
}

// P8: cells of cohorts that were not followed so long are marked.
TEST_F(PortfolioHandlersTest, CohortsMarkWhatIsImmature) {
  const auto request = Read<v1::GetCohortsRequest>(R"(
    book: "books/main" options { as_of { date { year: 2026 month: 3 day: 1 } } by {} })");
  std::vector<v1::GetCohortsResponse> answers;
  ASSERT_TRUE(Ask(Handlers().get_cohorts, request, answers).ok());
  ASSERT_EQ(answers.size(), 1u);
  portfolio::Request computed;
  computed.by.emplace();
  computed.accounts = 0;
  const auto& metric = answers[0].metric();
  EXPECT_TRUE(MessageDifferencer::Equals(metric, Computed(metric.name(), computed)));
  ASSERT_EQ(metric.summary().grids_size(), 1);
  bool immature = false, mature = false;
  for (const auto& row : metric.summary().grids(0).rows()) {
    for (const auto& cell : row.cells()) (cell.immature() ? immature : mature) = true;
  }
  EXPECT_TRUE(immature && mature);
}

TEST_F(PortfolioHandlersTest, CohortsAreOfMetricsThatHaveThem) {
  const auto request = Read<v1::GetCohortsRequest>(R"(
    book: "books/main" metric: "nrr" options { trend_points: 3 compare_to { time {} } })");
  std::vector<v1::GetCohortsResponse> answers;
  EXPECT_THAT(
      FieldsOf(Ask(Handlers().get_cohorts, request, answers)),
      UnorderedElementsAre("metric UNKNOWN_NAME", "options.compare_to BAD_DATE",
                           "options.trend_points NOT_ALLOWED", "options.compare_to NOT_ALLOWED"));
}

TEST_F(PortfolioHandlersTest, ListsMetricsInPagesThatNameEachOnce) {
  v1::ListMetricsRequest request;
  v1::ListMetricsResponse response;
  request.set_page_size(10);
  std::vector<std::string> names;
  do {
    ASSERT_TRUE(Ask(Handlers().list_metrics, request, response).ok());
    for (const auto& metric : response.metrics()) names.push_back(metric.name());
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  std::vector<std::string> expected;
  for (const uint32_t metric : portfolio::MetricsOf(plan())) {
    expected.push_back(plan().portfolio_notes[metric].name);
  }
  EXPECT_EQ(names, expected);
  EXPECT_THAT(response.dashboards(), Contains("executive"));
}

TEST_F(PortfolioHandlersTest, AListSaysWhatAMetricIs) {
  v1::ListMetricsRequest request;
  v1::ListMetricsResponse response;
  request.set_dashboard("executive");
  ASSERT_TRUE(Ask(Handlers().list_metrics, request, response).ok());
  const auto found = std::find_if(response.metrics().begin(), response.metrics().end(),
                                  [](const auto& one) { return one.name() == "time_to_value"; });
  ASSERT_NE(found, response.metrics().end());
  EXPECT_EQ(found->measure(), "days_to_first_value");
  EXPECT_EQ(found->ruling(), "P12");
  EXPECT_EQ(found->unit(), v1::METRIC_UNIT_DAYS);
  EXPECT_EQ(found->months(), 12);
  EXPECT_EQ(found->definition(), Computed("time_to_value", {}).definition());
  EXPECT_THAT(found->reads(), ElementsAre("account", "value"));
}

TEST_F(PortfolioHandlersTest, ListsBooks) {
  v1::ListBooksResponse response;
  ASSERT_TRUE(Ask(Handlers().list_books, v1::ListBooksRequest(), response).ok());
  ASSERT_EQ(response.books_size(), 1);
  EXPECT_EQ(response.books(0).name(), "books/main");
  EXPECT_EQ(response.books(0).records(), static_cast<int>(main_book().record_count()));
  EXPECT_EQ(response.books(0).origin(), v1::BOOK_ORIGIN_OPERATOR);
  EXPECT_GT(response.books(0).kibibytes(), 0);
}

TEST_F(PortfolioHandlersTest, DeletesNoBookOfTheOperator) {
  v1::DeleteBookRequest request;
  v1::DeleteBookResponse response;
  request.set_book("books/main");
  const grpc::Status status = Ask(Handlers().delete_book, request, response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).reason(), "BOOK_OF_OPERATOR");
  EXPECT_NE(books_.Find("books/main"), nullptr);
}

// Stopped after each number of steps in turn: nothing is answered, and no step follows the stop.
TEST_F(PortfolioHandlersTest, AnswersNothingOnceItIsStopped) {
  auto request = Read<v1::GetMetricRequest>(kTimeToValue);
  request.set_metric("green_share");  // replays health
  uint64_t steps = 0;
  at_step_ = [&steps] { ++steps; };
  Metric(request);
  const uint64_t whole = steps;
  ASSERT_GT(whole, 100u);
  for (const uint64_t most : {uint64_t{1}, whole / 3, whole / 2, whole - 1}) {
    steps = 0;
    ViewsCache fresh(2);
    PortfolioEnvironment environment{packs_, books_, fresh, Limits{}, log_, true, at_step_};
    std::vector<v1::GetMetricResponse> answers;
    const Stop stop([&] { return steps >= most; });
    Ask(MakePortfolioHandlers(environment).get_metric, request, answers, stop);
    EXPECT_THAT(answers, IsEmpty()) << most;
    EXPECT_EQ(steps, most);
  }
}

// Views that a stopped call left behind must not answer the next one.
TEST_F(PortfolioHandlersTest, AStoppedCallLeavesNoTrace) {
  auto request = Read<v1::GetMetricRequest>(kTimeToValue);
  request.set_metric("green_share");
  const auto expected = Metric(request);
  ViewsCache fresh(2);
  PortfolioEnvironment environment{packs_, books_, fresh, Limits{}, log_, true, nullptr};
  const auto handlers = MakePortfolioHandlers(environment);
  std::vector<v1::GetMetricResponse> answers;
  for (int most = 1; most < 400; most += 7) {
    int asked = 0;
    Ask(handlers.get_metric, request, answers, Stop([&] { return ++asked > most; }));
  }
  ASSERT_TRUE(Ask(handlers.get_metric, request, answers).ok());
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_TRUE(MessageDifferencer::Equals(answers[0], expected));
}

}  // namespace
}  // namespace bellwether
