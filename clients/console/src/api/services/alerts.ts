import {createClient} from '@connectrpc/connect';
import {AlertsService} from '../../gen/bellwether/v1/alerts_pb';
import {transport} from '../transport';

export const alerts = createClient(AlertsService, transport);
