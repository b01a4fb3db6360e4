// A metric by the groups of an attribute, each with its interval beside the whole.
import {Link} from 'react-router';
import type {MetricBreakdown, MetricGroup, MetricResult} from '../gen/bellwether/v1/metrics_pb';
import {MetricUnit, Standing} from '../gen/bellwether/v1/metrics_pb';
import {useTexts} from '../i18n/language';
import {bandTone, words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {useTitle} from '../parts/title';
import {attributes, metricLink, type Attribute, type Shown} from './address';
import {IntervalChart, type Ranged} from './charts/interval_chart';
import {groupName} from './names';
import {isKnown, useQuantityWords} from './quantity';
import {useQuantityColumns} from './quantity_table';
import {Few, Tier} from './said';
import {texts} from './texts/metric';

const mostDrawn = 14;

export function Breakdown({metric, breakdown, shown}: {metric: MetricResult; breakdown: MetricBreakdown; shown: Shown}) {
  const t = useTexts(texts);
  const title = useTitle();
  const say = useQuantityWords();
  const name = (group: MetricGroup) => (group.key ? groupName(title, breakdown.attribute, group) : t.without);
  const drawn = breakdown.groups.flatMap<Ranged>((group) => {
    const value = group.summary?.value;
    if (value?.value === undefined) return [];
    return [{
      name: name(group),
      value: value.value,
      low: value.interval?.low ?? value.value,
      high: value.interval?.high ?? value.value,
      tone: group.tier ? bandTone(group.tier.name, group.tier) : 'none',
      few: value.standing === Standing.INSUFFICIENT_DATA,
      title: `${name(group)}: ${say.text(value)}, n ${value.n}`,
    }];
  });
  const all = metric.summary?.value;
  const unit = all?.unit ?? MetricUnit.UNSPECIFIED;
  // A sum lies far to the right of its parts.
  const reference = isKnown(all) && !(unit === MetricUnit.MONEY && !all?.interval) ? all?.value : undefined;
  const attribute = attributes.find((each) => each === breakdown.attribute);
  const columns: Column<MetricGroup>[] = [
    {
      key: 'group',
      title: t.group,
      cell: (group) =>
        attribute && group.key ? (
          <Link title={t.show} to={metricLink(metric.name, narrowed(shown, attribute, group.key))}>
            {name(group)}
          </Link>
        ) : (
          name(group)
        ),
      csv: (group) => group.key,
    },
    ...useQuantityColumns<MetricGroup>((group) => group.summary?.value),
    {
      key: 'tier',
      title: t.tier,
      cell: (group) => (group.tier ? <Tier tier={group.tier} /> : <Few quantity={group.summary?.value} />),
      csv: (group) => group.tier?.name ?? '',
    },
  ];
  return (
    <div className="stack">
      <h3>
        {t.by} {words(breakdown.attribute)}
      </h3>
      {breakdown.groups.length === 0 ? (
        <p className="quiet-text">{breakdown.why || t.noGroups}</p>
      ) : (
        <>
          {drawn.length > 1 ? (
            <IntervalChart
              rows={drawn.slice(0, mostDrawn)}
              reference={reference}
              tick={(value) => say.tick(value, unit)}
              label={t.byChart(title('metric', metric.name), words(breakdown.attribute))}
            />
          ) : null}
          <DataTable
            caption={`${t.by} ${words(breakdown.attribute)}`}
            captionHidden
            columns={columns}
            rows={breakdown.groups}
            rowKey={(group) => group.key}
            file={`${metric.name}-by-${breakdown.attribute}`}
          />
        </>
      )}
    </div>
  );
}

function narrowed(shown: Shown, attribute: Attribute, word: string): Shown {
  return {...shown, where: {...shown.where, [attribute]: word}};
}
