import { Type } from 'typebox';
import { ApiError } from '../../api/shared/errors.ts';
import { collection } from '../../api/shared/lists/hal.ts';
import { type AuditRow, listAudit } from '../../store/people/audit.ts';
import { listQuery, readList } from '../lists.ts';
import { type Operation, operation } from '../operation.ts';
import { Time } from '../schemas.ts';
import { shown } from '../shown.ts';

const AnyObject = Type.Object({}, { additionalProperties: true });

const Change = Type.Object(
  {
    id: Type.Integer(),
    at: Time,
    whoKind: Type.String({ description: '`administrator`, `token` or `command`' }),
    who: Type.String(),
    address: Type.String(),
    operation: Type.String(),
    subjectKind: Type.String(),
    subject: Type.String(),
    before: Type.Optional(AnyObject),
    after: Type.Optional(AnyObject),
  },
  { $id: 'Change' },
);

const filters = {
  who: 'Name of an administrator or a token',
  operation: 'Id of an operation, such as addVehicle',
  subjectKind: 'Such as vehicle, user, application',
  subject: 'Name of the subject, such as a VIN',
  since: 'From this time on, RFC 3339',
  until: 'Before this time, RFC 3339',
};

export const auditOperations: readonly Operation[] = [
  operation({
    operationId: 'getAudit',
    method: 'GET',
    path: '/audit',
    tag: 'Audit log',
    summary: 'Who changed what, the newest first',
    role: 'admin',
    query: listQuery(filters),
    response: collection('changes', Change),
    read: (ask) =>
      readList(ask, {
        path: '/audit',
        key: 'changes',
        filters,
        listing: (filter) =>
          listAudit(ask.database, {
            ...filter,
            ...timeOf('since', filter.since),
            ...timeOf('until', filter.until),
          }),
        present: presentChange,
      }),
  }),
];

/** Throws `ApiError` where it is no time. */
function timeOf(name: string, given: string | undefined) {
  if (given === undefined) return {};
  const at = /^[1-9]\d{3}-\d\d-\d\dT/.test(given) ? Date.parse(given) : Number.NaN;
  if (Number.isNaN(at)) throw new ApiError('badParameter', `${name}: ${given}, expected a time of RFC 3339`);
  return { [name]: new Date(at).toISOString() };
}

function presentChange({ before, after, ...row }: AuditRow): object {
  return shown({ ...row, before: before && JSON.parse(before), after: after && JSON.parse(after) });
}
