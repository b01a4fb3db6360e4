// What went wrong with a call, as screens show it.
import {Code, ConnectError} from '@connectrpc/connect';
import {BadRequestSchema, ErrorInfoSchema, PreconditionFailureSchema} from '../gen/google/rpc/error_details_pb';

export type FailureKind =
  | 'signedOut' | 'forbidden' | 'notFound' | 'notServed' | 'refused' | 'changed' | 'busy' | 'unreachable' | 'broken';

export interface Failure {
  kind: FailureKind;
  // As the server said it: what is wrong, and what to do.
  message: string;
  // One for each part of the request that is wrong.
  problems: {field: string; message: string}[];
  // Of ErrorInfo: as the etag that an account has by now.
  facts: Record<string, string>;
  // ErrorInfo.reason, as NOT_EVALUATED_YET.
  reason: string;
}

const kinds: Partial<Record<Code, FailureKind>> = {
  [Code.Unauthenticated]: 'signedOut',
  [Code.PermissionDenied]: 'forbidden',
  [Code.NotFound]: 'notFound',
  [Code.Unimplemented]: 'notServed',
  [Code.InvalidArgument]: 'refused',
  [Code.FailedPrecondition]: 'refused',
  [Code.AlreadyExists]: 'refused',
  [Code.Aborted]: 'changed',
  [Code.ResourceExhausted]: 'busy',
  [Code.Unavailable]: 'unreachable',
  [Code.DeadlineExceeded]: 'unreachable',
};

export function failureOf(thrown: unknown): Failure {
  const error = ConnectError.from(thrown);
  const info = error.findDetails(ErrorInfoSchema)[0];
  const problems = error
    .findDetails(BadRequestSchema)
    .flatMap((bad) => bad.fieldViolations.map((each) => ({field: each.field, message: each.description})));
  const conditions = error
    .findDetails(PreconditionFailureSchema)
    .flatMap((failed) => failed.violations.map((each) => ({field: each.subject, message: each.description})));
  // A browser without a connection throws a TypeError, which Connect calls unknown.
  const offline = error.code === Code.Unknown && error.cause instanceof TypeError;
  return {
    kind: offline ? 'unreachable' : (kinds[error.code] ?? 'broken'),
    message: error.rawMessage,
    problems: [...problems, ...conditions],
    facts: {...(info?.metadata ?? {})},
    reason: info?.reason ?? '',
  };
}

export function wasCancelled(thrown: unknown): boolean {
  return ConnectError.from(thrown).code === Code.Canceled;
}
