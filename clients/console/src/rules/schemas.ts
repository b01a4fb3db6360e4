// What may stand in the files of a pack, as the command line writes it for other editors.
import pack from '../../../../rules/schema/pack.schema.json?raw';
import tests from '../../../../rules/schema/test.schema.json?raw';
import type {Part} from './pack_files';
import type {Schema} from './schema_words';

export const schemas: Record<Part, Schema> = {rules: JSON.parse(pack) as Schema, tests: JSON.parse(tests) as Schema};
