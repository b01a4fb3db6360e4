import {createClient} from '@connectrpc/connect';
import {AccountsService} from '../../gen/bellwether/v1/accounts_pb';
import {transport} from '../transport';

export const accounts = createClient(AccountsService, transport);
