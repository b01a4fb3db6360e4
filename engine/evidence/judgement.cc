// Tested by tests/engine/evidence/judgement_test.cc.
#include "engine/evidence/judgement.h"

#include <algorithm>
#include <vector>

#include "engine/statistics/quantiles.h"

namespace bellwether::evidence {
namespace {

Alarm AlarmOf(std::span<const Said> said) {
  Alarm alarm;
  uint64_t lost = 0, caught = 0;
  std::vector<double> lead;
  for (const Said& one : said) {
    alarm.raised += one.worst;
    lost += !one.retained;
    if (!one.worst || one.retained) continue;
    ++caught;
    if (one.lost_after) lead.push_back(*one.lost_after);
  }
  alarm.precision = statistics::ProportionOf(caught, alarm.raised);
  alarm.recall = statistics::ProportionOf(caught, lost);
  if (const auto spread = statistics::SpreadOf(std::move(lead))) alarm.lead_days = spread->median;
  return alarm;
}

}  // namespace

Judgement Judge(std::span<const Said> said, double share) {
  std::vector<statistics::Scored> stays, leaves;
  for (const Said& one : said) {
    stays.push_back({one.score, one.retained});
    leaves.push_back({-one.score, !one.retained});
  }
  Judgement judgement;
  judgement.power = statistics::RankingPowerOf(stays);
  judgement.called = statistics::CallHighestShare(leaves, share);
  judgement.alarm = AlarmOf(said);
  return judgement;
}

}  // namespace bellwether::evidence
