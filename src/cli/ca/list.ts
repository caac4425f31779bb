import type { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { authorityFiles, keyHash } from '../../certificates/authority.ts';
import { certificatesIn } from '../../certificates/read-pem.ts';
import { systemClock } from '../../lib/clock.ts';
import { type Database, inTransaction } from '../../store/database.ts';
import { saveCommandChange } from '../../store/people/audit.ts';
import {
  listCertificates,
  type Revoked,
  revokeCertificate,
  revokeSerial,
} from '../../store/vehicles/certificates.ts';
import { command, commandContext } from '../command.ts';
import { withDatabase } from '../with-database.ts';

type Entry = Awaited<ReturnType<typeof listCertificates>>[number];

function stateOf({ revokedAt, expiresAt }: Entry, now: number): string {
  if (revokedAt) return `revoked ${revokedAt.toISOString()}`;
  return `${expiresAt.getTime() < now ? 'expired' : 'until'} ${expiresAt.toISOString()}`;
}

export const list = command('list', 'list the certificates that were signed or revoked', 'ca list').action(
  async () => {
    const context = commandContext({ isQuiet: true });
    const all = await withDatabase(context, listCertificates);
    const now = systemClock.now();
    for (const one of all) context.print(`${one.serial}  ${one.login.padEnd(12)}  ${stateOf(one, now)}`);
    if (all.length === 0) context.print('none yet: sign one with "npx roadwire ca sign partner.csr"');
  },
);

export const revoke = command(
  'revoke',
  'revoke a certificate: within a second it opens nothing any more',
  'ca revoke 5A0C…',
)
  .argument('<serial>', 'its serial number, or the file of one of another authority')
  .action(async (given: string) => {
    const context = commandContext({ isQuiet: true });
    const now = systemClock.now();
    const revoked = await withDatabase(context, (database) =>
      inTransaction(database, async (inside) => {
        const done = existsSync(given)
          ? await revokeFile(inside, { file: given, ...context.settings }, now)
          : await revokeSerial(inside, given.replaceAll(':', '').toUpperCase(), now);
        if (done) await noteRevoked(inside, done, now);
        return done;
      }),
    );
    if (!revoked) throw new Error(`there is no certificate ${given}: see "npx roadwire ca list"`);
    context.print(`revoked, of ${revoked.login}`);
  });

/** To revoke what is revoked changes nothing. */
async function noteRevoked(database: Database, { serial, login, revokedAt }: Revoked, now: number) {
  if (revokedAt?.getTime() !== now) return;
  await saveCommandChange(database, {
    at: now,
    operation: 'revokeCertificate',
    subjectKind: 'certificate',
    subject: serial,
    before: { login },
    after: { login, revokedAt },
  });
}

type File = { file: string; dataDir: string; tlsClientCa?: string };

/** A certificate of any authority that is believed here. */
async function revokeFile(
  database: Database,
  { file, dataDir, tlsClientCa }: File,
  now: number,
): Promise<Revoked> {
  const [certificate] = certificatesIn(readFileSync(file, 'utf8'));
  if (!certificate) throw new Error(`${file}: expected a certificate as PEM`);
  const authority = [tlsClientCa, authorityFiles(dataDir).certificate]
    .flatMap((path) => (path && existsSync(path) ? certificatesIn(readFileSync(path, 'utf8')) : []))
    .find((one) => certificate.checkIssued(one) && certificate.verify(one.publicKey));
  if (!authority) throw new Error(`${file}: expected a certificate of an authority that is believed here`);
  const entry = {
    authority: keyHash(authority),
    serial: certificate.serialNumber.toUpperCase(),
    login: loginOf(certificate),
    subject: certificate.subject.replaceAll('\n', ', '),
    expiresAt: new Date(certificate.validTo),
  };
  return revokeCertificate(database, entry, now);
}

function loginOf(certificate: X509Certificate): string {
  const { CN } = certificate.toLegacyObject().subject as { CN?: string | string[] };
  return String(CN ?? 'nobody');
}
