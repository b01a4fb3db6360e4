// @vitest-environment jsdom
import {cleanup, render, screen} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {afterEach, expect, test, vi} from 'vitest';
import {LanguageProvider} from '../i18n/language';
import {ActDialog, type Acting, type ReasonWords} from './act_dialog';

// Which jsdom lacks, and dialogs ask for.
vi.stubGlobal('CSS', {escape: (text: string) => text});

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

function show(reason: ReasonWords, onAct = vi.fn((_: Acting) => Promise.resolve(true))) {
  const onClose = vi.fn();
  render(
    <LanguageProvider initial="en">
      <ActDialog title="It is over" confirm="Resolve" reason={reason} onAct={onAct} onClose={onClose}>
        {(tried) => <p>{tried ? 'tried' : 'new'}</p>}
      </ActDialog>
    </LanguageProvider>,
  );
  return {onAct, onClose, confirm: () => userEvent.click(screen.getByRole('button', {name: 'Resolve'}))};
}

test('all that is missing is said at once, and nothing is done', async () => {
  const {onAct, onClose, confirm} = show({label: 'Why', missing: 'Say why.'});
  screen.getByText('new');
  await confirm();
  screen.getByText('Say why.');
  screen.getByText('Say who you are.');
  screen.getByText('tried');
  expect(onAct).not.toHaveBeenCalled();
  expect(onClose).not.toHaveBeenCalled();
});

test('who and why go with it', async () => {
  const {onAct, onClose, confirm} = show({label: 'Why', missing: 'Say why.'});
  await userEvent.type(screen.getByLabelText(/^Why/), ' The sponsor is back ');
  await userEvent.type(screen.getByLabelText(/^Your name/), 'dana');
  await confirm();
  expect(onAct).toHaveBeenCalledWith({author: 'dana', reason: 'The sponsor is back'});
  expect(onClose).toHaveBeenCalledWith(true);
});

test('a note may stay empty', async () => {
  const {onAct, confirm} = show({label: 'Note'});
  await userEvent.type(screen.getByLabelText(/^Your name/), 'dana');
  await confirm();
  expect(onAct).toHaveBeenCalledWith({author: 'dana', reason: ''});
});

test('what is missing beside them keeps it open; a failure is shown in it', async () => {
  const more = show({label: 'Note'}, vi.fn(() => Promise.resolve(false)));
  await userEvent.type(screen.getByLabelText(/^Your name/), 'dana');
  await more.confirm();
  expect(more.onClose).not.toHaveBeenCalled();
  cleanup();
  const failing = show({label: 'Note'}, vi.fn(() => Promise.reject(new Error('the disk is full'))));
  await failing.confirm();
  screen.getByText('the disk is full');
  expect(failing.onClose).not.toHaveBeenCalled();
});
