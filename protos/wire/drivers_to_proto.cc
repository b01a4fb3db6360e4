// One function for each part of a report, in the order of evidence.proto.
//
// Tested by tests/protos/wire/evidence_test.cc.
#include "protos/wire/evidence.h"
#include "protos/wire/quantities.h"

namespace bellwether::wire {
namespace {

using evidence::BucketsBy;
using evidence::DriverState;

v1::DriverState ToProto(DriverState state) {
  switch (state) {
    case DriverState::kJudged:
      return v1::DRIVER_STATE_JUDGED;
    case DriverState::kFew:
      return v1::DRIVER_STATE_INSUFFICIENT_DATA;
    case DriverState::kSame:
      return v1::DRIVER_STATE_SAME_FOR_ALL;
  }
  return v1::DRIVER_STATE_UNSPECIFIED;
}

v1::BucketsBy ToProto(BucketsBy by) {
  switch (by) {
    case BucketsBy::kEdges:
      return v1::BUCKETS_BY_EDGES;
    case BucketsBy::kTiers:
      return v1::BUCKETS_BY_TIERS;
    case BucketsBy::kTruth:
      return v1::BUCKETS_BY_TRUTH;
    case BucketsBy::kQuarters:
      return v1::BUCKETS_BY_QUARTERS;
  }
  return v1::BUCKETS_BY_UNSPECIFIED;
}

void Write(const statistics::Proportion& share, v1::AccountShare& message) {
  message.set_value(share.value);
  IntervalToProto(share.interval, *message.mutable_interval());
  message.set_events(CountToProto(share.events));
  message.set_n(CountToProto(share.n));
}

void Write(const evidence::Landmarks& landmarks, uint64_t members, v1::LandmarkAccounts& message) {
  message.set_members(CountToProto(members));
  message.set_lost_before(CountToProto(landmarks.lost_before));
  message.set_too_young(CountToProto(landmarks.too_young));
  message.set_without_start(CountToProto(landmarks.without_start));
  message.set_refused(CountToProto(landmarks.refused));
}

void WriteJudgement(const evidence::Driver& driver, v1::Driver& message) {
  message.set_auc(driver.auc);
  IntervalToProto(driver.interval, *message.mutable_interval());
  message.set_p(driver.p);
  message.set_adjusted_p(driver.adjusted_p);
  message.set_more_stays(driver.more_stays);
  message.set_probable_leak(driver.probable_leak);
}

void Write(const evidence::Driver& driver, v1::Driver& message) {
  message.set_name(driver.name);
  message.set_title(driver.title);
  message.set_state(ToProto(driver.state));
  message.set_known(CountToProto(driver.known));
  message.set_unknown(CountToProto(driver.unknown));
  if (driver.state == DriverState::kJudged) WriteJudgement(driver, message);
  if (driver.swing) message.set_swing(*driver.swing);
  message.set_buckets_by(ToProto(driver.buckets_by));
  for (const evidence::Bucket& bucket : driver.buckets) {
    v1::DriverBucket& added = *message.add_buckets();
    added.set_name(bucket.name);
    added.set_title(bucket.title);
    if (bucket.above) added.set_above(*bucket.above);
    if (bucket.up_to) added.set_up_to(*bucket.up_to);
    Write(bucket.retained, *added.mutable_retained());
  }
}

}  // namespace

void DriversToProto(const evidence::DriverReport& report, v1::DriverReport& message,
                    std::string_view language) {
  message.set_definition(evidence::DefinitionOf(report.days, language));
  message.set_landmark_days(report.days.landmark);
  message.set_gap_days(report.days.gap);
  message.set_horizon_days(report.days.horizon);
  message.set_min_count(CountToProto(report.min_count));
  Write(report.landmarks, report.members, *message.mutable_accounts());
  if (report.retained.n > 0) Write(report.retained, *message.mutable_retained());
  message.set_evidence(report.evidence);
  int32_t rank = 0;
  for (const evidence::Driver& driver : report.drivers) {
    v1::Driver& added = *message.add_drivers();
    Write(driver, added);
    if (driver.state == DriverState::kJudged) added.set_rank(++rank);
  }
}

}  // namespace bellwether::wire
