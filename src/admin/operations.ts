import { administrationOperations } from './administrators.ts';
import { applicationOperations } from './applications.ts';
import { auditOperations } from './audit.ts';
import { callCenterOperations } from './call-centers.ts';
import { callbackOperations } from './callbacks.ts';
import { certificateOperations } from './certificates.ts';
import { deadLetterOperations } from './dead-letters.ts';
import { fleetOperations } from './fleets.ts';
import { healthOperations } from './health.ts';
import { importOperations } from './import/import.ts';
import type { Operation } from './operation.ts';
import { partnerOperations } from './partners.ts';
import { sessionOperations } from './sessions.ts';
import { userApplicationOperations } from './user-applications.ts';
import { userOperations } from './users.ts';
import { serviceOperations } from './vehicle-services.ts';
import { wakeUpOperations } from './vehicle-wake-up.ts';
import { vehicleOperations } from './vehicles.ts';

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
