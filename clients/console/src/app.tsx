// All addresses of the console. A screen is loaded when it is first gone to.
import {createBrowserRouter, Navigate, RouterProvider} from 'react-router';
import {Frame} from './frame/frame';
import {Crashed, Nowhere} from './frame/nowhere';
import {SessionProvider} from './frame/session';
import {LanguageProvider} from './i18n/language';
import {Loading} from './parts/states';

const router = createBrowserRouter([
  {
    element: <Frame />,
    hydrateFallbackElement: <Loading lines={5} />,
    children: [
      {
        errorElement: <Crashed />,
        children: [
          {index: true, element: <Navigate to="/portfolio" replace />},
          {
            path: 'portfolio/:view?/:name?',
            lazy: async () => ({Component: (await import('./portfolio/portfolio_screen')).PortfolioScreen}),
          },
          {path: 'accounts', lazy: async () => ({Component: (await import('./accounts/accounts_screen')).AccountsScreen})},
          {
            path: 'accounts/:accountId',
            lazy: async () => ({Component: (await import('./account/account_screen')).AccountScreen}),
          },
          {
            path: 'accounts/:accountId/review',
            lazy: async () => ({Component: (await import('./graduation/review_screen')).ReviewScreen}),
          },
          {
            path: 'rules',
            lazy: async () => ({Component: (await import('./rules/rules_screen')).RulesScreen}),
            children: [
              {index: true, lazy: async () => ({Component: (await import('./rules/read_screen')).ReadScreen})},
              {path: 'edit', lazy: async () => ({Component: (await import('./rules/edit_screen')).EditScreen})},
              {path: 'history', lazy: async () => ({Component: (await import('./rules/history_screen')).HistoryScreen})},
            ],
          },
          {path: 'playground', lazy: async () => ({Component: (await import('./playground/playground_screen')).PlaygroundScreen})},
          {path: 'alerts', lazy: async () => ({Component: (await import('./alerts/alerts_screen')).AlertsScreen})},
          {path: '*', element: <Nowhere />},
        ],
      },
    ],
  },
]);

export function App() {
  return (
    <LanguageProvider>
      <SessionProvider>
        <RouterProvider router={router} />
      </SessionProvider>
    </LanguageProvider>
  );
}
