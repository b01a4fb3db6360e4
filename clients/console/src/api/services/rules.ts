import {createClient} from '@connectrpc/connect';
import {RulesService} from '../../gen/bellwether/v1/rules_pb';
import {transport} from '../transport';

export const rules = createClient(RulesService, transport);
