// What a trend, a comparison or a tier says of a metric: better, worse, or nothing yet.
import {TrendJudgement, type MetricComparison, type MetricResult, type MetricTier} from '../gen/bellwether/v1/metrics_pb';

export type Verdict = 'better' | 'worse' | 'rising' | 'falling' | 'noise' | 'short' | 'none';

function verdictOf(rises: boolean, lowerIsBetter: boolean | undefined): Verdict {
  if (lowerIsBetter === undefined) return rises ? 'rising' : 'falling';
  return rises === lowerIsBetter ? 'worse' : 'better';
}

// The server judges; here it is only held against what is better.
export function trendVerdict(metric: MetricResult): Verdict {
  switch (metric.trend?.judgement) {
    case TrendJudgement.RISING:
      return verdictOf(true, metric.lowerIsBetter);
    case TrendJudgement.FALLING:
      return verdictOf(false, metric.lowerIsBetter);
    case TrendJudgement.WITHIN_NOISE:
      return 'noise';
    case TrendJudgement.TOO_SHORT:
      return 'short';
    default:
      return 'none';
  }
}

export function comparisonVerdict(comparison: MetricComparison | undefined, lowerIsBetter: boolean | undefined): Verdict {
  const difference = comparison?.difference?.value;
  if (difference === undefined || difference === 0 || comparison?.beyondNoise === undefined) return 'none';
  return comparison.beyondNoise ? verdictOf(difference > 0, lowerIsBetter) : 'noise';
}

export function isWorstTier(tier: MetricTier | undefined): boolean {
  return tier !== undefined && tier.count > 1 && tier.rank >= tier.count - 1;
}

// What a leader should look at first: the worst tier of its set, or worse beyond noise.
export function needsAttention(metric: MetricResult): boolean {
  return (
    isWorstTier(metric.tier) ||
    trendVerdict(metric) === 'worse' ||
    comparisonVerdict(metric.comparison, metric.lowerIsBetter) === 'worse'
  );
}
