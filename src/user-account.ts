import type { AccessLog } from './account/access-log.ts';
import { createAccount } from './account/account.ts';
import { startErasures } from './account/erasure/erasures.ts';
import type { Silence } from './account/erasure/silence.ts';
import type { Settings } from './config/settings.ts';
import type { ChangeState } from './ingest/change-state.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import type { createUndo } from './lib/undo.ts';
import { emptyState } from './model/vehicle-state.ts';
import { createOauth } from './oauth/oauth.ts';
import type { Database } from './store/database.ts';
import { eraseState } from './store/erasure/vehicle-past.ts';

type Deps = {
  accessLog: AccessLog;
  database: Database;
  changeState: ChangeState;
  silence: Silence;
  clock: Clock;
  log: Log;
  undo: ReturnType<typeof createUndo>;
  publicUrl(): string;
};

/** What users do themselves: sign in and consent, see who reads what of them, take it back, delete it. */
export function openUserAccount(
  settings: Settings,
  { accessLog, changeState, silence, undo, ...deps }: Deps,
) {
  const erasures = undo.later(
    startErasures({
      ...deps,
      silence,
      emptyState: (pending) =>
        changeState(pending.vehicleId, async (_state, transaction) => {
          await eraseState(transaction, pending);
          return emptyState;
        }),
    }),
  );
  const noteAccount = (reader: { userId: number; clientId: string }) => accessLog.note(reader, 0, 'account');
  const { serve, signIn, proveVehicle } = createOauth(settings, { ...deps, noteRead: noteAccount });
  const { publicUrl } = deps;
  const wakeErasures = erasures.wake;
  return {
    oauth: serve,
    account: createAccount({ publicUrl, signIn, proveVehicle, accessLog, wakeErasures }),
  };
}
