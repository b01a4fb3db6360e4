// One function for each part of a report, in the order of evidence.proto.
//
// Tested by tests/protos/wire/evidence_test.cc.
#include <utility>

#include "protos/wire/evidence.h"
#include "protos/wire/quantities.h"

namespace bellwether::wire {
namespace {

using evidence::BucketsBy;
using evidence::DriverState;

DriverState StateOf(v1::DriverState state) {
  switch (state) {
    case v1::DRIVER_STATE_JUDGED:
      return DriverState::kJudged;
    case v1::DRIVER_STATE_SAME_FOR_ALL:
      return DriverState::kSame;
    default:
      return DriverState::kFew;
  }
}

BucketsBy ByOf(v1::BucketsBy by) {
  switch (by) {
    case v1::BUCKETS_BY_EDGES:
      return BucketsBy::kEdges;
    case v1::BUCKETS_BY_TIERS:
      return BucketsBy::kTiers;
    case v1::BUCKETS_BY_TRUTH:
      return BucketsBy::kTruth;
    default:
      return BucketsBy::kQuarters;
  }
}

statistics::Proportion Read(const v1::AccountShare& message) {
  statistics::Proportion share;
  share.value = message.value();
  share.interval = IntervalFromProto(message.interval());
  share.events = CountFromProto(message.events());
  share.n = CountFromProto(message.n());
  return share;
}

evidence::Landmarks Read(const v1::LandmarkAccounts& message) {
  evidence::Landmarks landmarks;
  landmarks.lost_before = CountFromProto(message.lost_before());
  landmarks.too_young = CountFromProto(message.too_young());
  landmarks.without_start = CountFromProto(message.without_start());
  landmarks.refused = CountFromProto(message.refused());
  return landmarks;
}

evidence::Bucket Read(const v1::DriverBucket& message) {
  evidence::Bucket bucket;
  bucket.name = message.name();
  bucket.title = message.title();
  if (message.has_above()) bucket.above = message.above();
  if (message.has_up_to()) bucket.up_to = message.up_to();
  bucket.retained = Read(message.retained());
  return bucket;
}

evidence::Driver Read(const v1::Driver& message) {
  evidence::Driver driver;
  driver.name = message.name();
  driver.title = message.title();
  driver.state = StateOf(message.state());
  driver.known = CountFromProto(message.known());
  driver.unknown = CountFromProto(message.unknown());
  if (message.has_auc()) driver.auc = message.auc();
  if (message.has_interval()) driver.interval = IntervalFromProto(message.interval());
  if (message.has_p()) driver.p = message.p();
  if (message.has_adjusted_p()) driver.adjusted_p = message.adjusted_p();
  if (message.has_more_stays()) driver.more_stays = message.more_stays();
  driver.probable_leak = message.probable_leak();
  if (message.has_swing()) driver.swing = message.swing();
  driver.buckets_by = ByOf(message.buckets_by());
  for (const v1::DriverBucket& bucket : message.buckets()) driver.buckets.push_back(Read(bucket));
  return driver;
}

}  // namespace

evidence::DriverReport DriversFromProto(const v1::DriverReport& message) {
  evidence::DriverReport report;
  report.days = {message.landmark_days(), message.gap_days(), message.horizon_days()};
  report.min_count = CountFromProto(message.min_count());
  report.landmarks = Read(message.accounts());
  report.members = CountFromProto(message.accounts().members());
  if (message.has_retained()) report.retained = Read(message.retained());
  report.evidence = message.evidence();
  for (const v1::Driver& driver : message.drivers()) report.drivers.push_back(Read(driver));
  return report;
}

}  // namespace bellwether::wire
