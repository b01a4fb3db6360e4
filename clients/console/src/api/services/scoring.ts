import {createClient} from '@connectrpc/connect';
import {ScoringService} from '../../gen/bellwether/v1/scoring_pb';
import {transport} from '../transport';

export const scoring = createClient(ScoringService, transport);
