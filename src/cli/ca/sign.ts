import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { authorityFiles, keyHashOf, openAuthority } from '../../certificates/authority.ts';
import { signRequest } from '../../certificates/issue.ts';
import { readRequest } from '../../certificates/request.ts';
import { systemClock } from '../../lib/clock.ts';
import { inTransaction } from '../../store/database.ts';
import { saveCommandChange } from '../../store/people/audit.ts';
import { addCertificate, findHolder } from '../../store/vehicles/certificates.ts';
import { command, commandContext, wholeNumber } from '../command.ts';
import { withDatabase } from '../with-database.ts';

type SignOptions = { out?: string; days: number };

export const sign = command(
  'sign',
  'check a certificate signing request of a fleet owner and sign it',
  'ca sign partner.csr --days 365',
)
  .argument('<csr>', 'the file of the request')
  .option('--out <file>', 'where the certificate goes; default: beside the request, with the ending .pem')
  .option('--days <n>', 'how long it holds', wholeNumber(1, 825), 365)
  .action(async (csr: string, { out = besideIt(csr), days }: SignOptions) => {
    const context = commandContext({ isQuiet: true });
    const { dataDir } = context.settings;
    if (existsSync(out))
      throw new Error(`${out}: there is such a file already: give --out another, or move it away`);
    const authority = await openAuthority(dataDir);
    const request = await readRequest(readFileSync(csr, 'utf8'));
    const signed = await withDatabase(context, async (database) => {
      const { login } = request;
      const holder = await findHolder(database, login);
      if (!holder)
        throw new Error(`the request: CN: ${login}, expected the login of a fleet owner who was entered`);
      const certificate = await signRequest(authority, request, { now: systemClock.now(), days });
      const { notAfter: expiresAt, serialNumber, subject } = certificate;
      const serial = serialNumber.toUpperCase();
      const entry = { authority: keyHashOf(authority), serial, login, subject, expiresAt };
      await inTransaction(database, async (inside) => {
        await addCertificate(inside, entry, holder);
        await saveCommandChange(inside, {
          at: systemClock.now(),
          operation: 'signCertificate',
          subjectKind: 'certificate',
          subject: serial,
          after: { login, subject, expiresAt },
        });
      });
      return { pem: certificate.toString('pem'), clientId: holder.clientId, ...entry };
    });
    writeFileSync(out, `${signed.pem}\n`, { flag: 'wx' });
    context.print(
      [
        `login        ${signed.login}`,
        `client_id    ${signed.clientId}`,
        `serial       ${signed.serial}`,
        `until        ${signed.expiresAt.toISOString()}`,
        `certificate  ${out}`,
        `authority    ${authorityFiles(dataDir).certificate}`,
      ].join('\n'),
    );
  });

function besideIt(csr: string): string {
  return join(dirname(csr), `${basename(csr, extname(csr))}.pem`);
}
