import { createContext, use } from 'react';
import { useWords } from '../../../words/use-words.ts';
import { type Fault, faultsAt, type MissingAt } from '../form/faults.ts';
import { sayingWords } from '../saying-words.ts';

/** What is wrong with the form, by its places: told by the server, or seen before. */
export type Faults = { told: readonly Fault[]; missing: readonly MissingAt[] };

export const FaultsContext = createContext<Faults>({ told: [], missing: [] });

/** What is wrong at a place and below it, in words; undefined where nothing is. */
export function useFault(path: string): string | undefined {
  const { told, missing } = use(FaultsContext);
  const words = useWords(sayingWords);
  const own = missing.filter(
    (one) => one.path === path || one.path.startsWith(`${path}.`) || one.path.startsWith(`${path}[`),
  );
  const texts =
    own.length > 0
      ? own.map((one) => words.missing[one.missing])
      : faultsAt(told, path).map((one) => one.told);
  return texts.length > 0 ? [...new Set(texts)].join(' ') : undefined;
}

export function FaultLine({ path }: { path: string }) {
  const fault = useFault(path);
  if (fault === undefined) return null;
  return (
    <p className="field-fault" role="alert">
      {fault}
    </p>
  );
}
