// Tested by tests/clients/book_generate_test.py.
#include "clients/cli/book/truth_json.h"

#include "engine/accounts/json_text.h"
#include "engine/base/number.h"
#include "engine/facts/account.h"
#include "engine/simulation/truth.h"

namespace bellwether::cli {
namespace {

using simulation::Shares;

constexpr int kIndent = 2;
constexpr int kDecimals = 6;

class TruthText {
 public:
  TruthText(const GenerationRequest& request, const LoadedParameters& loaded)
      : request_(request), loaded_(loaded), truth_(simulation::TruthOf(loaded.parameters)) {}

  std::string Run() && {
    json_.BeginObject();
    WriteRequest();
    Number("retained_after_first_term", truth_.retained);
    WriteBuckets();
    WriteSegments();
    WriteShares("churn_reasons", truth_.churn_by_reason);
    WriteShares("delay_causes", truth_.causes);
    WriteShares("ticket_types", truth_.ticket_types);
    WriteShares("survey_answered", truth_.answered);
    WriteArms();
    WritePeople();
    Text("parameters", loaded_.text);
    json_.EndObject();
    return std::move(json_).Take() + "\n";
  }

 private:
  void Text(const char* key, std::string_view text) {
    json_.Key(key);
    json_.String(text);
  }
  void Number(std::string_view key, double number) {
    json_.Key(key);
    json_.Number(RoundForDisplay(number, kDecimals));
  }
  void NumberOrNull(const char* key, std::optional<int> number) {
    json_.Key(key);
    if (number.has_value()) return json_.Number(*number);
    json_.Null();
  }
  void WriteShares(const char* key, const Shares& shares) {
    json_.Key(key);
    json_.BeginObject();
    for (const auto& [name, share] : shares) Number(name, share);
    json_.EndObject();
  }

  void WriteRequest() {
    json_.Key("book");
    json_.BeginObject();
    Number("accounts", request_.accounts);
    Text("from", FormatMoment(Moment::Date(DayOfNumber(request_.period.begin()))));
    Text("until", FormatMoment(Moment::Date(DayOfNumber(request_.period.end()))));
    json_.Key("seed");  // as text: JSON's numbers end before it does
    json_.String(std::to_string(request_.seed));
    Number("messy", request_.messy);
    Number("term_days", static_cast<double>(loaded_.parameters.lifetime.term_days.value));
    Number("complete_within_days", truth_.complete_within);
    json_.EndObject();
  }

  void WriteBuckets() {
    json_.Key("days_to_value");
    json_.BeginObject();
    for (const auto& bucket : truth_.buckets) {
      json_.Key(bucket.name);
      json_.BeginObject();
      if (bucket.up_to.has_value()) Number("up_to", *bucket.up_to);
      Number("retained_after_first_term", bucket.retained);
      Number("expanded_in_first_term", bucket.expanded);
      json_.EndObject();
    }
    json_.EndObject();
  }

  void WriteSegments() {
    json_.Key("segments");
    json_.BeginObject();
    for (const auto& segment : truth_.segments) {
      json_.Key(segment.name);
      json_.BeginObject();
      WriteSegment(segment);
      json_.EndObject();
    }
    json_.EndObject();
  }

  void WriteSegment(const simulation::SegmentTruth& segment) {
    Number("share_of_accounts", segment.share);
    Number("median_days_to_value_of_arrived", segment.median_of_arrived);
    NumberOrNull("median_days_to_value_of_all", segment.median_of_all);
    json_.Key("share_with_value_by_day");
    json_.BeginObject();
    for (const auto& [day, share] : segment.there_by) Number(std::to_string(day), share);
    json_.EndObject();
    WriteShares("share_by_days_to_value", segment.buckets);
    Number("retained_after_first_term", segment.retained);
    Number("expanded_in_first_term", segment.expanded);
    Number("completed", segment.completed);
    Number("milestones_on_time", segment.on_time);
    WriteShares("on_time_by_milestone", segment.on_time_by_milestone);
  }

  void WriteArms() {
    json_.Key("experiments");
    json_.BeginArray();
    for (const auto& arm : truth_.arms) {
      json_.BeginObject();
      Text("experiment", arm.trial);
      Text("arm", arm.arm);
      Number("share_of_enrolled", arm.share);
      Number("days_to_value_faster", arm.faster_days);
      json_.EndObject();
    }
    json_.EndArray();
  }

  void WritePeople() {
    json_.Key("csm_hours_against_peers");
    json_.BeginObject();
    for (const auto& csm : loaded_.parameters.people.csms) {
      Number(csm.name, csm.value.hours.value_or(1));
    }
    json_.EndObject();
  }

  const GenerationRequest& request_;
  const LoadedParameters& loaded_;
  const simulation::Truth truth_;
  JsonText json_{kIndent};
};

}  // namespace

std::string TruthJson(const GenerationRequest& request, const LoadedParameters& loaded) {
  return TruthText(request, loaded).Run();
}

}  // namespace bellwether::cli
