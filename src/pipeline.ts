import { foldEpisodes, saveFolded } from './fold-episodes.ts';
import type { Apply, Save, Stages } from './ingest/batch.ts';
import { dropSeen } from './ingest/drop-seen.ts';
import { joinMessages } from './ingest/join-messages.ts';
import { loadStates } from './ingest/load-states.ts';
import { orderReports } from './ingest/order-reports.ts';
import { readMessages } from './ingest/read-messages.ts';
import { saveDeadLetters } from './ingest/save-dead-letters.ts';
import { saveFeed } from './ingest/save-feed.ts';
import { saveHistory } from './ingest/save-history.ts';
import { saveSeen } from './ingest/save-seen.ts';
import { saveStates } from './ingest/save-states.ts';
import type { StateCache } from './ingest/state-cache.ts';
import type { ReadKnownStates } from './known-states.ts';
import { kindsOf } from './model/groups.ts';
import type { Message, ReadMessage } from './model/report.ts';
import type { Fold } from './projections/fold.ts';
import { type PrivacyTimeline, privacyAt } from './projections/privacy.ts';
import { project, projections } from './projections/run.ts';
import { stateKinds } from './projections/state-kinds.ts';
import { findSeen } from './store/history/seen.ts';
import { saveStateKinds } from './store/history/states.ts';
import type { Writer } from './store/writer.ts';
import { evaluateMonitors } from './watch/evaluate.ts';
import { stepOf } from './watch/follow.ts';
import { type LoadRules, loadRules } from './watch/load-rules.ts';
import { type RaiseDeps, saveRaised } from './watch/save-raised.ts';

type Deps = {
  cache: StateCache;
  writer: Writer;
  read(message: Message): ReadMessage;
  fold: Fold;
  readStates: ReadKnownStates;
  rules: LoadRules;
  raise: RaiseDeps;
};

/**
 * Everything that happens to a message, in order. After it, when the transaction has committed, the message
 * is acknowledged.
 */
export function createPipeline(deps: Deps): Stages {
  return {
    // Adapters read the messages and unify checks them; then the database is asked.
    prepare: [
      readMessages(deps.read),
      loadStates(deps.cache, (vehicleIds) => deps.readStates(deps.writer, vehicleIds)),
      loadRules(deps.rules),
      dropSeen((keys) => findSeen(deps.writer, keys)),
    ],
    // Pure.
    apply: [joinMessages, orderReports, applyProjections, foldEpisodes(deps.fold), evaluateMonitors],
    // In one transaction.
    save: [
      saveSeen,
      saveStates,
      saveKinds,
      saveHistory,
      saveDeadLetters,
      saveProjections,
      saveFeed,
      saveFolded,
      saveRaised(deps.raise),
    ],
  };
}

/** Takes each report through every projection, and marks it with the privacy mode of its time. */
const applyProjections: Apply = {
  name: 'apply projections',
  run(batch) {
    const note = (name: string, changes: readonly unknown[]) => {
      const noted = batch.changes.get(name);
      if (noted) noted.push(...changes);
      else batch.changes.set(name, [...changes]);
    };
    for (const work of batch.vehicles.values()) {
      for (const report of work.reports) {
        const before = work.state;
        work.state = project(before, report, note);
        const kinds = kindsOf(report.groups);
        work.watch?.steps.push(stepOf(report, { kinds, before, after: work.state }));
        const timeline = (work.state.projections.privacy ?? []) as PrivacyTimeline;
        batch.history.push({ report, privacy: privacyAt(timeline, report.at), kinds });
      }
    }
  },
};

const saveProjections: Save = {
  name: 'save projections',
  async run({ changes }, transaction) {
    for (const { name, save } of projections) {
      const noted = changes.get(name);
      if (noted) await save(transaction, noted);
    }
  },
};

/** Beside a state, which groups it tells: that seldom changes. */
const saveKinds: Save = {
  name: 'save kinds',
  async run({ vehicles }, transaction) {
    const changed = [...vehicles.values()].flatMap(({ vehicleId, before, state }) => {
      const [was, is] = [stateKinds(before), stateKinds(state)];
      const isSame = was.kinds === is.kinds && was.openKinds === is.openKinds;
      return isSame ? [] : [{ vehicleId, ...is }];
    });
    if (changed.length > 0) await saveStateKinds(transaction, changed);
  },
};
