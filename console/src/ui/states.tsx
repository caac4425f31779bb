import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemError, problemOf } from '../api/problem.ts';
import { sharedWords } from '../words/shared-words.ts';
import { useWords } from '../words/use-words.ts';
import { Button } from './button.tsx';

export function Loading() {
  const words = useWords(sharedWords);
  return (
    <div className="state" role="status" aria-busy="true">
      <span className="spinner" aria-hidden="true" />
      {words.loading}
    </div>
  );
}

/** Nothing to show, and why; `children` may offer what to do about it. */
export function Empty({ title, children }: { title?: string; children?: ReactNode }) {
  const words = useWords(sharedWords);
  return (
    <div className="state" role="status">
      <strong>{title ?? words.nothing}</strong>
      {children === undefined ? <p>{words.nothingWhy}</p> : children}
    </div>
  );
}

export function NotAllowed({ children }: { children?: ReactNode }) {
  const words = useWords(sharedWords);
  return (
    <div className="state" role="alert">
      <strong>{words.notAllowed}</strong>
      {children ?? <p>{words.notAllowedWhy}</p>}
    </div>
  );
}

/** Something went wrong, in the words of the server, with its code. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const words = useWords(sharedWords);
  const isAway = error instanceof ProblemError && error.isAway;
  return (
    <div className="state state-failed" role="alert">
      <strong>{words.failed}</strong>
      <p>{isAway ? words.unreachable : textOf(error)}</p>
      {onRetry && <Button onPress={onRetry}>{words.retry}</Button>}
    </div>
  );
}

function textOf(error: unknown): string {
  if (!(error instanceof ProblemError)) return problemOf(error).message;
  const { message, status, code } = error;
  return `${message} (${code === undefined ? `HTTP ${status}` : code})`;
}

type Asked<Data> = Pick<UseQueryResult<Data>, 'data' | 'error' | 'isPending' | 'refetch'>;

/**
 * What an answer has come to: loading, failed, not allowed, nothing (404, or what `isEmpty` says), or `children` with
 * the data. Data that is there already stays in sight when asking again fails.
 */
export function Answer<Data>(given: {
  of: Asked<Data>;
  isEmpty?: (data: Data) => boolean;
  empty?: ReactNode;
  children: (data: Data) => ReactNode;
}) {
  const { of, isEmpty, empty, children } = given;
  const { data, error, isPending, refetch } = of;
  const words = useWords(sharedWords);
  if (data !== undefined) return isEmpty?.(data) ? (empty ?? <Empty />) : children(data);
  if (isPending) return <Loading />;
  const problem = problemOf(error);
  if (problem.isNothing) return empty ?? <Empty />;
  if (problem.isSignedOut) return <Empty title={words.signedOut}>{null}</Empty>;
  if (problem.isForbidden) return <NotAllowed />;
  return <Failed error={error} onRetry={() => void refetch()} />;
}
