import type pg from 'pg';
import { int8Array, textArray } from '../binary.ts';
import { type LineKey, named } from './deliveries.ts';

/** What became of an attempt. Epoch milliseconds. */
export type AttemptNote = LineKey & {
  firstSeq: number;
  lastSeq: number;
  /** How many in a row there were with the oldest of what it carried, from 1. */
  number: number;
  at: number;
  code?: number | undefined;
  error?: string | undefined;
  tookMs: number;
};

/** Notifications that are over. */
export type Finish = { ids: readonly string[]; status: 'Delivered' | 'Deleted'; at: number };

/** The oldest of a line failed once more. */
export type Setback = { id: string; failures: number; nextAttemptAt?: number | undefined };

/** How it goes with a callback: nothing got through since; or something did; `isFailed`: it is given up. */
export type CallbackChange = {
  callbackId: number;
  failingSince?: number | undefined;
  nextAttemptAt?: number | undefined;
  isFailed?: boolean;
};

/** What is to be noted of some attempts, together. Of several changes of one callback the last counts. */
export type Outcomes = {
  attempts: AttemptNote[];
  finished: Finish[];
  setbacks: Setback[];
  callbacks: CallbackChange[];
};

/** Of many failures in a row so many first ones are kept, and as many of the newest. */
const keptOfMany = 10;

const isOfMany = ({ number }: AttemptNote) => number > 2 * keptOfMany;

/** Notes all of it in one transaction: where everything gets through, that is one statement. */
export async function saveOutcomes(pool: pg.Pool, outcomes: Outcomes): Promise<void> {
  if (isPlain(outcomes)) return saveAttempts(pool, outcomes);
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    for (const save of [saveAttempts, saveSetbacks, dropMiddle, saveCallbacks, failMonitors])
      await save(client, outcomes);
    await client.query('commit');
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

const isPlain = ({ attempts, setbacks, callbacks }: Outcomes) =>
  setbacks.length === 0 && callbacks.length === 0 && !attempts.some(isOfMany);

type Save = (client: pg.Pool | pg.PoolClient, outcomes: Outcomes) => Promise<void>;

/** With what is over because of them. */
const saveAttempts: Save = async (client, { finished, attempts }) => {
  const all = finished.flatMap(({ ids, ...how }) => ids.map((id) => ({ id, ...how })));
  await client.query(
    named(
      `with finished as (
         update notifications n set status = r.status, finished_at = to_timestamp(r.at / 1000.0)
           from unnest($1::text[], $2::text[], $3::bigint[]) r (id, status, at)
          where n.id = r.id and n.status = 'Waiting')
       insert into notification_attempts
          (callback_id, line, first_seq, last_seq, number, at, code, error, took_ms)
        select callback_id, line, first_seq, last_seq, number, to_timestamp(at / 1000.0), nullif(code, 0),
            nullif(error, ''), took_ms
          from unnest($4::bigint[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[],
            $10::bigint[], $11::text[], $12::bigint[])
            r (callback_id, line, first_seq, last_seq, number, at, code, error, took_ms)`,
      [
        textArray(all.map(({ id }) => id)),
        textArray(all.map(({ status }) => status)),
        int8Array(all.map(({ at }) => at)),
        int8Array(attempts.map(({ callbackId }) => callbackId)),
        textArray(attempts.map(({ line }) => line)),
        int8Array(attempts.map(({ firstSeq }) => firstSeq)),
        int8Array(attempts.map(({ lastSeq }) => lastSeq)),
        int8Array(attempts.map(({ number }) => number)),
        int8Array(attempts.map(({ at }) => at)),
        int8Array(attempts.map(({ code = 0 }) => code)),
        textArray(attempts.map(({ error = '' }) => error)),
        int8Array(attempts.map(({ tookMs }) => tookMs)),
      ],
    ),
  );
};

const saveSetbacks: Save = async (client, { setbacks }) => {
  if (setbacks.length === 0) return;
  await client.query(
    named(
      `update notifications n set failures = r.failures,
          next_attempt_at = to_timestamp(nullif(r.next_attempt_at, 0) / 1000.0)
         from unnest($1::text[], $2::bigint[], $3::bigint[]) r (id, failures, next_attempt_at) where n.id = r.id`,
      [
        textArray(setbacks.map(({ id }) => id)),
        int8Array(setbacks.map(({ failures }) => failures)),
        int8Array(setbacks.map(({ nextAttemptAt = 0 }) => nextAttemptAt)),
      ],
    ),
  );
};

/** 72 hours at 10 s are 26,000 attempts: of those in the middle nobody learns anything. */
const dropMiddle: Save = async (client, { attempts }) => {
  const many = attempts.filter(isOfMany);
  if (many.length === 0) return;
  await client.query(
    named(
      `delete from notification_attempts a
         using unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[]) r (callback_id, line, number, first_seq)
        where a.callback_id = r.callback_id and a.line = r.line and a.number = r.number and a.number > ${keptOfMany}
          and a.first_seq = r.first_seq`,
      [
        int8Array(many.map(({ callbackId }) => callbackId)),
        textArray(many.map(({ line }) => line)),
        int8Array(many.map(({ number }) => number - keptOfMany)),
        int8Array(many.map(({ firstSeq }) => firstSeq)),
      ],
    ),
  );
};

/** In the order of their numbers, as others change several, too. */
const saveCallbacks: Save = async (client, { callbacks }) => {
  if (callbacks.length === 0) return;
  const last = [...new Map(callbacks.map((change) => [change.callbackId, change])).values()];
  await client.query(
    named(
      `with r as (
         select r.* from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[])
             r (id, failing_since, next_attempt_at, is_failed)
           join (select id from callbacks where id = any($1::bigint[]) order by id for no key update) c on c.id = r.id)
       update callbacks c set failing_since = to_timestamp(nullif(r.failing_since, 0) / 1000.0),
           next_attempt_at = to_timestamp(nullif(r.next_attempt_at, 0) / 1000.0),
           status = case when r.is_failed = 1 and c.status = 'Running' then 'Failed' else c.status end
         from r where c.id = r.id`,
      [
        int8Array(last.map(({ callbackId }) => callbackId)),
        int8Array(last.map(({ failingSince = 0 }) => failingSince)),
        int8Array(last.map(({ nextAttemptAt = 0 }) => nextAttemptAt)),
        int8Array(last.map(({ isFailed }) => (isFailed ? 1 : 0))),
      ],
    ),
  );
};

/** The monitors of callbacks that are given up are so, too. */
const failMonitors: Save = async (client, { callbacks }) => {
  const failed = callbacks.filter(({ isFailed }) => isFailed).map(({ callbackId }) => callbackId);
  if (failed.length === 0) return;
  await client.query(
    named(
      `update monitors set status = 'Failed' where status = 'Running' and callback_id = any($1::bigint[])`,
      [int8Array(failed)],
    ),
  );
};
