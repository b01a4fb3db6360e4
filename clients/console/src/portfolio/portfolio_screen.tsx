// Many accounts: the dashboards of the pack over a book of records, and from each number to what it is made of.
import {timestampDate} from '@bufbuild/protobuf/wkt';
import {useEffect, useMemo, type ReactNode} from 'react';
import {Link, Navigate, useLocation, useSearchParams} from 'react-router';
import {useAnswer} from '../api/use_answer';
import {usePageTitle} from '../frame/page_title';
import {writeSegment} from '../frame/segment';
import {useSegment} from '../frame/use_segment';
import type {Moment} from '../gen/bellwether/v1/account_pb';
import {BookOrigin, type Book, type MetricDefinition} from '../gen/bellwether/v1/portfolio_pb';
import {useLanguage, useTexts} from '../i18n/language';
import {words} from '../parts/band';
import {own} from '../parts/own';
import {Answered, Empty} from '../parts/states';
import {useTitle} from '../parts/title';
import {linkTo, momentOf, numberKeys, readNumber, readShown, todayIn, writeShown, type Shown} from './address';
import {shortName, type Asked} from './asked';
import {BookLine} from './book_line';
import {portfolio} from './client';
import {DashboardView} from './dashboard_view';
import {cohortMeasure, CohortsView} from './evidence/cohorts_view';
import {DriversView} from './evidence/drivers_view';
import {Filters} from './filters';
import {MetricView} from './metric_view';
import {MetricsView} from './metrics_view';
import {NumberView} from './number_view';
import {texts} from './texts/portfolio';
import {useKnown, type AttributeWords, type Known} from './use_words';
import {WorklistView} from './worklist_view';
import '../styles/portfolio.css';

interface Ground {
  books: readonly Book[];
  metrics: readonly MetricDefinition[];
}

async function pages<Page extends {nextPageToken: string}>(turn: (pageToken: string) => Promise<Page>): Promise<Page[]> {
  const turned = [await turn('')];
  for (let token = turned[0]?.nextPageToken; token; token = turned.at(-1)?.nextPageToken) turned.push(await turn(token));
  return turned;
}

async function readGround(signal: AbortSignal, language: string): Promise<Ground> {
  const [books, metrics] = await Promise.all([
    pages((pageToken) => portfolio.listBooks({pageSize: 1000, pageToken}, {signal})),
    pages((pageToken) => portfolio.listMetrics({pageSize: 1000, pageToken, language}, {signal})),
  ]);
  return {books: books.flatMap((page) => page.books), metrics: metrics.flatMap((page) => page.metrics)};
}

// One that the operator named first, then that of the store.
function chosenBook(books: readonly Book[], wanted: string): Book | undefined {
  if (wanted) return books.find((book) => shortName(book.name) === wanted);
  const filled = books.filter((book) => !book.store || book.accounts > 0);
  return filled.find((book) => book.origin === BookOrigin.OPERATOR) ?? filled.find((book) => book.store) ?? filled[0] ?? books[0];
}

export function PortfolioScreen() {
  const t = useTexts(texts);
  const view = useSegment(2);
  const name = useSegment(3);
  const [address] = useSearchParams();
  // The same while nothing of it changes, whatever else the address says.
  const key = new URLSearchParams(writeShown(readShown(address))).toString();
  const shown = useMemo(() => readShown(new URLSearchParams(key)), [key]);
  const {language} = useLanguage();
  const title = useTitle();
  const ground = useAnswer((signal) => readGround(signal, language), [language]);
  const metric = view === 'metrics' && name ? name : '';
  usePageTitle(metric ? title('metric', metric) : t.title);
  const book = ground.value && chosenBook(ground.value.books, shown.book);
  return (
    <div className="page portfolio">
      {metric ? (
        <nav className="crumbs no-print" aria-label={t.title}>
          <Link to={linkTo('', shown)}>{t.title}</Link>
        </nav>
      ) : null}
      <h1>{metric ? title('metric', metric) : t.title}</h1>
      <Answered answer={ground} lines={8}>
        {(value) =>
          !book ? (
            <NoBook books={value.books} wanted={shown.book} shown={shown} />
          ) : book.store && book.accounts === 0 ? (
            <StoreIsEmpty book={book} again={ground.again} />
          ) : value.metrics.length === 0 ? (
            <Empty title={t.noMetricsTitle}>{t.noMetrics}</Empty>
          ) : (
            <Measured ground={value} book={book} shown={shown} view={view} name={name} />
          )
        }
      </Answered>
    </div>
  );
}

function NoBook({books, wanted, shown}: {books: readonly Book[]; wanted: string; shown: Shown}) {
  const t = useTexts(texts);
  if (books.length > 0) {
    return (
      <div className="card">
        <Empty title={t.noSuchBook(wanted)}>
          <p>
            {t.otherBooks}:{' '}
            {books.map((book) => (
              <span key={book.name}>
                <Link to={linkTo('', {...shown, book: shortName(book.name)})}>{shortName(book.name)}</Link>{' '}
              </span>
            ))}
          </p>
        </Empty>
      </div>
    );
  }
  return (
    <div className="card">
      <Empty title={t.noBookTitle}>
        <p>{t.noBook}</p>
        <pre>{'bellwetherd --book main=FOLDER …\nbellwether remote load --name main FOLDER'}</pre>
        <Link className="button" to="/accounts">
          {t.toAccounts}
        </Link>
      </Empty>
    </div>
  );
}

// The server looks at its store again and again, so this does at the server.
const patience = 2_000;

function StoreIsEmpty({book, again}: {book: Book; again: () => void}) {
  const t = useTexts(texts);
  useEffect(() => {
    const timer = setInterval(again, patience);
    return () => clearInterval(timer);
  }, [again]);
  const {currentAt, problem = ''} = book.store ?? {};
  return (
    <div className="card" role="status">
      <Empty title={problem ? t.notMade : currentAt ? t.emptyStore : t.beingMade}>
        {problem ? <p lang="en">{problem}</p> : null}
        {currentAt && !problem ? <pre>{'bellwether remote put FOLDER'}</pre> : null}
      </Empty>
    </div>
  );
}

function Measured({ground, book, shown, view, name}: {
  ground: Ground;
  book: Book;
  shown: Shown;
  view: string;
  name: string;
}) {
  const {day, asOf} = useMemo(() => momentOf(book, shown.on), [book, shown.on]);
  const {language} = useLanguage();
  const known = useKnown(book.name, asOf, ground.metrics, language);
  return (
    <Answered answer={known} lines={8}>
      {(value) => <Views ground={ground} known={value} book={book} day={day} asOf={asOf} shown={shown} view={view} name={name} />}
    </Answered>
  );
}

function Views({ground, known, book, day, asOf, shown, view, name}: {
  ground: Ground;
  known: Known;
  book: Book;
  day: Date;
  asOf: Moment;
  shown: Shown;
  view: string;
  name: string;
}) {
  const [address, setAddress] = useSearchParams();
  const {language} = useLanguage();
  const {dashboards} = known;
  const asked = useMemo<Asked>(
    () => ({shown, book, day, asOf, dashboards, metrics: ground.metrics, language}),
    [shown, book, day, asOf, ground, dashboards, language],
  );
  // What is a view's own stays: by what it is broken down, and which number it is of.
  const change = (next: Shown) =>
    setAddress((before) => {
      const kept = [...before].filter(([key]) => key === 'by' || key === 'metric' || numberKeys.includes(key));
      return new URLSearchParams({...Object.fromEntries(kept), ...writeShown(next)});
    });
  const first = book.firstAt ? todayIn(book.timeZone || 'UTC', timestampDate(book.firstAt)) : '';
  const timed =
    (view === 'dashboards' && !dashboards.find((each) => each.name === name)?.worklistOf) || (view === 'metrics' && name !== '' && !readNumber(address));
  return (
    <div className="page">
      <BookLine book={book} books={ground.books} day={day} asOf={asOf} onChoose={(chosen) => change({...shown, book: chosen})} />
      <Tabs asked={asked} />
      {view === 'metrics' && !name ? null : <Filters shown={shown} first={first} known={known.words} timed={timed} onChange={change} />}
      <View asked={asked} view={view} name={name} known={known.words} />
    </div>
  );
}

function View({asked, view, name, known}: {asked: Asked; view: string; name: string; known: AttributeWords}) {
  const t = useTexts(texts);
  const [address] = useSearchParams();
  const first = asked.dashboards[0];
  const rhythms: Record<string, string> = {daily: t.daily, weekly: t.weekly, monthly: t.monthly, quarterly: t.quarterly, yearly: t.yearly};
  if (view === '') {
    return <Navigate to={linkTo(first ? `/dashboards/${writeSegment(first.name)}` : '/metrics', asked.shown)} replace />;
  }
  const dashboard = asked.dashboards.find((each) => each.name === name);
  if (view === 'dashboards' && dashboard) {
    return (
      <>
        {dashboard.rhythm ? <p className="quiet-text">{t.rhythm(own(rhythms, dashboard.rhythm) ?? dashboard.rhythm)}</p> : null}
        {dashboard.worklistOf ? (
          <WorklistView asked={asked} dashboard={dashboard} known={known} />
        ) : (
          <DashboardView asked={asked} dashboard={dashboard} />
        )}
      </>
    );
  }
  if (view === 'cohorts' && !name) return <CohortsView asked={asked} />;
  if (view === 'drivers' && !name) return <DriversView asked={asked} />;
  if (view === 'metrics' && !name) return <MetricsView asked={asked} />;
  const definition = asked.metrics.find((each) => each.name === name);
  const number = readNumber(address);
  if (view === 'metrics' && definition && number) return <NumberView asked={asked} definition={definition} {...number} />;
  if (view === 'metrics' && definition) return <MetricView asked={asked} definition={definition} />;
  return (
    <div className="card">
      <Empty title={t.noSuchView}>
        <Link className="button" to={linkTo('', asked.shown)}>
          {t.toFirst}
        </Link>
      </Empty>
    </div>
  );
}

function Tabs({asked}: {asked: Asked}) {
  const t = useTexts(texts);
  const {pathname} = useLocation();
  const entries: [string, ReactNode][] = [
    ...asked.dashboards.map((each): [string, ReactNode] => [`/dashboards/${writeSegment(each.name)}`, each.title || words(each.name)]),
    ...(asked.metrics.some((metric) => metric.measure === cohortMeasure) ? ([['/cohorts', t.cohorts]] as [string, ReactNode][]) : []),
    ['/drivers', t.drivers],
    ['/metrics', t.all],
  ];
  return (
    <nav className="tabs no-print" aria-label={t.views}>
      {entries.map(([path, title]) => (
        <Link key={path} to={linkTo(path, asked.shown)} aria-current={pathname === `/portfolio${path}` ? 'page' : undefined}>
          {title}
        </Link>
      ))}
    </nav>
  );
}
