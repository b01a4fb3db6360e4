// What may stand in the rules of a pack, as the command line writes it for other editors.
import pack from '../../../../rules/schema/pack.schema.json';
import type {Schema} from './schema_words';

export const packSchema = pack as unknown as Schema;
