// The rules that answer, read out of the server's own explanations. An account of which nothing is known
// makes the server say every flag and what each is about; accounts that it keeps make it say the parts of
// the models that judge them.
import {create} from '@bufbuild/protobuf';
import {accounts, rules, scoring} from '../api/clients';
import {failureOf} from '../api/failure';
import type {StoredAccount} from '../gen/bellwether/v1/accounts_pb';
import type {DeclaredModel} from '../gen/bellwether/v1/declarations_pb';
import {EvaluationOptionsSchema, ExplanationLevel, type Evaluation, type HealthResult} from '../gen/bellwether/v1/evaluation_pb';
import type {Component} from '../gen/bellwether/v1/explanation_pb';
import type {GraduationResult, ExtensionResult} from '../gen/bellwether/v1/outcomes_pb';

export interface Reading {
  // Of nobody.
  evaluation: Evaluation;
  // One for each model of the pack, with its parts where an account was found that it judges.
  models: readonly HealthResult[];
  // Their bands.
  declared: readonly DeclaredModel[];
  graduation: GraduationResult | undefined;
  extension: ExtensionResult | undefined;
  // Words for segments that accounts have.
  segments: readonly string[];
}

const nobody = 'nobody';
const looked = 200;
const most = 12;
const together = 4;

function options(language: string) {
  return create(EvaluationOptionsSchema, {explanation: ExplanationLevel.FULL, language});
}

// Some of each stage and segment, taken in turn: different models judge different accounts.
export function exemplars(all: readonly StoredAccount[], segment: string): string[] {
  const groups = new Map<string, string[]>();
  for (const each of all) {
    if (segment && each.segment !== segment) continue;
    const key = `${each.stage} ${each.segment}`;
    groups.set(key, [...(groups.get(key) ?? []), each.accountId]);
  }
  const chosen: string[] = [];
  for (let round = 0; chosen.length < most; round++) {
    const next = [...groups.values()].flatMap((group) => group.slice(round, round + 1));
    if (next.length === 0) break;
    chosen.push(...next);
  }
  return chosen.slice(0, most);
}

// The one that says more: its parts.
function fuller(known: HealthResult, other: HealthResult | undefined): HealthResult {
  return known.components.length === 0 && other && other.components.length > 0 ? other : known;
}

function rulesOf(result: GraduationResult | undefined): number {
  return result ? result.dimensions.reduce((sum, each) => sum + 1 + each.criteria.length, 0) + result.gates.length + result.requirements.length : 0;
}

function reasonsOf(result: ExtensionResult | undefined): number {
  return result ? result.extend.length + result.escalate.length + result.rootCauses.length : 0;
}

export function addReading(reading: Reading, other: Evaluation): Reading {
  return {
    ...reading,
    models: reading.models.map((model) => fuller(model, other.health.find((each) => each.model === model.model))),
    graduation: rulesOf(other.graduation) > rulesOf(reading.graduation) ? other.graduation : reading.graduation,
    extension: reasonsOf(other.extension) > reasonsOf(reading.extension) ? other.extension : reading.extension,
  };
}

async function kept(signal: AbortSignal): Promise<readonly StoredAccount[]> {
  try {
    return (await accounts.listAccounts({pageSize: looked}, {signal})).accounts;
  } catch (thrown) {
    // A server without accounts says the rest.
    if (['notServed', 'refused', 'forbidden'].includes(failureOf(thrown).kind)) return [];
    throw thrown;
  }
}

export async function readRules(segment: string, language: string, signal: AbortSignal): Promise<Reading> {
  const [{evaluation}, {declarations}, all] = await Promise.all([
    scoring.evaluate({account: {id: nobody, segment}, options: options(language)}, {signal}),
    // Without them the bands are left out.
    rules.getPack({declarations: {segment, language}}, {signal}).catch(() => ({declarations: undefined})),
    kept(signal),
  ]);
  if (!evaluation) throw new Error('no evaluation');
  let reading: Reading = {
    evaluation,
    models: evaluation.health,
    declared: declarations?.models ?? [],
    graduation: evaluation.graduation,
    extension: evaluation.extension,
    segments: [...new Set(all.map((each) => each.segment).filter(Boolean))].sort(),
  };
  const chosen = exemplars(all, segment);
  for (let first = 0; first < chosen.length; first += together) {
    const whole = reading.models.every((each) => each.components.length > 0) && rulesOf(reading.graduation) > 0 && reasonsOf(reading.extension) > 0;
    if (whole) break;
    const answers = await Promise.all(
      chosen.slice(first, first + together).map((accountId) =>
        accounts.evaluateAccount({accountId, options: options(language)}, {signal}).catch((thrown: unknown) => {
          // One that the rules refuse says nothing of them.
          if (['refused', 'notFound'].includes(failureOf(thrown).kind)) return {evaluation: undefined};
          throw thrown;
        }),
      ),
    );
    for (const answer of answers) if (answer.evaluation) reading = addReading(reading, answer.evaluation);
  }
  return reading;
}

export interface Part {
  component: Component;
  depth: number;
  path: string;
  // Points of the score that it can give when everything is known.
  upTo: number;
}

// The parts of a model with what each can give: its share of the weights beside it, of what they share.
export function parts(components: readonly Component[], prefix = '', depth = 0, whole = 100): Part[] {
  const weights = components.reduce((sum, each) => sum + each.weight, 0);
  return components.flatMap((component) => {
    const path = prefix ? `${prefix}.${component.name}` : component.name;
    const upTo = weights > 0 ? (whole * component.weight) / weights : 0;
    return [{component, depth, path, upTo}, ...parts(component.components, path, depth + 1, upTo)];
  });
}
