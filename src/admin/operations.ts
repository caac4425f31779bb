import { importOperations } from './import/import.ts';
import type { Operation } from './operation.ts';
import { administrationOperations } from './operations/administrators.ts';
import { applicationOperations } from './operations/applications.ts';
import { auditOperations } from './operations/audit.ts';
import { callCenterOperations } from './operations/call-centers.ts';
import { callbackOperations } from './operations/callbacks.ts';
import { certificateOperations } from './operations/certificates.ts';
import { deadLetterOperations } from './operations/dead-letters.ts';
import { fleetOperations } from './operations/fleets.ts';
import { healthOperations } from './operations/health.ts';
import { partnerOperations } from './operations/partners.ts';
import { sessionOperations } from './operations/sessions.ts';
import { userApplicationOperations } from './operations/user-applications.ts';
import { userOperations } from './operations/users.ts';
import { serviceOperations } from './operations/vehicle-services.ts';
import { wakeUpOperations } from './operations/vehicle-wake-up.ts';
import { vehicleOperations } from './operations/vehicles.ts';

/** Every operation of the administration. */
export const adminOperations: readonly Operation[] = [
  ...sessionOperations,
  ...vehicleOperations,
  ...importOperations,
  ...serviceOperations,
  ...wakeUpOperations,
  ...userOperations,
  ...userApplicationOperations,
  ...fleetOperations,
  ...applicationOperations,
  ...callCenterOperations,
  ...callbackOperations,
  ...partnerOperations,
  ...certificateOperations,
  ...deadLetterOperations,
  ...healthOperations,
  ...administrationOperations,
  ...auditOperations,
];
