// @vitest-environment jsdom
import {cleanup, render, screen} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {afterEach, expect, test, vi} from 'vitest';
import type {Failure, FailureKind} from '../api/failure';
import {LanguageProvider, languages} from '../i18n/language';
import {Answered} from './states';

afterEach(cleanup);

const failure = (kind: FailureKind): Failure => ({kind, message: 'as the server said', problems: [], facts: {}, reason: ''});

function show(of: {value?: string; failure?: Failure; loading?: boolean}, again = vi.fn(), language: 'en' | 'id' | 'ms' = 'en') {
  render(
    <LanguageProvider initial={language}>
      <Answered answer={{value: of.value, failure: of.failure, loading: of.loading ?? false, again}}>
        {(value) => <p>{value}</p>}
      </Answered>
    </LanguageProvider>,
  );
  return again;
}

test('loading is said to those who do not see it', () => {
  show({loading: true});
  expect(screen.getByRole('status').textContent).toContain('Loading');
});

test('what was answered stays while the next answer is under way', () => {
  show({value: 'before', loading: true});
  expect(screen.getByText('before').parentElement?.getAttribute('aria-busy')).toBe('true');
});

test('what can be tried again can be tried again, and nothing else', async () => {
  const again = show({failure: failure('unreachable')});
  await userEvent.click(screen.getByRole('button', {name: 'Try again'}));
  expect(again).toHaveBeenCalledOnce();
  cleanup();
  show({failure: failure('forbidden')});
  expect(screen.queryByRole('button')).toBeNull();
});

test('each failure has words in each language', () => {
  const kinds: FailureKind[] = [
    'signedOut', 'forbidden', 'notFound', 'notServed', 'refused', 'changed', 'busy', 'unreachable', 'broken',
  ];
  for (const language of languages) {
    const titles = kinds.map((kind) => {
      show({failure: failure(kind)}, vi.fn(), language);
      const title = screen.getByRole('alert').querySelector('.state-title')?.textContent ?? '';
      cleanup();
      return title;
    });
    expect(new Set(titles).size).toBe(kinds.length);
    expect(titles).not.toContain('');
  }
});
