/** Whether somebody's credentials are good no more and could not be renewed: they have to sign in again. */
export type Over = { is(): boolean; subscribe(onOver: () => void): () => void };

type Given<Secret> = {
  secret: Secret;
  authorizationOf(secret: Secret): string;
  /** Others in their place; undefined where there are none. Throws `ProblemError` where asking later may help. */
  renew?(before: Secret): Promise<Secret | undefined>;
};

/** Credentials in memory, renewed when they are refused. */
export function keepCredentials<Secret>({ secret, authorizationOf, renew }: Given<Secret>) {
  let current = secret;
  let renewing: Promise<boolean> | undefined;
  const tryRenew = async () => {
    const next = await renew?.(current);
    if (next === undefined) return false;
    current = next;
    return true;
  };
  const { over, note } = createOver();
  return {
    current: () => current,
    over,
    /** What every `Ask` with them is made of. */
    ofAsk: {
      authorization: () => authorizationOf(current),
      // Many requests find out at once; the credentials are renewed once.
      onRefused(used: string): Promise<boolean> {
        if (used !== authorizationOf(current)) return Promise.resolve(true);
        renewing ??= tryRenew().finally(() => {
          renewing = undefined;
        });
        return renewing;
      },
      onOver: note,
    },
  };
}

function createOver(): { over: Over; note(): void } {
  const listeners = new Set<() => void>();
  let isOver = false;
  return {
    over: {
      is: () => isOver,
      subscribe(onOver) {
        listeners.add(onOver);
        return () => listeners.delete(onOver);
      },
    },
    note() {
      isOver = true;
      for (const tell of listeners) tell();
    },
  };
}
