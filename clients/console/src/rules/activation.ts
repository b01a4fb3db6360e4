// Rules put in the place of those that answer, or tried as if they were.
import {rules} from '../api/clients';
import type {ActivatePackResponse} from '../gen/bellwether/v1/rules_pb';
import {filesOf, type TextFile} from './pack_files';

export interface Asked {
  files: readonly TextFile[];
  reason: string;
  requestId: string;
  // What must answer now; empty: whatever does.
  expected: string;
  // Everything but the change.
  tried: boolean;
}

// Tests of a pack may take their time.
const patience = 120_000;

export function activate(asked: Asked): Promise<ActivatePackResponse> {
  return rules.activatePack(
    {
      pack: {case: 'files', value: {rules: filesOf(asked.files, 'rules'), tests: filesOf(asked.files, 'tests')}},
      reason: asked.reason,
      requestId: asked.requestId,
      expectedActiveDigest: asked.expected,
      validateOnly: asked.tried,
    },
    {timeoutMs: patience},
  );
}
