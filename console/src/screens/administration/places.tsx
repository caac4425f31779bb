import { type ComponentType, useMemo } from 'react';
import type { AnyPart } from './blocks/forms.ts';
import { Health } from './health/health.tsx';
import { ImportVehicles } from './import/import-vehicles.tsx';
import { administratorsPart, tokensPart } from './parts/administrators.tsx';
import { applicationsPart } from './parts/applications.tsx';
import { auditPart } from './parts/audit.tsx';
import { callCentersPart } from './parts/call-centers.tsx';
import { callbacksPart } from './parts/callbacks.tsx';
import { deadLettersPart } from './parts/dead-letters.tsx';
import { fleetsPart } from './parts/fleets.tsx';
import { certificatesPart, partnersPart } from './parts/partners.tsx';
import { sessionsPart } from './parts/sessions.tsx';
import { usePartWords } from './parts/use-part-words.ts';
import { usersPart } from './parts/users.tsx';
import { vehiclesPart } from './parts/vehicles.tsx';
import { OwnPassword } from './password/own-password.tsx';
import { Register } from './register/register.tsx';

/** A part of the administration by its name in the address: a form of lists, or a screen of its own. */
export type Place = {
  name: string;
  title: string;
  part?: AnyPart;
  Screen?: ComponentType;
  /** Reached from this place, and not by the navigation. */
  below?: string;
};

const forms = [
  vehiclesPart,
  usersPart,
  fleetsPart,
  applicationsPart,
  partnersPart,
  certificatesPart,
  callCentersPart,
  callbacksPart,
  deadLettersPart,
  auditPart,
  administratorsPart,
  sessionsPart,
  tokensPart,
];

/** Every place, in the order of the navigation. */
export function usePlaces(): readonly Place[] {
  const words = usePartWords();
  return useMemo(() => {
    const { frame } = words;
    const parts = forms.map((form) => form(words));
    return [
      { name: 'health', title: frame.health, Screen: Health },
      ...parts.map((part) => ({ name: part.name, title: part.title, part })),
      { name: 'password', title: frame.ownPassword, Screen: OwnPassword },
      { name: 'import', title: frame.import, Screen: ImportVehicles, below: 'vehicles' },
      { name: 'register', title: frame.register, Screen: Register, below: 'applications' },
    ];
  }, [words]);
}
