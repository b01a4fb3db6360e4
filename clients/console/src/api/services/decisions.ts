import {createClient} from '@connectrpc/connect';
import {DecisionsService} from '../../gen/bellwether/v1/decisions_pb';
import {transport} from '../transport';

export const decisions = createClient(DecisionsService, transport);
