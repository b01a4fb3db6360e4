// Of which metrics a worklist is made: those whose accounts behind are such a list.
import type {MetricDefinition} from '../gen/bellwether/v1/portfolio_pb';

export type WorklistPart = 'health' | 'concern' | 'milestones' | 'renewals' | 'expansion' | 'engagement' | 'tickets';

const parts: readonly [WorklistPart, (metric: MetricDefinition) => boolean][] = [
  ['concern', (metric) => metric.measure === 'accounts_of_concern'],
  ['milestones', (metric) => metric.measure === 'milestone_punctuality'],
  ['renewals', (metric) => metric.measure === 'renewals_ahead'],
  ['expansion', (metric) => metric.measure === 'open_pipeline'],
  ['engagement', (metric) => metric.measure === 'weighted_shares'],
  ['tickets', (metric) => metric.measure === 'share_of_records' && metric.reads.includes('ticket')],
];

export function worklistParts(metrics: readonly MetricDefinition[]): {part: WorklistPart; metrics: MetricDefinition[]}[] {
  // Each share names the accounts in its own band; those of the bad bands come first.
  const shares = metrics.filter((metric) => metric.measure === 'band_share');
  const bands = [...shares.filter((metric) => metric.lowerIsBetter), ...shares.filter((metric) => !metric.lowerIsBetter)];
  const others = parts.flatMap(([part, fits]) => {
    const metric = metrics.find(fits);
    return metric ? [{part, metrics: [metric]}] : [];
  });
  return [...(bands.length > 0 ? [{part: 'health' as const, metrics: bands}] : []), ...others];
}
