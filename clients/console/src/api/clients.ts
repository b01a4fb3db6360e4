// One client for each service that a screen asks. Each is a file of its own, so that a screen is sent with the messages
// of those that it asks alone.
export {accounts} from './services/accounts';
export {alerts} from './services/alerts';
export {caller} from './services/caller';
export {decisions} from './services/decisions';
export {rules} from './services/rules';
export {scoring} from './services/scoring';
export {transport} from './transport';
