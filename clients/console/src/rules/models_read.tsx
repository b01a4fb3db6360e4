// Each health model: what it is made of, what each part reads and gives, and where that is written.
import {AdjustmentKind, type Adjustment, type HealthResult} from '../gen/bellwether/v1/evaluation_pb';
import type {DeclaredModel} from '../gen/bellwether/v1/declarations_pb';
import type {Impact} from '../gen/bellwether/v1/impact_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Band, words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {Section} from '../parts/section';
import {Counts, touched} from './counts_cell';
import {curveWords} from './curve_words';
import {Place, placeText} from './place';
import {outcomeOf} from './preview';
import {parts, type Part} from './reading';
import {texts} from './texts/read';

export function ModelsRead({models, declared, impact}: {
  models: readonly HealthResult[];
  declared: readonly DeclaredModel[];
  impact: Impact | undefined;
}) {
  const t = useTexts(texts);
  if (models.length === 0) return null;
  return (
    <Section title={t.modelsTitle} hint={t.modelsHint} id="health">
      {models.map((model) => (
        <Model key={model.model} model={model} declared={declared.find((each) => each.name === model.model)} impact={impact} />
      ))}
    </Section>
  );
}

function Model({model, declared, impact}: {model: HealthResult; declared: DeclaredModel | undefined; impact: Impact | undefined}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const limits = model.adjustments.filter((each) => each.kind === AdjustmentKind.CAP || each.kind === AdjustmentKind.FLOOR);
  const name = t.model(words(model.model));
  const bands = outcomeOf(impact, `health.${model.model}.band`);
  return (
    <div className="model" id={`health-${model.model}`}>
      <h3>
        {name} <Place location={model.location} />
      </h3>
      {model.description ? <p>{model.description}</p> : null}
      {declared && declared.bands.length > 0 ? (
        <p className="row tight">
          {declared.bands.map(({name: band, from}) => (
            <Band key={band} band={band} score={`≥ ${formats.number(from)}`} />
          ))}
          {declared.interveneBelow === undefined ? '' : t.intervene(formats.number(declared.interveneBelow))}
        </p>
      ) : null}
      {bands ? (
        <p className="row tight">
          {t.bands}: <Counts outcome={bands} />
        </p>
      ) : null}
      {model.components.length > 0 ? <Parts model={model} caption={name} impact={impact} /> : <p className="quiet-text">{t.notTold}</p>}
      {limits.length > 0 ? <Limits limits={limits} model={model.model} impact={impact} /> : null}
    </div>
  );
}

function Parts({model, caption, impact}: {model: HealthResult; caption: string; impact: Impact | undefined}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const columns: Column<Part>[] = [
    {
      key: 'part',
      title: t.part,
      cell: ({component, depth}) => (
        <span className={`depth-${Math.min(depth, 4)}`}>
          {words(component.name)}
          {component.description ? <span className="quiet-text small block">{component.description}</span> : null}
        </span>
      ),
      csv: (part) => part.path,
    },
    {
      key: 'upTo',
      title: t.upTo,
      cell: (part) => <span className="nowrap">{t.points(formats.number(part.upTo))}</span>,
      csv: (part) => Math.round(part.upTo * 100) / 100,
      number: true,
    },
    ...touched<Part>(impact, (part) => `component.${model.model}.${part.path}`, t),
    {key: 'weight', title: t.weight, cell: ({component}) => formats.number(component.weight, 3), csv: ({component}) => component.weight, number: true},
    {
      key: 'gives',
      title: t.gives,
      cell: ({component}) => curveWords(component, t, formats),
      csv: ({component}) => curveWords(component, t, formats),
    },
    {key: 'reads', title: t.reads, cell: ({component}) => words(component.input), csv: ({component}) => component.input},
    {key: 'source', title: t.source, cell: ({component}) => component.source, csv: ({component}) => component.source},
    {
      key: 'place',
      title: t.place,
      cell: ({component}) => <Place location={component.location} />,
      csv: ({component}) => placeText(component.location),
    },
  ];
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={columns}
      rows={parts(model.components)}
      rowKey={(part) => part.path}
      file={`health-${model.model}`}
    />
  );
}

function Limits({limits, model, impact}: {limits: readonly Adjustment[]; model: string; impact: Impact | undefined}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const limit = (each: Adjustment) =>
    each.kind === AdjustmentKind.CAP ? t.cap(formats.number(each.value)) : t.floor(formats.number(each.value));
  const columns: Column<Adjustment>[] = [
    {key: 'limit', title: t.limit, cell: limit, csv: limit},
    ...touched<Adjustment>(
      impact, (each) => `${each.kind === AdjustmentKind.CAP ? 'cap' : 'floor'}.${model}`, t, (each) => each.location,
    ),
    {key: 'when', title: t.when, cell: (each) => each.reason, csv: (each) => each.reason},
    {key: 'place', title: t.place, cell: (each) => <Place location={each.location} />, csv: (each) => placeText(each.location)},
  ];
  return (
    <DataTable
      caption={t.limits}
      columns={columns}
      rows={limits}
      rowKey={(each) => `${placeText(each.location)} ${String(each.kind)} ${String(each.value)}`}
      file={`limits-${model}`}
    />
  );
}
