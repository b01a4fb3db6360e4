// The completion review of an account on one page, from what was accomplished to the celebration, and the
// documents that it leaves.
import {create} from '@bufbuild/protobuf';
import {timestampDate} from '@bufbuild/protobuf/wkt';
import {useMemo, useState, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {Link, useSearchParams} from 'react-router';
import type {Asked} from '../account/asked';
import {daysBefore, dateMoment, readDay, writeDay} from '../account/moments';
import {accounts, decisions as decisionsClient} from '../api/clients';
import {useAnswer} from '../api/use_answer';
import {usePageTitle} from '../frame/page_title';
import {accountPath} from '../frame/segment';
import {useSession} from '../frame/session';
import {useSegment} from '../frame/use_segment';
import type {Account, Date as CivilDate} from '../gen/bellwether/v1/account_pb';
import type {AccountDecision} from '../gen/bellwether/v1/decisions_pb';
import {EvaluationOptionsSchema, ExplanationLevel, type Evaluation} from '../gen/bellwether/v1/evaluation_pb';
import {OutcomeState, ReviewState} from '../gen/bellwether/v1/outcomes_pb';
import {civilDate, useFormats} from '../i18n/formats';
import {useLanguage, useTexts} from '../i18n/language';
import {DayField} from '../parts/day_field';
import {FactList} from '../parts/fact_list';
import {saveFile} from '../parts/save_file';
import {Answered, Empty} from '../parts/states';
import {useTitle} from '../parts/title';
import {decisionText} from './decisions_table';
import {toHtml, toMarkdown} from './document';
import {handoffOf, progressText} from './handoff';
import {useNotes} from './notes';
import {RecordDialog} from './record_dialog';
import {reviewOf, type Review} from './review';
import {
  Accomplished, Carried, Celebrated, Concerned, GoingOn, Validated, Valued, type PartProps,
} from './review_parts';
import {Verdict} from './scorecard_section';
import {texts as extensionTexts} from './texts/extension';
import {texts} from './texts/review';

export function ReviewScreen() {
  const t = useTexts(texts);
  const accountId = useSegment(2);
  const {language} = useLanguage();
  const [address, setAddress] = useSearchParams();
  usePageTitle(t.title(accountId));
  const on = address.get('on') ?? '';
  const asked = useMemo<Asked>(() => {
    const day = readDay(on);
    return {accountId, asOf: day ? dateMoment(day) : undefined, day: day ?? new Date(), language};
  }, [accountId, on, language]);
  const answer = useAnswer(
    async (signal) => {
      const asOf = asked.asOf ? {asOf: asked.asOf} : {};
      const [evaluated, known, decided] = await Promise.all([
        accounts.evaluateAccount(
          {accountId, options: create(EvaluationOptionsSchema, {...asOf, explanation: ExplanationLevel.FULL, language})},
          {signal},
        ),
        accounts.getAccount({accountId, ...asOf}, {signal}),
        decisionsClient.listDecisions({accountId, pageSize: 1000, ...asOf}, {signal}),
      ]);
      return {evaluation: evaluated.evaluation, account: known.account, decisions: decided.decisions, etag: decided.etag};
    },
    [asked],
  );
  return (
    <div className="page review">
      <nav className="crumbs row no-print" aria-label={t.accounts}>
        <Link to="/accounts">{t.accounts}</Link>
        <span aria-hidden="true">/</span>
        <Link to={accountPath(accountId, on)}>{accountId}</Link>
      </nav>
      <div className="page-head">
        <h1>{t.title(accountId)}</h1>
        <div className="no-print">
          <DayField label={t.on} value={asked.asOf ? on : ''} onChange={(day) => setAddress(day ? {on: day} : {})} />
        </div>
      </div>
      <Answered answer={answer} lines={8}>
        {({evaluation, account, decisions, etag}) =>
          evaluation && account ? (
            <Reviewed
              key={accountId}
              asked={asked}
              evaluation={evaluation}
              account={account}
              decisions={decisions}
              etag={etag}
              again={answer.again}
            />
          ) : null
        }
      </Answered>
    </div>
  );
}

function Reviewed({asked, evaluation, account, decisions, etag, again}: {
  asked: Asked;
  evaluation: Evaluation;
  account: Account;
  decisions: readonly AccountDecision[];
  etag: string;
  again: () => void;
}) {
  const t = useTexts(texts);
  const title = useTitle();
  const e = useTexts(extensionTexts);
  const formats = useFormats();
  const {may} = useSession();
  const {notes, write} = useNotes(account.id);
  const [signing, setSigning] = useState(false);
  const review = useMemo(() => reviewOf(account, evaluation, asked.day), [account, evaluation, asked.day]);
  const {graduation} = evaluation;
  if (graduation?.state === OutcomeState.ALREADY_GRADUATED && review.graduatedAt) {
    const before = writeDay(daysBefore(review.graduatedAt, 1));
    return (
      <Empty title={t.graduated(formats.day(review.graduatedAt))}>
        <Link className="button" to={`?on=${before}`}>
          {t.toBefore}
        </Link>
      </Empty>
    );
  }
  if (graduation?.state !== OutcomeState.ANSWERED && graduation?.state !== OutcomeState.INSUFFICIENT_DATA) {
    return <Empty title={t.nothing} />;
  }
  const part: PartProps = {
    account, evaluation, review, asked, notes,
    onNote: write,
  };
  const save = (ending: 'md' | 'html') => {
    const handoff = handoffOf(
      {
        account, evaluation, review, decisions, notes, title, day: asked.day,
        decisionText: (decision) => decisionText(decision, e, formats.number),
      },
      t, formats, asked.language,
    );
    const name = `handoff-${account.id}.${ending}`;
    if (ending === 'md') saveFile(name, 'text/markdown;charset=utf-8', toMarkdown(handoff));
    else saveFile(name, 'text/html;charset=utf-8', toHtml(handoff));
  };
  const signed = [...decisions].reverse().find((each) => each.about.case === 'graduation');
  return (
    <div className="page">
      <p className="hint no-print">{t.lead}</p>
      <Head account={account} evaluation={evaluation} review={review}>
        <Verdict of={graduation} />
      </Head>
      <div className="row no-print">
        <Button className="button" onPress={() => globalThis.print()}>
          {t.print}
        </Button>
        <Button className="button" onPress={() => save('md')}>
          {t.markdown}
        </Button>
        <Button className="button" onPress={() => save('html')}>
          {t.html}
        </Button>
        {may('admin') ? (
          <Button className="button primary" onPress={() => setSigning(true)}>
            {t.signOff}
          </Button>
        ) : null}
      </div>
      {signed ? (
        <p>
          <b>{t.signedOff(signed.author, formats.time(signed.decidedAt))}.</b> {signed.reason}
        </p>
      ) : null}
      <Accomplished {...part} />
      <Validated {...part} />
      <Valued {...part} />
      <Concerned {...part} />
      <GoingOn {...part} />
      <Carried {...part} />
      <Celebrated {...part} signed={signed !== undefined} />
      {signing ? (
        <RecordDialog
          accountId={account.id}
          proposal={{kind: 'GRADUATION', against: !review.graduates}}
          etag={etag}
          past={asked.asOf !== undefined}
          onClose={(done) => {
            setSigning(false);
            if (done) again();
          }}
        />
      ) : null}
    </div>
  );
}

function Head({account, evaluation, review, children}: {
  account: Account;
  evaluation: Evaluation;
  review: Review;
  children: ReactNode;
}) {
  const t = useTexts(texts);
  const title = useTitle();
  const formats = useFormats();
  const {programme, forecast, extension} = evaluation;
  const day = (date: CivilDate | undefined) => (date ? formats.day(civilDate(date)) : '');
  const earliest = day(forecast?.earliest);
  const latest = day(forecast?.latest);
  const due = programme ? ReviewState[programme.review] : '';
  const facts: [string, string][] = [
    [t.segment, title('segment', account.segment)],
    [t.csm, account.csm],
    [t.target, day(extension?.currentTarget)],
    [t.forecast, earliest && latest && earliest !== latest ? `${earliest} – ${latest}` : earliest],
    [t.week, programme?.week !== undefined ? formats.number(programme.week) : ''],
    [t.review, due && due !== 'UNSPECIFIED' ? t[due as 'DUE'] : ''],
    [t.asOf, evaluation.asOf ? formats.day(timestampDate(evaluation.asOf)) : ''],
  ];
  const {done, all} = review.progress;
  return (
    <div className="card review-head">
      <div className="row">{children}</div>
      {all > 0 ? (
        <div className="part-done">
          <label htmlFor="progress">{t.progress}</label>
          <progress id="progress" value={done} max={all} />
          <span>{progressText(review, t, formats)}</span>
        </div>
      ) : null}
      <FactList facts={facts} />
    </div>
  );
}
