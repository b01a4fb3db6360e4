// Which rules answered when, by whom and why; what waits for approval; and the way back.
import {timestampDate} from '@bufbuild/protobuf/wkt';
import {useState} from 'react';
import {Button} from 'react-aria-components';
import {Link, useSearchParams} from 'react-router';
import {rules} from '../api/clients';
import {useAnswer} from '../api/use_answer';
import {usePageTitle} from '../frame/page_title';
import type {Activation} from '../gen/bellwether/v1/activations_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {DataTable, type Column} from '../parts/data_table';
import {Section} from '../parts/section';
import {Answered} from '../parts/states';
import {ApproveDialog, PutBackDialog} from './change_dialogs';
import {whatHappened} from './history_words';
import {packWords} from './pack_words';
import {useActivePacks} from './rules_screen';
import {TextChangeSection} from './text_change_section';
import {texts} from './texts/history';

// Of a page; one more page for each time that older ones are asked for.
const pageSize = 20;

type Open = {kind: 'approve'; activation: Activation} | {kind: 'back'} | {kind: 'put'; activation: Activation};

export function HistoryScreen() {
  const t = useTexts(texts);
  usePageTitle(t.title);
  const formats = useFormats();
  const {active, previous, pending, generation} = useActivePacks();
  const [pages, setPages] = useState(1);
  const [open, setOpen] = useState<Open>();
  const [told, setTold] = useState('');
  const answer = useAnswer(
    async (signal) => {
      const all: Activation[] = [];
      let token = '';
      for (let page = 0; page < pages; page++) {
        const {activations, nextPageToken} = await rules.listActivations({pageSize, pageToken: token}, {signal});
        all.push(...activations);
        token = nextPageToken;
        if (!token) break;
      }
      return {all, more: token !== ''};
    },
    [pages, generation, pending.length, active?.digest],
  );
  const [address] = useSearchParams();
  const looked = [...pending, ...(answer.value?.all ?? [])].find((each) => each.id === address.get('text'));
  const close = (done: string) => {
    setOpen(undefined);
    setTold(done);
    if (done) answer.again();
  };
  return (
    <>
      {pending.length > 0 ? (
        <Section title={t.approvedTitle} id="pending">
          <ul className="plain">
            {pending.map((each) => (
              <li key={each.id} className="row">
                <span>
                  <b>{packWords(each.to)}</b> · {each.requestedBy} · {each.reason} · {t.missing(formats.number(each.approvalsMissing))}
                </span>
                <TextLink activation={each} />
                <Button className="button" onPress={() => setOpen({kind: 'approve', activation: each})}>
                  {t.approve}
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {looked ? <TextChangeSection activation={looked} /> : null}
      <Section
        title={t.title}
        hint={t.hint}
        id="history"
        aside={
          previous ? (
            <Button className="button no-print" onPress={() => setOpen({kind: 'back'})}>
              {t.rollBack}
            </Button>
          ) : null
        }
      >
        <p role="status" className={told ? 'notice' : 'visually-hidden'}>
          {told}
        </p>
        <Answered answer={answer} lines={6}>
          {({all, more}) =>
            all.length === 0 ? (
              <p className="quiet-text">{t.none}</p>
            ) : (
              <Activations
                activations={all}
                active={active?.digest ?? ''}
                onPutBack={(activation) => setOpen({kind: 'put', activation})}
                older={more ? () => setPages(pages + 1) : undefined}
              />
            )
          }
        </Answered>
      </Section>
      {open?.kind === 'approve' ? <ApproveDialog activation={open.activation} onClose={close} /> : null}
      {open?.kind === 'back' && previous ? (
        <PutBackDialog to={previous} digest={undefined} expected={active?.digest ?? ''} title={t.rollBackTitle} onClose={close} />
      ) : null}
      {open?.kind === 'put' && open.activation.to ? (
        <PutBackDialog
          to={open.activation.to}
          digest={open.activation.to.digest}
          expected={active?.digest ?? ''}
          title={t.putBackTitle(packWords(open.activation.to))}
          onClose={close}
        />
      ) : null}
    </>
  );
}

// To what was changed in the files.
function TextLink({activation}: {activation: Activation}) {
  const t = useTexts(texts);
  if (!activation.from || activation.from.digest === activation.to?.digest) return null;
  return (
    <Link className="no-print" to={`?text=${activation.id}`} aria-label={t.textTitle(packWords(activation.to), packWords(activation.from))}>
      {t.text}
    </Link>
  );
}

function Activations({activations, active, onPutBack, older}: {
  activations: readonly Activation[];
  active: string;
  onPutBack: (activation: Activation) => void;
  older: (() => void) | undefined;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const what = (each: Activation) => whatHappened(each, t, ({expiresAt}) => formats.time(expiresAt));
  const approvals = (each: Activation) => each.approvals.map((one) => one.by).join(', ');
  const columns: Column<Activation>[] = [
    {
      key: 'what',
      title: t.what,
      cell: (each) => (
        <>
          {what(each)}
          {each.reason ? <div className="quiet-text small">{each.reason}</div> : null}
        </>
      ),
      csv: (each) => `${what(each)} (${each.reason})`,
    },
    {
      key: 'when',
      title: t.when,
      cell: (each) => <span className="nowrap">{formats.time(each.recordedAt)}</span>,
      csv: (each) => (each.recordedAt ? timestampDate(each.recordedAt).toISOString() : ''),
    },
    {key: 'who', title: t.who, cell: (each) => each.requestedBy, csv: (each) => each.requestedBy},
    {key: 'approvals', title: t.approvals, cell: approvals, csv: approvals},
    {
      key: 'tests',
      title: t.tests,
      cell: (each) => (each.testsHeld ? formats.number(each.testsHeld) : ''),
      csv: (each) => each.testsHeld,
      number: true,
    },
    {key: 'text', title: t.text, cell: (each) => <TextLink activation={each} />, csv: () => ''},
    {
      key: 'back',
      title: t.putBack,
      cell: (each) =>
        each.to && each.to.digest !== active ? (
          <Button className="button small no-print" aria-label={t.putBackTitle(packWords(each.to))} onPress={() => onPutBack(each)}>
            {t.putBack}
          </Button>
        ) : null,
      csv: () => '',
    },
  ];
  return (
    <DataTable
      caption={t.title}
      captionHidden
      columns={columns}
      rows={activations}
      rowKey={(each) => each.id}
      file="rules-history"
      foot={
        older ? (
          <Button className="button" onPress={older}>
            {t.older}
          </Button>
        ) : undefined
      }
    />
  );
}
