// Small parts that say something of a metric: a verdict, a tier, numbers behind a chart.
import {useState, type ReactNode} from 'react';
import {Standing, type MetricResult, type MetricTier, type Quantity} from '../gen/bellwether/v1/metrics_pb';
import {useTexts} from '../i18n/language';
import {Band} from '../parts/band';
import type {Verdict} from './judgement';
import {texts} from './texts/metric';

// An arrow up or down says the direction of better and worse alike; a wave is noise.
const marks: Record<Exclude<Verdict, 'none'>, string> = {
  better: 'M1 6.500 4.500 10 11 2.500',
  worse: 'M6 1.500v6M6 10v1',
  rising: 'M2 10 10 2M4.500 2H10v5.500',
  falling: 'M2 2l8 8M4.500 10H10V4.500',
  noise: 'M1 6c2-4 3-4 5 0s3 4 5 0',
  short: 'M2 6h.5M5.800 6h.5M9.600 6h.5',
};

export function VerdictMark({verdict, text}: {verdict: Verdict; text: string}) {
  if (verdict === 'none') return null;
  return (
    <span className={`verdict ${verdict}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={marks[verdict]} />
      </svg>
      {text}
    </span>
  );
}

export function useTrendText(): (verdict: Verdict) => string {
  const t = useTexts(texts);
  const said: Record<Verdict, string> = {
    better: t.trendBetter, worse: t.trendWorse, rising: t.trendRising, falling: t.trendFalling, noise: t.trendNoise, short: t.trendShort, none: '',
  };
  return (verdict) => said[verdict];
}

export function Tier({tier}: {tier: MetricTier}) {
  return <Band band={tier.name} place={{rank: tier.rank, count: tier.count}} kind="tier" />;
}

// The tier of a metric, or that it has too few cases for one.
export function TierOf({metric}: {metric: MetricResult}) {
  if (metric.tier) return <Tier tier={metric.tier} />;
  return <Few quantity={metric.summary?.value} />;
}

export function Few({quantity}: {quantity: Quantity | undefined}) {
  const t = useTexts(texts);
  return quantity?.standing === Standing.INSUFFICIENT_DATA ? <span className="tag">{t.few}</span> : null;
}

// The table behind a chart, made when it is opened.
export function Numbers({children}: {children: ReactNode}) {
  const t = useTexts(texts);
  const [open, setOpen] = useState(false);
  return (
    <details className="numbers" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.numbers}</summary>
      {open ? children : null}
    </details>
  );
}
