import {createClient} from '@connectrpc/connect';
import {CallerService} from '../../gen/bellwether/v1/caller_pb';
import {transport} from '../transport';

export const caller = createClient(CallerService, transport);
