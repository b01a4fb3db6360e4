// All addresses of the console. A screen is loaded when it is first gone to.
import {lazy, Suspense, type ComponentType} from 'react';
import {BrowserRouter, Navigate, Route, Routes} from 'react-router';
import {Frame} from './frame/frame';
import {Catch} from './frame/catch';
import {Nowhere} from './frame/nowhere';
import {SessionProvider} from './frame/session';
import {LanguageProvider} from './i18n/language';
import {Loading} from './parts/states';

function screen(load: () => Promise<ComponentType>) {
  const Screen = lazy(async () => ({default: await load()}));
  return (
    <Catch>
      <Suspense fallback={<Loading lines={5} />}>
        <Screen />
      </Suspense>
    </Catch>
  );
}

const portfolio = screen(async () => (await import('./portfolio/portfolio_screen')).PortfolioScreen);
const accounts = screen(async () => (await import('./accounts/accounts_screen')).AccountsScreen);
const account = screen(async () => (await import('./account/account_screen')).AccountScreen);
const review = screen(async () => (await import('./graduation/review_screen')).ReviewScreen);
const rules = screen(async () => (await import('./rules/rules_screen')).RulesScreen);
const read = screen(async () => (await import('./rules/read_screen')).ReadScreen);
const edit = screen(async () => (await import('./rules/edit_screen')).EditScreen);
const history = screen(async () => (await import('./rules/history_screen')).HistoryScreen);
const playground = screen(async () => (await import('./playground/playground_screen')).PlaygroundScreen);
const alerts = screen(async () => (await import('./alerts/alerts_screen')).AlertsScreen);

export function App() {
  return (
    <LanguageProvider>
      <SessionProvider>
        <BrowserRouter>
          <Routes>
            <Route element={<Frame />}>
              <Route index element={<Navigate to="/portfolio" replace />} />
              <Route path="portfolio/:view?/:name?" element={portfolio} />
              <Route path="accounts" element={accounts} />
              <Route path="accounts/:accountId" element={account} />
              <Route path="accounts/:accountId/review" element={review} />
              <Route path="rules" element={rules}>
                <Route index element={read} />
                <Route path="edit" element={edit} />
                <Route path="history" element={history} />
              </Route>
              <Route path="playground" element={playground} />
              <Route path="alerts" element={alerts} />
              <Route path="*" element={<Nowhere />} />
            </Route>
          </Routes>
        </BrowserRouter>
      </SessionProvider>
    </LanguageProvider>
  );
}
