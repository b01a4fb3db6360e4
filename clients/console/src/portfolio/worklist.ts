// Of which metrics a worklist is made: those whose accounts behind are such a list, one for each part.
import type {MetricDefinition} from '../gen/bellwether/v1/portfolio_pb';

export type WorklistPart = 'health' | 'concern' | 'milestones' | 'renewals' | 'expansion' | 'engagement' | 'tickets';

const parts: readonly [WorklistPart, (metric: MetricDefinition) => boolean][] = [
  // That of the bad band names the bad accounts first.
  ['health', (metric) => metric.measure === 'band_share' && metric.lowerIsBetter === true],
  ['health', (metric) => metric.measure === 'band_share'],
  ['concern', (metric) => metric.measure === 'accounts_of_concern'],
  ['milestones', (metric) => metric.measure === 'milestone_punctuality'],
  ['renewals', (metric) => metric.measure === 'renewals_ahead'],
  ['expansion', (metric) => metric.measure === 'open_pipeline'],
  ['engagement', (metric) => metric.measure === 'weighted_shares'],
  ['tickets', (metric) => metric.measure === 'share_of_records' && metric.reads.includes('ticket')],
];

export function worklistParts(metrics: readonly MetricDefinition[]): {part: WorklistPart; metric: MetricDefinition}[] {
  const found = new Map<WorklistPart, MetricDefinition>();
  for (const [part, fits] of parts) {
    const metric = metrics.find(fits);
    if (metric && !found.has(part)) found.set(part, metric);
  }
  return [...found].map(([part, metric]) => ({part, metric}));
}
