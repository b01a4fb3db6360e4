// Words that accounts of a book have as their attributes, to choose from, and the dashboards of the pack. No
// call lists either: they come with a metric over all customers, without filters.
import {useAnswer, type Answer} from '../api/use_answer';
import type {Moment} from '../gen/bellwether/v1/account_pb';
import type {Dashboard, MetricDefinition} from '../gen/bellwether/v1/portfolio_pb';
import {attributes, type Attribute} from './address';
import {longest, portfolio} from './client';

export type AttributeWords = Partial<Record<Attribute, readonly string[]>>;

export interface Known {
  words: AttributeWords;
  dashboards: readonly Dashboard[];
}

// Measures over as many accounts as can be, the cheapest first.
const wide = ['revenue_movements', 'account_churn', 'retention', 'days_to_first_value', 'band_share'];

export function widestMetric(metrics: readonly MetricDefinition[]): MetricDefinition | undefined {
  return wide.flatMap((measure) => metrics.find((each) => each.measure === measure) ?? [])[0] ?? metrics[0];
}

export function useKnown(book: string, asOf: Moment, metrics: readonly MetricDefinition[], language: string): Answer<Known> {
  const metric = widestMetric(metrics)?.name ?? '';
  return useAnswer(
    async (signal) => {
      const found = await portfolio.getMetric(
        {
          book,
          metric,
          pageSize: 1,
          options: {
            asOf,
            language,
            trendPoints: 0,
            by: {attributes: [...attributes]},
            readMask: {paths: ['breakdowns.attribute', 'breakdowns.groups.key']},
          },
        },
        {signal, timeoutMs: longest},
      );
      const words: AttributeWords = Object.fromEntries(
        (found.metric?.breakdowns ?? []).map((breakdown) => [
          breakdown.attribute,
          breakdown.groups.map((group) => group.key).filter(Boolean).sort(),
        ]),
      );
      return {words, dashboards: found.dashboards};
    },
    [book, asOf, metric, language],
  );
}
