// Tested by tests/server/portfolio_handlers_test.cc and evidence_handlers_test.cc.
#include "server/rpc/portfolio_options.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "engine/portfolio/grouping.h"
#include "protos/wire/wire.h"

namespace bellwether {
namespace {

constexpr uint32_t kUsualTrendPoints = 6;
constexpr int32_t kMostTrendPoints = 60;
constexpr int kMostAttributes = 20;
constexpr int kMostWords = 1'000;
// As for the dates of records.
constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;

using google::protobuf::Descriptor;

// What all options have: the language, the moment, the accounts, the fields.
template <typename Options>
class OptionsCheck {
 public:
  OptionsCheck(const Options& options, BookQuestion& question, std::vector<Violation>& violations)
      : options_(options), question_(question), violations_(violations) {}

  void ReadLanguage() { question_.request.language = options_.language(); }

  void ReadAsOf(absl::Time received) {
    question_.request.as_of = Moment::Instant(received);
    if (!options_.has_as_of()) return;
    question_.request.as_of =
        ReadMoment("options.as_of", options_.as_of()).value_or(question_.request.as_of);
  }

  void ReadFilters() {
    if (!CheckCount("options.where", options_.where_size(), kMostAttributes)) return;
    for (int i = 0; i < options_.where_size(); ++i) {
      const v1::AttributeFilter& filter = options_.where(i);
      const std::string path = absl::StrCat("options.where[", i, "]");
      CheckName(path + ".attribute", filter.attribute(), portfolio::AttributesOfAccounts());
      if (filter.words().empty()) {
        Refuse(path + ".words", "MISSING_FIELD", "give at least one word to keep");
      }
      if (!CheckCount(path + ".words", filter.words_size(), kMostWords)) continue;
      question_.request.where.push_back(
          {filter.attribute(), {filter.words().begin(), filter.words().end()}});
    }
  }

  void ReadMask(const Descriptor& of) {
    question_.fields =
        wire::FieldSelection::FromMask(options_.read_mask(), of, "options.read_mask", violations_);
  }

 protected:
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

  void CheckName(const std::string& path, const std::string& name,
                 const std::vector<std::string>& known) {
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    const std::string hint = DidYouMean(name, known);
    Refuse(
        path, "UNKNOWN_NAME",
        absl::StrCat("accounts have no attribute ", Quoted(name), hint.empty() ? "" : "; ", hint));
  }

  // False, with a violation, when there are more than `most`.
  bool CheckCount(const std::string& path, int count, int most) {
    if (count <= most) return true;
    Refuse(path, "TOO_MANY", absl::StrCat("there are ", count, " of them; at most ", most));
    return false;
  }

  const Options& options_;
  BookQuestion& question_;
  std::vector<Violation>& violations_;
};

class MetricOptionsCheck : public OptionsCheck<v1::MetricOptions> {
 public:
  using OptionsCheck::OptionsCheck;

  void Run(absl::Time received) {
    ReadLanguage();
    ReadAsOf(received);
    if (options_.has_compare_to()) {
      question_.compare_to = ReadMoment("options.compare_to", options_.compare_to());
    }
    ReadTrend();
    ReadFilters();
    ReadBreakdowns();
    ReadMask(*v1::MetricResult::descriptor());
    LeaveOutWhatIsNotAskedFor();
  }

 private:
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

  void ReadBreakdowns() {
    if (!options_.has_by()) return;
    const auto& names = options_.by().attributes();
    if (!CheckCount("options.by.attributes", names.size(), kMostAttributes)) return;
    question_.request.by.emplace(names.begin(), names.end());
    const std::vector<std::string> known = portfolio::BreakdownNames(question_.plan());
    for (int i = 0; i < names.size(); ++i) {
      CheckName(absl::StrCat("options.by.attributes[", i, "]"), names[i], known);
    }
  }

  void LeaveOutWhatIsNotAskedFor() {
    const wire::FieldSelection& fields = question_.fields;
    if (!fields.Has({v1::MetricResult::kTrendFieldNumber})) question_.request.trend_points = 0;
    if (!fields.Has({v1::MetricResult::kBreakdownsFieldNumber})) question_.request.by.emplace();
    if (!fields.Has({v1::MetricResult::kComparisonFieldNumber})) question_.compare_to.reset();
  }
};

}  // namespace

void CheckOptions(const v1::MetricOptions& options, absl::Time received, BookQuestion& question,
                  std::vector<Violation>& violations) {
  MetricOptionsCheck(options, question, violations).Run(received);
}

void CheckOptions(const v1::EvidenceOptions& options, const Descriptor& report, absl::Time received,
                  BookQuestion& question, std::vector<Violation>& violations) {
  OptionsCheck check(options, question, violations);
  check.ReadLanguage();
  check.ReadAsOf(received);
  check.ReadFilters();
  check.ReadMask(report);
}

}  // namespace bellwether
