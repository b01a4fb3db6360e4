// The rest of the rules: graduation, more time, benchmarks.
import type {BenchmarkResult} from '../gen/bellwether/v1/evaluation_pb';
import type {Impact} from '../gen/bellwether/v1/impact_pb';
import type {Criterion, Dimension, ExtensionResult, Gate, GraduationResult, Reason, Requirement} from '../gen/bellwether/v1/outcomes_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {Section} from '../parts/section';
import {Counts, countsText, touched} from './counts_cell';
import {curveWords} from './curve_words';
import {Place, placeText} from './place';
import {outcomeOf} from './preview';
import {ruleColumns} from './rule_columns';
import {texts} from './texts/read';

interface CriterionRow {
  dimension: Dimension;
  criterion: Criterion;
}

export function GraduationRead({graduation, impact}: {graduation: GraduationResult | undefined; impact: Impact | undefined}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const decision = outcomeOf(impact, 'graduation.decision');
  const rows = (graduation?.dimensions ?? []).flatMap((dimension) =>
    dimension.criteria.map((criterion): CriterionRow => ({dimension, criterion})),
  );
  const gates = graduation?.gates ?? [];
  const requirements = graduation?.requirements ?? [];
  if (rows.length === 0 && gates.length === 0 && requirements.length === 0) return null;
  const {ready, close} = graduation ?? {};
  const each = graduation?.dimensions.find(({required}) => required)?.required;
  const needs = [
    ready && close ? t.totals(formats.number(ready.at), formats.number(close.at)) : '',
    each ? t.eachDimension(formats.number(each.at)) : '',
  ].join(' ');
  return (
    <Section title={t.graduationTitle} hint={needs} id="graduation">
      {decision ? <Counts outcome={decision} /> : null}
      {rows.length > 0 ? <Criteria rows={rows} dimensions={graduation?.dimensions ?? []} impact={impact} /> : null}
      {gates.length > 0 ? (
        <DataTable
          caption={t.gates}
          columns={ruleColumns<Gate>((gate) => gate.rule, t, touched(impact, (gate) => `gate.${gate.rule?.name ?? ''}`, t))}
          rows={gates}
          rowKey={(gate) => gate.rule?.name ?? ''}
          file="gates"
        />
      ) : null}
      {requirements.length > 0 ? (
        <DataTable
          caption={t.requirements}
          columns={ruleColumns<Requirement>((one) => one.rule, t, touched(impact, (one) => `requirement.${one.rule?.name ?? ''}`, t))}
          rows={requirements}
          rowKey={(one) => one.rule?.name ?? ''}
          file="requirements"
        />
      ) : null}
    </Section>
  );
}

function Criteria({rows, dimensions, impact}: {
  rows: readonly CriterionRow[];
  dimensions: readonly Dimension[];
  impact: Impact | undefined;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const name = (row: CriterionRow) => row.criterion.component?.name ?? '';
  const sum = (weights: number[]) => weights.reduce((all, one) => all + one, 0) || 1;
  const all = sum(dimensions.map((one) => one.weight));
  // Of the total, when everything is known.
  const upTo = ({dimension, criterion}: CriterionRow) =>
    (10 * (dimension.weight / all) * (criterion.component?.weight ?? 0)) / sum(dimension.criteria.map((one) => one.component?.weight ?? 0));
  const gives = ({criterion}: CriterionRow) => (criterion.component ? curveWords(criterion.component, t, formats) : '');
  const columns: Column<CriterionRow>[] = [
    {
      key: 'criterion',
      title: t.criterion,
      cell: (row) => (
        <>
          {row.criterion.component?.description || words(name(row))}
          <span className="quiet-text small block">
            {words(row.dimension.name)} · {formats.percent(row.dimension.weight / all)}
          </span>
        </>
      ),
      csv: (row) => `${row.dimension.name}.${name(row)}`,
    },
    {
      key: 'upTo',
      title: t.upTo,
      cell: (row) => <span className="nowrap">{t.ofTen(formats.number(upTo(row), 2))}</span>,
      csv: (row) => Math.round(upTo(row) * 1000) / 1000,
      number: true,
    },
    ...touched<CriterionRow>(impact, (row) => `criterion.${row.dimension.name}.${name(row)}`, t),
    {
      key: 'weight',
      title: t.weight,
      cell: ({criterion}) => formats.number(criterion.component?.weight ?? 0, 3),
      csv: ({criterion}) => criterion.component?.weight ?? 0,
      number: true,
    },
    {key: 'gives', title: t.gives, cell: gives, csv: gives},
    {
      key: 'metAt',
      title: t.metAt,
      cell: ({criterion}) => <span className="nowrap">{t.metFrom(formats.number(criterion.metAt))}</span>,
      csv: ({criterion}) => criterion.metAt,
      number: true,
    },
    {
      key: 'reads',
      title: t.reads,
      cell: ({criterion}) => words(criterion.component?.input ?? ''),
      csv: ({criterion}) => criterion.component?.input ?? '',
    },
    {
      key: 'source',
      title: t.source,
      cell: ({criterion}) => criterion.component?.source ?? '',
      csv: ({criterion}) => criterion.component?.source ?? '',
    },
    {
      key: 'place',
      title: t.place,
      cell: ({criterion}) => <Place location={criterion.component?.location} />,
      csv: ({criterion}) => placeText(criterion.component?.location),
    },
  ];
  return (
    <DataTable
      caption={t.dimension}
      captionHidden
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.dimension.name}.${name(row)}`}
      file="graduation"
    />
  );
}

export function ExtensionRead({extension, impact}: {extension: ExtensionResult | undefined; impact: Impact | undefined}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const decision = outcomeOf(impact, 'extension.decision');
  const groups: [string, readonly Reason[], string][] = [
    [t.escalate, extension?.escalate ?? [], 'escalate'],
    [t.extend, extension?.extend ?? [], 'extend'],
    [t.causes, extension?.rootCauses ?? [], 'root_cause'],
  ];
  if (groups.every(([, reasons]) => reasons.length === 0)) return null;
  const days: Column<Reason> = {
    key: 'days',
    title: t.days,
    cell: (reason) => (reason.days === undefined ? '' : formats.number(reason.days)),
    csv: (reason) => reason.days ?? '',
    number: true,
  };
  return (
    <Section title={t.extensionTitle} id="extension">
      {decision ? <Counts outcome={decision} /> : null}
      {groups
        .filter(([, reasons]) => reasons.length > 0)
        .map(([title, reasons, file]) => (
          <DataTable
            key={file}
            caption={title}
            columns={[
              ...ruleColumns<Reason>((reason) => reason.rule, t, touched(impact, (reason) => `${file}.${reason.rule?.name ?? ''}`, t)),
              ...(reasons.some((reason) => reason.days !== undefined) ? [days] : []),
            ]}
            rows={reasons}
            rowKey={(reason) => reason.rule?.name ?? ''}
            file={file}
          />
        ))}
    </Section>
  );
}

export function BenchmarksRead({benchmarks, impact}: {benchmarks: readonly BenchmarkResult[]; impact: Impact | undefined}) {
  const t = useTexts(texts);
  if (benchmarks.length === 0) return null;
  const outcome = (each: BenchmarkResult) => outcomeOf(impact, `benchmark.${each.name}.tier`);
  const tiers: Column<BenchmarkResult> = {
    key: 'tiers',
    title: t.tier,
    cell: (each) => <Counts outcome={outcome(each)} />,
    csv: (each) => countsText(outcome(each)),
  };
  const columns: Column<BenchmarkResult>[] = [
    {key: 'name', title: t.benchmark, cell: (each) => words(each.name), csv: (each) => each.name},
    ...(impact ? [tiers] : []),
    {key: 'source', title: t.source, cell: (each) => each.source, csv: (each) => each.source},
    {key: 'place', title: t.place, cell: (each) => <Place location={each.location} />, csv: (each) => placeText(each.location)},
  ];
  return (
    <Section title={t.benchmarksTitle} id="benchmarks">
      <DataTable
        caption={t.benchmarksTitle}
        captionHidden
        columns={columns}
        rows={benchmarks}
        rowKey={(each) => each.name}
        file="benchmarks"
      />
    </Section>
  );
}
