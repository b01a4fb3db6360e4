// What the dimensions are made of, the gates and the requirements, each with how it stands and, where
// that can be filled in, what it reads.
import {WhatIfControl} from '../account/what_if_control';
import type {Value} from '../account/what_if';
import {
  CriterionState, GateState, RequirementState, type Criterion, type GraduationResult,
} from '../gen/bellwether/v1/outcomes_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {words, type Tone} from '../parts/band';
import {Field} from '../parts/fields';
import {Standing} from '../parts/standing';
import {useTitle} from '../parts/title';
import {readBy, type Evidence} from './evidence';
import {texts} from './texts/scorecard';
import type {Trial} from './trial';

export interface Item {
  key: string;
  text: string;
  // Below it, smaller.
  details: string[];
  tone: Tone;
  state: string;
  names: string[];
}

type ScorecardTexts = (typeof texts)['en'];

export function criterionState(state: CriterionState, t: ScorecardTexts): {tone: Tone; state: string} {
  switch (state) {
    case CriterionState.MET:
      return {tone: 'good', state: t.MET};
    case CriterionState.UNMET:
      return {tone: 'bad', state: t.UNMET};
    case CriterionState.NOT_APPLICABLE:
      return {tone: 'none', state: t.notApplicable};
    default:
      return {tone: 'middle', state: t.UNKNOWN};
  }
}

export function gateState(state: GateState, t: ScorecardTexts): {tone: Tone; state: string} {
  switch (state) {
    case GateState.CLEAR:
      return {tone: 'good', state: t.CLEAR};
    case GateState.BLOCKED:
      return {tone: 'bad', state: t.BLOCKED};
    case GateState.NOT_APPLICABLE:
      return {tone: 'none', state: t.notApplicable};
    default:
      return {tone: 'middle', state: t.NEEDS_EVIDENCE};
  }
}

export function requirementState(state: RequirementState, t: ScorecardTexts): {tone: Tone; state: string} {
  switch (state) {
    case RequirementState.MET:
      return {tone: 'good', state: t.MET};
    case RequirementState.UNMET:
      return {tone: 'bad', state: t.UNMET};
    case RequirementState.NOT_APPLICABLE:
      return {tone: 'none', state: t.notApplicable};
    default:
      return {tone: 'middle', state: t.NEEDS_EVIDENCE};
  }
}

export function criterionName(criterion: Criterion): string {
  return criterion.component?.description || words(criterion.component?.name ?? '');
}

export function EvidenceParts({graduation, evidence, trial, onEvidence, onWritten}: {
  graduation: GraduationResult;
  evidence: ReadonlyMap<string, Evidence>;
  trial: Trial;
  onEvidence: (name: string, value: Value | undefined) => void;
  onWritten: (name: string, text: string) => void;
}) {
  const t = useTexts(texts);
  const title = useTitle();
  const formats = useFormats();
  // A fact that several read is filled in once, where it is read first.
  const shown = new Set<string>();
  const first = (names: readonly string[]) =>
    names.filter((name) => {
      if (shown.has(name) || !evidence.has(name)) return false;
      shown.add(name);
      return true;
    });
  const item = (key: string, text: string, standing: {tone: Tone; state: string}, names: string[], details: string[]): Item => ({
    key, text, ...standing, names: first(names), details: details.filter(Boolean),
  });
  const parts: {title: string; hint: string; items: Item[]}[] = [
    ...graduation.dimensions.map((dimension) => ({
      title: title('dimension', dimension.name),
      hint: [
        t.criteria(
          formats.number(dimension.criteria.filter((each) => each.state === CriterionState.MET).length),
          formats.number(dimension.criteria.filter((each) => each.state !== CriterionState.NOT_APPLICABLE).length),
        ),
        dimension.watch.length > 0 ? `${t.watch}: ${dimension.watch.join(', ')}` : '',
      ].filter(Boolean).join(' · '),
      items: dimension.criteria.map((criterion) =>
        item(
          criterion.component?.name ?? '',
          criterionName(criterion),
          criterionState(criterion.state, t),
          criterion.component ? [criterion.component.input] : [],
          [
            criterion.evidence.length > 0 ? `${t.show}: ${criterion.evidence.join(', ')}` : '',
            criterion.pointsShort ? t.short(`${formats.number(criterion.pointsShort)} ${t.points}`) : '',
          ],
        ),
      ),
    })),
    {
      title: t.gates,
      hint: t.gatesHint,
      items: graduation.gates.map((gate) =>
        item(gate.rule?.name ?? '', gate.rule?.reason || words(gate.rule?.name ?? ''), gateState(gate.state, t), readBy(gate.rule), [title('dimension', gate.dimension)]),
      ),
    },
    {
      title: t.requirements,
      hint: '',
      items: graduation.requirements.map((each) =>
        item(each.rule?.name ?? '', each.rule?.reason || words(each.rule?.name ?? ''), requirementState(each.state, t), readBy(each.rule), []),
      ),
    },
  ];
  return (
    <div className="evidence">
      {parts
        .filter((part) => part.items.length > 0)
        .map((part, index) => (
          <section key={index} aria-label={part.title}>
            <h4>{part.title}</h4>
            {part.hint ? <p className="hint">{part.hint}</p> : null}
            <ul className="plain items">
              {part.items.map((each) => (
                <li key={each.key}>
                  <div className="item-head">
                    <Standing tone={each.tone}>{each.state}</Standing>
                    <span>
                      {each.text}
                      {each.details.length > 0 ? <span className="quiet-text small"> {each.details.join(' · ')}</span> : null}
                    </span>
                  </div>
                  {each.names.map((name) => (
                    <Fill key={name} evidence={evidence.get(name)} trial={trial} onEvidence={onEvidence} onWritten={onWritten} />
                  ))}
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}

export function Fill({evidence, trial, onEvidence, onWritten}: {
  evidence: Evidence | undefined;
  trial: Trial;
  onEvidence: (name: string, value: Value | undefined) => void;
  onWritten: (name: string, text: string) => void;
}) {
  const t = useTexts(texts);
  if (!evidence) return null;
  const {signal} = evidence;
  if (evidence.kind === 'written') {
    return (
      <div className={`control ${trial.written.has(signal) ? 'changed' : ''}`}>
        <Field
          label={words(signal)}
          hint={t.written}
          value={trial.written.get(signal) ?? ''}
          longest={200}
          onChange={(text) => onWritten(signal, text)}
        />
      </div>
    );
  }
  return <WhatIfControl control={evidence} value={trial.evidence.get(signal)} onChange={onEvidence} />;
}
