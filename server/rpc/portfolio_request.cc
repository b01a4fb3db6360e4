// Tested by tests/server/portfolio_handlers_test.cc.
#include "server/rpc/portfolio_request.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "engine/base/civil_day.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/evidence/drivers.h"
#include "engine/evidence/experiment.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

std::vector<std::string> MetricNames(const Plan& plan) {
  std::vector<std::string> names;
  for (const uint32_t metric : portfolio::MetricsOf(plan)) {
    names.push_back(plan.portfolio_notes[metric].name);
  }
  return names;
}

}  // namespace

void FindBook(const Shelf& shelf, const std::string& name, BookQuestion& question,
              std::vector<Violation>& violations) {
  if (IsBookName(name)) {
    question.book = shelf.Find(name);
    return;
  }
  violations.push_back(
      {"book", name.empty() ? "MISSING_FIELD" : "BAD_NAME",
       absl::StrCat(name.empty() ? "no book is named" : Quoted(name) + " is no name of a book",
                    "; write books/NAME, NAME of 1 to 63 lower-case letters, digits, - and _")});
}

void FindMetric(const std::string& name, BookQuestion& question,
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

void FindCohortMetric(const std::string& name, BookQuestion& question,
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

void FindDashboard(const std::string& name, BookQuestion& question,
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

const ruleset::Experiment* FindExperiment(const std::string& name, const BookQuestion& question,
                                          std::vector<Violation>& violations) {
  const auto found = evidence::FindExperiment(question.plan(), name);
  if (found.ok()) return *found;
  violations.push_back({"experiment", name.empty() ? "MISSING_FIELD" : "UNKNOWN_NAME",
                        std::string(ToStd(found.status().message()))});
  return nullptr;
}

evidence::LandmarkDays CheckDays(const v1::GetDriversRequest& request, const BookQuestion& question,
                                 std::vector<Violation>& violations) {
  evidence::LandmarkDays days = evidence::DaysOf(question.plan().drivers);
  bool good = true;
  const auto read = [&](const char* path, bool given, int32_t value, int32_t least, int32_t& day) {
    if (!given) return;
    day = value;
    if (value >= least && value <= kDaysOfACentury) return;
    good = false;
    violations.push_back(
        {path, "OUT_OF_RANGE",
         absl::StrCat(value, " is not between ", least, " and ", kDaysOfACentury)});
  };
  read("landmark_days", request.has_landmark_days(), request.landmark_days(), 1, days.landmark);
  read("gap_days", request.has_gap_days(), request.gap_days(), 0, days.gap);
  read("horizon_days", request.has_horizon_days(), request.horizon_days(), 1, days.horizon);
  const std::string problem = good ? evidence::ProblemOf(days) : "";
  if (!problem.empty()) {
    violations.push_back(
        {"horizon_days", "OUT_OF_RANGE",
         absl::StrCat(problem, "; give a later horizon_days, or an earlier landmark_days")});
  }
  return days;
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

grpc::Status RefuseQuestion(const Shelf& shelf, const std::string& name,
                            const BookQuestion& question,
                            const std::vector<Violation>& violations) {
  if (!violations.empty()) return InvalidFields(violations);
  if (question.book != nullptr) return grpc::Status::OK;
  const auto standing = name == kStoreBook ? shelf.Standing() : std::nullopt;
  if (standing.has_value()) return BookNotMade(name, standing->problem);
  return UnknownBook(name, shelf.books.Names(shelf.tenant));
}

}  // namespace bellwether
