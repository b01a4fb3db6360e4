import {expect, test} from 'vitest';
import {findTexts} from './texts';

const file = (texts: string) => `import {catalogue} from '../i18n/language';
const of = (n: number) => n;
export const texts = catalogue({
  en: {one: 'one', of: (n: string): string => \`\${n} of\`},
  id: ${texts},
  ms: {one: 'satu', of: (n: string) => n},
});
`;

test('texts of a language are where they stand, whatever letters come before them', () => {
  const source = `// “é” ✓ 🔔\n${file("{one: 'satu', of: (n: string) => `dari ${n}`}")}`;
  const found = findTexts('texts.ts', source);
  expect(source.slice(...(found?.of['id']?.all ?? [0, 0]))).toBe("{one: 'satu', of: (n: string) => `dari ${n}`}");
  expect(source.slice(...(found?.of['ms']?.each.get('of') ?? [0, 0]))).toBe('(n: string) => n');
  expect(source.slice(...(found?.call ?? [0, 0]))).toMatch(/^catalogue\(\{\n {2}en:[\s\S]*\}\)$/);
});

test('texts that name what is around them are refused', () => {
  expect(() => findTexts('texts.ts', file("{one: 'satu', of: (n: string) => `${of(1)} ${n}`}"))).toThrow(/texts\.ts: its texts name of/);
});
