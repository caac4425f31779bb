import { X509Certificate } from 'node:crypto';
import { authorityFiles, createAuthority, openAuthority } from '../../certificates/authority.ts';
import { systemClock } from '../../lib/clock.ts';
import { command, commandContext } from '../command.ts';
import { list, revoke } from './list.ts';
import { serverCertificate } from './server-cert.ts';
import { sign } from './sign.ts';

function describe(pem: string, file: string): string {
  const { subject, validTo, fingerprint256 } = new X509Certificate(pem);
  return [
    `subject      ${subject.replaceAll('\n', ', ')}`,
    `until        ${new Date(validTo).toISOString()}`,
    `SHA-256      ${fingerprint256}`,
    `certificate  ${file}   (partners get this one, too)`,
  ].join('\n');
}

const init = command('init', 'make the built-in certificate authority, once', 'ca init').action(async () => {
  const { settings, print } = commandContext({ isQuiet: true });
  const { pem } = await createAuthority(settings.dataDir, systemClock.now());
  const files = authorityFiles(settings.dataDir);
  print(describe(pem, files.certificate));
  print(`key          ${files.key}   (whoever has it can make certificates: keep it as you keep backups)`);
});

const show = command('show', 'show the built-in certificate authority', 'ca show --pem')
  .option('--pem', 'the certificate itself, to hand on')
  .action(async (options: { pem?: boolean }) => {
    const { settings, print } = commandContext({ isQuiet: true });
    const { pem } = await openAuthority(settings.dataDir);
    print(options.pem ? pem.trim() : describe(pem, authorityFiles(settings.dataDir).certificate));
  });

export const ca = command('ca', 'certificates of fleet owners (docs/certificates.md)', 'ca sign partner.csr')
  .addCommand(init)
  .addCommand(show)
  .addCommand(sign)
  .addCommand(list)
  .addCommand(revoke)
  .addCommand(serverCertificate);
