import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { is, type Listing, listing } from '../registry/listing.ts';

/** Who changed something: an administrator who signed in, a long-lived token, or a command on the machine itself. */
export const whoKinds = ['administrator', 'token', 'command'] as const;
export type WhoKind = (typeof whoKinds)[number];

/** A change, as it is noted: `before` is missing of what is new, `after` of what is gone. No secrets. */
export type Change = {
  at: number;
  whoKind: WhoKind;
  who: string;
  address: string;
  operation: string;
  subjectKind: string;
  subject: string;
  before?: object | undefined;
  after?: object | undefined;
};

/** Notes a change; in the transaction that makes it. */
export async function saveChange({ query }: Database, change: Change): Promise<void> {
  const { at, before, after } = change;
  await query
    .insertInto('audit_log')
    .values({
      at: new Date(at),
      who_kind: change.whoKind,
      who: change.who,
      address: change.address,
      operation: change.operation,
      subject_kind: change.subjectKind,
      subject: change.subject,
      before: before ? JSON.stringify(before) : null,
      after: after ? JSON.stringify(after) : null,
    })
    .execute();
}

/** Notes what a command on the machine itself changes; in the transaction that changes it. */
export async function saveCommandChange(
  database: Database,
  change: Omit<Change, 'whoKind' | 'who' | 'address'>,
): Promise<void> {
  await saveChange(database, { whoKind: 'command', who: 'local', address: '127.0.0.1', ...change });
}

export type AuditFilter = Partial<
  Record<'who' | 'operation' | 'subjectKind' | 'subject' | 'since' | 'until', string>
>;

export type AuditRow = {
  id: number;
  at: Date;
  whoKind: string;
  who: string;
  address: string;
  operation: string;
  subjectKind: string;
  subject: string;
  before: string | null;
  after: string | null;
};

/** The log, the newest first. `since` (included) and `until` are RFC 3339. */
export function listAudit(database: Database, filter: AuditFilter): Listing<AuditRow> {
  return listing<AuditRow>(database, {
    columns: sql`l.id, l.at, l.who_kind as "whoKind", l.who, l.address, l.operation,
      l.subject_kind as "subjectKind", l.subject, l.before, l.after`,
    from: sql`audit_log l`,
    where: [
      is(sql`l.who`, filter.who),
      is(sql`l.operation`, filter.operation),
      is(sql`l.subject_kind`, filter.subjectKind),
      is(sql`l.subject`, filter.subject),
      filter.since === undefined ? undefined : sql`l.at >= ${filter.since}::timestamptz`,
      filter.until === undefined ? undefined : sql`l.at < ${filter.until}::timestamptz`,
    ],
    key: sql`l.id`,
    keyOf: ({ id }) => id,
    newestFirst: true,
  });
}

/** Removes what was noted before a time, epoch milliseconds. */
export async function trimAudit({ query }: Database, before: number): Promise<void> {
  await query.deleteFrom('audit_log').where('at', '<', new Date(before)).execute();
}
