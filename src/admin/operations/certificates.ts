import { Type } from 'typebox';
import { ApiError } from '../../api/shared/errors.ts';
import { collection } from '../../api/shared/lists/hal.ts';
import { findRegisteredCertificate, listRegisteredCertificates } from '../../store/registry/certificates.ts';
import { revokeSerial } from '../../store/vehicles/certificates.ts';
import { listQuery, readList } from '../lists.ts';
import { type Operation, operation, type Subject } from '../operation.ts';
import { Time } from '../schemas.ts';
import { shown } from '../shown.ts';

const Certificate = Type.Object(
  {
    serial: Type.String({ description: 'Hexadecimal' }),
    authority: Type.String({ description: 'SHA-256 of the public key of the authority that signed it' }),
    login: Type.String({ description: 'Of a partner, or the client_id of an application' }),
    subject: Type.String(),
    createdAt: Time,
    expiresAt: Time,
    revokedAt: Type.Optional(Time),
  },
  { $id: 'Certificate' },
);

const filters = { login: 'Of one partner or application', serial: 'With this serial number' };

const certificate: Subject = {
  kind: 'certificate',
  async look(database, serial) {
    const found = await findRegisteredCertificate(database, serial);
    return found && shown(found);
  },
};

const serialOf = ({ serial = '' }: Readonly<Record<string, string>>) =>
  serial.replaceAll(':', '').toUpperCase();

export const certificateOperations: readonly Operation[] = [
  operation({
    operationId: 'getCertificates',
    method: 'GET',
    path: '/certificates',
    tag: 'Certificates',
    summary: 'Client certificates that were signed here or revoked, by their serial number',
    role: 'viewer',
    query: listQuery(filters),
    response: collection('certificates', Certificate),
    read: (ask) =>
      readList(ask, {
        path: '/certificates',
        key: 'certificates',
        keyForm: 'id',
        filters,
        listing: (filter) => listRegisteredCertificates(ask.database, filter),
        present: shown,
      }),
  }),
  operation({
    operationId: 'revokeCertificate',
    method: 'POST',
    path: '/certificates/:serial/revoke',
    tag: 'Certificates',
    summary: 'Revokes one: within a second it opens nothing any more',
    role: 'admin',
    response: Certificate,
    subject: certificate,
    nameOf: ({ params }) => serialOf(params),
    async change({ database, params, context }) {
      const serial = serialOf(params);
      const revoked = await revokeSerial(database, serial, context.clock.now());
      const found = revoked && (await findRegisteredCertificate(database, serial));
      if (!found) throw new ApiError('noEntry', `serial: there is no certificate ${serial}`);
      return shown(found);
    },
  }),
];
