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
