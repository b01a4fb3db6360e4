// The service that the portfolio asks. Metrics of a large book take a while: more than other calls are given.
import {createClient} from '@connectrpc/connect';
import {transport} from '../api/clients';
import {PortfolioService} from '../gen/bellwether/v1/portfolio_pb';

export const portfolio = createClient(PortfolioService, transport);
export const longest = 300_000;
