// What the playground begins with: the smallest pack of the repository, and an account that it makes something of.
import health from '../../../../rules/examples/starter/rules/health.yaml?raw';
import pack from '../../../../rules/examples/starter/rules/pack.yaml?raw';
import type {TextFile} from '../rules/pack_files';

const file = (name: string, text: string): TextFile => ({name, part: 'rules', text, opened: text});

export const exampleFiles: readonly TextFile[] = [file('health.yaml', health), file('pack.yaml', pack)];

export const exampleAccount = JSON.stringify(
  {id: 'acme', segment: 'large', stage: 'customer', signals: {active_ratio: 0.45, open_tickets: 3, champion: 'watches'}}, null, 2);
