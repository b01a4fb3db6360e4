// What the completion review is about, from an account and its evaluation: what the page shows and what
// the documents say.
import {eventDate, milestoneRows, type MilestoneRow} from '../account/milestones';
import type {Account} from '../gen/bellwether/v1/account_pb';
import type {Evaluation} from '../gen/bellwether/v1/evaluation_pb';
import {
  CriterionState, FlagState, GateState, GraduationDecision, PhaseState, ReasonState, RequirementState, type Dimension,
  type Playbook,
} from '../gen/bellwether/v1/outcomes_pb';
import {words} from '../parts/band';
import {criterionName} from './evidence_parts';

export interface Progress {
  done: number;
  all: number;
  // Of milestones, or of criteria where the account has no plan.
  of: 'milestones' | 'criteria';
}

export interface Concern {
  // Blocks, is missing, or is a flag.
  kind: 'BLOCKED' | 'NEEDS_EVIDENCE' | 'UNMET' | 'FLAG';
  text: string;
}

export interface Review {
  milestones: MilestoneRow[];
  progress: Progress;
  wins: string[];
  enablement: {level: number; text: string} | undefined;
  phases: string[];
  // 0 to 1.
  onTime: number | undefined;
  daysToValue: number | undefined;
  firstValue: Date | undefined;
  graduatedAt: Date | undefined;
  concerns: Concern[];
  graduates: boolean;
  handoff: Playbook | undefined;
  celebration: Playbook | undefined;
}

export function metCriteria(dimension: Dimension): string[] {
  return dimension.criteria.filter((each) => each.state === CriterionState.MET).map(criterionName);
}

export function openCriteria(dimension: Dimension): string[] {
  return dimension.criteria
    .filter((each) => each.state === CriterionState.UNMET || each.state === CriterionState.UNKNOWN)
    .map(criterionName);
}

export function progressOf(milestones: readonly MilestoneRow[], dimensions: readonly Dimension[]): Progress {
  const planned = milestones.filter((each) => !each.notApplicable);
  if (planned.length > 0) {
    return {done: planned.filter((each) => each.completed).length, all: planned.length, of: 'milestones'};
  }
  const criteria = dimensions.flatMap((each) => each.criteria).filter((each) => each.state !== CriterionState.NOT_APPLICABLE);
  return {
    done: criteria.filter((each) => each.state === CriterionState.MET).length, all: criteria.length, of: 'criteria',
  };
}

function derived(evaluation: Evaluation, name: string): number | undefined {
  const value = evaluation.derived.find((each) => each.name === name)?.value?.value;
  return value?.case === 'number' ? value.value : undefined;
}

function concernsOf(evaluation: Evaluation): Concern[] {
  const {graduation, flags} = evaluation;
  const said = (rule: {reason: string; name: string} | undefined) => rule?.reason || words(rule?.name ?? '');
  const concerns: Concern[] = [];
  for (const gate of graduation?.gates ?? []) {
    if (gate.state === GateState.BLOCKED) concerns.push({kind: 'BLOCKED', text: said(gate.rule)});
    if (gate.state === GateState.NEEDS_EVIDENCE) concerns.push({kind: 'NEEDS_EVIDENCE', text: said(gate.rule)});
  }
  for (const requirement of graduation?.requirements ?? []) {
    if (requirement.state === RequirementState.UNMET) concerns.push({kind: 'UNMET', text: said(requirement.rule)});
    if (requirement.state === RequirementState.NEEDS_EVIDENCE) {
      concerns.push({kind: 'NEEDS_EVIDENCE', text: said(requirement.rule)});
    }
  }
  for (const flag of flags) {
    if (flag.state === FlagState.RAISED) concerns.push({kind: 'FLAG', text: said(flag.rule)});
  }
  const order = ['BLOCKED', 'UNMET', 'FLAG', 'NEEDS_EVIDENCE'];
  return concerns.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

export function reviewOf(account: Account, evaluation: Evaluation, day: Date): Review {
  const {graduation, programme, extension} = evaluation;
  const milestones = milestoneRows(account.milestones, day);
  const playbook = (name: string | undefined) => (name ? evaluation.playbooks.find((each) => each.name === name) : undefined);
  const graduates = graduation?.decision === GraduationDecision.GRADUATE;
  return {
    milestones,
    progress: progressOf(milestones, graduation?.dimensions ?? []),
    wins: (programme?.earlyWins ?? []).filter((each) => each.state === ReasonState.HOLDS).map((each) => words(each.name)),
    enablement:
      programme && programme.enablementLevel > 0
        ? {level: programme.enablementLevel, text: programme.enablement}
        : undefined,
    phases: (programme?.phases ?? []).filter((each) => each.state === PhaseState.DONE).map((each) => words(each.name)),
    onTime: derived(evaluation, 'milestone_on_time_ratio'),
    daysToValue: derived(evaluation, 'time_to_value_days'),
    firstValue: eventDate(account.firstValueAt),
    graduatedAt: eventDate(account.graduatedAt),
    concerns: concernsOf(evaluation),
    graduates,
    handoff: playbook(programme?.handoffPlaybook),
    celebration: graduates ? playbook(extension?.response?.playbook) : undefined,
  };
}
