// A curve in the reader's language.
import type {Component} from '../gen/bellwether/v1/explanation_pb';
import type {Formats} from '../i18n/formats';
import {words} from '../parts/band';
import {readCurve} from './curve';
import type {texts} from './texts/read';

type ReadTexts = (typeof texts)['en'];

export function curveWords(component: Component, t: ReadTexts, formats: Formats): string {
  const number = (value: number) => formats.number(value, 3);
  const bound = (text: string): string => {
    if (text === 'else') return t.otherwise;
    const found = /^(<=|<|>=|>|is)\s*(.+)$/.exec(text);
    if (!found) return words(text);
    const [, sign = '', value = ''] = found;
    const signs: Record<string, string> = {'<=': t.atMost, '<': t.below, '>=': t.atLeast, '>': t.above, is: ''};
    return `${signs[sign] ?? ''} ${Number.isNaN(Number(value)) ? words(value) : number(Number(value))}`.trim();
  };
  const said = (): string => {
    if (component.components.length > 0) return t.group;
    const curve = readCurve(component.curve);
    switch (curve.kind) {
      case 'given':
        return curve.scale === 1 ? t.given : t.scaled(number(curve.scale));
      case 'linear':
        return t.linear(number(curve.from), number(curve.to));
      case 'points':
        return `${curve.points.map(({at, score}) => t.point(number(at), number(score))).join(', ')}; ${t.between}`;
      case 'steps':
        return curve.steps.map((step) => t.step(bound(step.bound), number(step.score))).join(', ');
      case 'map':
        return curve.words.map(({word, score}) => t.step(words(word), number(score))).join(', ');
      case 'tiers':
        return t.tiers;
      case 'baseline':
        return t.baseline(formats.percent(curve.grace));
      case 'formula':
        return t.formula;
      case 'group':
        return t.group;
      case 'other':
        return curve.text;
    }
  };
  return component.inverted ? `${said()} (${t.invert})` : said();
}
