// Tested by tests/server/portfolio_handlers_test.cc.
#include "server/rpc/portfolio_request.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "protos/wire/wire.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

constexpr uint32_t kUsualTrendPoints = 6;
constexpr int32_t kMostTrendPoints = 60;
constexpr int kMostAttributes = 20;
constexpr int kMostWords = 1'000;
// As for the dates of records.
constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;

class OptionsCheck {
 public:
  OptionsCheck(const v1::MetricOptions& options, MetricQuestion& question,
               std::vector<Violation>& violations)
      : options_(options), question_(question), violations_(violations) {}

  void Run(absl::Time received) {
    question_.request.as_of = Moment::Instant(received);
    if (options_.has_as_of()) {
      question_.request.as_of =
          ReadMoment("options.as_of", options_.as_of()).value_or(question_.request.as_of);
    }
    if (options_.has_compare_to()) {
      question_.compare_to = ReadMoment("options.compare_to", options_.compare_to());
    }
    ReadTrend();
    ReadFilters();
    ReadBreakdowns();
    question_.fields = wire::FieldSelection::FromMask(
        options_.read_mask(), *v1::MetricResult::descriptor(), "options.read_mask", violations_);
    LeaveOutWhatIsNotAskedFor();
  }

 private:
  void Refuse(std::string path, const char* reason, std::string message) {
    violations_.push_back({std::move(path), reason, std::move(message)});
  }

  // A date or an instant within the years of records.
  std::optional<Moment> ReadMoment(const char* path, const v1::Moment& message) {
    if (message.has_local()) {
      Refuse(path, "BAD_DATE",
             "a local time is another moment in each time zone; give `date` or `time`");
      return std::nullopt;
    }
    const auto moment = wire::MomentFromProto(message, path, violations_);
    if (!moment.has_value()) return std::nullopt;
    const int64_t year = moment->date_only
                             ? moment->day.year()
                             : absl::ToCivilDay(moment->time, absl::UTCTimeZone()).year();
    if (year >= kFirstYear && year <= kLastYear) return moment;
    Refuse(path, "BAD_DATE",
           absl::StrCat("the year ", year, " is not between ", kFirstYear, " and ", kLastYear));
    return std::nullopt;
  }

  void ReadTrend() {
    const int32_t points = options_.has_trend_points() ? options_.trend_points()
                                                       : static_cast<int32_t>(kUsualTrendPoints);
    if (points < 0 || points > kMostTrendPoints) {
      Refuse("options.trend_points", "OUT_OF_RANGE",
             absl::StrCat(points, " is not between 0 and ", kMostTrendPoints));
      return;
    }
    question_.request.trend_points = static_cast<uint32_t>(points);
  }

  void CheckAttribute(const std::string& path, const std::string& name) {
    const std::vector<std::string>& known = portfolio::AttributesOfAccounts();
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    Refuse(
        path, "UNKNOWN_NAME",
        absl::StrCat("accounts have no attribute ", Quoted(name), "; ", DidYouMean(name, known)));
  }

  // False, with a violation, when there are more than `most`.
  bool CheckCount(const std::string& path, int count, int most) {
    if (count <= most) return true;
    Refuse(path, "TOO_MANY", absl::StrCat("there are ", count, " of them; at most ", most));
    return false;
  }

  void ReadFilters() {
    if (!CheckCount("options.where", options_.where_size(), kMostAttributes)) return;
    for (int i = 0; i < options_.where_size(); ++i) {
      const v1::AttributeFilter& filter = options_.where(i);
      const std::string path = absl::StrCat("options.where[", i, "]");
      CheckAttribute(path + ".attribute", filter.attribute());
      if (filter.words().empty()) {
        Refuse(path + ".words", "MISSING_FIELD", "give at least one word to keep");
      }
      if (!CheckCount(path + ".words", filter.words_size(), kMostWords)) continue;
      question_.request.where.push_back(
          {filter.attribute(), {filter.words().begin(), filter.words().end()}});
    }
  }

  void ReadBreakdowns() {
    if (!options_.has_by()) return;
    const auto& names = options_.by().attributes();
    if (!CheckCount("options.by.attributes", names.size(), kMostAttributes)) return;
    question_.request.by.emplace(names.begin(), names.end());
    for (int i = 0; i < names.size(); ++i) {
      CheckAttribute(absl::StrCat("options.by.attributes[", i, "]"), names[i]);
    }
  }

  void LeaveOutWhatIsNotAskedFor() {
    const wire::FieldSelection& fields = question_.fields;
    if (!fields.Has({v1::MetricResult::kTrendFieldNumber})) question_.request.trend_points = 0;
    if (!fields.Has({v1::MetricResult::kBreakdownsFieldNumber})) question_.request.by.emplace();
    if (!fields.Has({v1::MetricResult::kComparisonFieldNumber})) question_.compare_to.reset();
  }

  const v1::MetricOptions& options_;
  MetricQuestion& question_;
  std::vector<Violation>& violations_;
};

std::vector<std::string> MetricNames(const Plan& plan) {
  std::vector<std::string> names;
  for (const uint32_t metric : portfolio::MetricsOf(plan)) {
    names.push_back(plan.portfolio_notes[metric].name);
  }
  return names;
}

}  // namespace

void CheckOptions(const v1::MetricOptions& options, absl::Time received, MetricQuestion& question,
                  std::vector<Violation>& violations) {
  OptionsCheck(options, question, violations).Run(received);
}

void FindBook(const BookStore& books, const std::string& name, MetricQuestion& question,
              std::vector<Violation>& violations) {
  if (IsBookName(name)) {
    question.book = books.Find(name);
    return;
  }
  violations.push_back(
      {"book", name.empty() ? "MISSING_FIELD" : "BAD_NAME",
       absl::StrCat(name.empty() ? "no book is named" : Quoted(name) + " is no name of a book",
                    "; write books/NAME, NAME of 1 to 63 lower-case letters, digits, - and _")});
}

void FindMetric(const std::string& name, MetricQuestion& question,
                std::vector<Violation>& violations) {
  if (const auto metric = portfolio::FindMetric(question.plan(), name)) {
    question.metrics = {*metric};
    return;
  }
  const std::vector<std::string> known = MetricNames(question.plan());
  violations.push_back(
      {"metric", name.empty() ? "MISSING_FIELD" : "UNKNOWN_NAME",
       known.empty() ? "the pack measures nothing: give a metric of `portfolio:` its `measure:`"
                     : absl::StrCat(name.empty() ? "no metric is named"
                                                 : "the pack measures no " + Quoted(name),
                                    "; ", DidYouMean(name, known))});
}

void FindCohortMetric(const std::string& name, MetricQuestion& question,
                      std::vector<Violation>& violations) {
  const Plan& plan = question.plan();
  std::vector<std::string> known;
  for (const uint32_t metric : portfolio::MetricsOf(plan)) {
    if (plan.portfolio_measuring[metric].measure != Measure::kRetention) continue;
    known.push_back(plan.portfolio_notes[metric].name);
    if (!question.metrics.empty() || (!name.empty() && name != known.back())) continue;
    question.metrics = {metric};
  }
  if (!question.metrics.empty()) return;
  violations.push_back({"metric", "UNKNOWN_NAME",
                        known.empty() ? "the pack has no metric whose measure is `retention`"
                                      : absl::StrCat(Quoted(name), " is no metric with cohorts; ",
                                                     DidYouMean(name, known))});
}

void FindDashboard(const std::string& name, MetricQuestion& question,
                   std::vector<Violation>& violations) {
  question.metrics = portfolio::MetricsOf(question.plan(), name);
  if (!question.metrics.empty()) return;
  const std::vector<std::string> known = DashboardsOf(question.plan());
  violations.push_back(
      {"dashboard", "UNKNOWN_NAME",
       name.empty() ? "the pack measures nothing: give a metric of `portfolio:` its `measure:`"
                    : absl::StrCat("no metric is on a dashboard ", Quoted(name), "; ",
                                   DidYouMean(name, known))});
}

std::vector<std::string> DashboardsOf(const Plan& plan) {
  std::vector<std::string> names;
  std::set<std::string_view> seen;
  for (const uint32_t metric : portfolio::MetricsOf(plan)) {
    for (const std::string& name : plan.portfolio_measuring[metric].dashboards) {
      if (seen.insert(name).second) names.push_back(name);
    }
  }
  return names;
}

grpc::Status RefuseQuestion(const BookStore& books, const std::string& name,
                            const MetricQuestion& question,
                            const std::vector<Violation>& violations) {
  if (!violations.empty()) return InvalidFields(violations);
  return question.book == nullptr ? UnknownBook(name, books.Names()) : grpc::Status::OK;
}

}  // namespace bellwether
