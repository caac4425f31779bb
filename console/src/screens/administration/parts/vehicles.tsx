import type { Admin, AdminApi } from '../../../api/admin.ts';
import { age, column, count, linkTo, MaybeAge } from '../blocks/cells.tsx';
import { bodyOf, changesOf, type Field } from '../blocks/field.ts';
import { type Action, type AnyPart, type ListForm, part, related } from '../blocks/forms.ts';
import { abilityList, usualAbilities } from './abilities.ts';
import type { PartWords } from './part-words.ts';
import { activateService, serviceList } from './vehicle-services.ts';

type Row = Admin.RegisteredVehicle;
type Of = Admin.VehicleDetails;

const motorizations = ['Electric', 'Hybrid', 'Thermic', 'Hydrogen'] as const;

export function vehiclesPart(words: PartWords): AnyPart {
  const { column: of, frame, intro } = words;
  return part<Row, Of>({
    name: 'vehicles',
    title: frame.vehicles,
    intro: intro.vehicles,
    links: [{ label: frame.import, href: '/administration/import', role: 'operator' }],
    additions: [addition(words)],
    list: {
      path: '/vehicles',
      label: frame.vehicles,
      empty: intro.noVehicles,
      keyOf: ({ vin }) => vin,
      columns: [
        linkTo(of.vin, 'vehicles', ({ vin }) => ({ id: vin })),
        column(of.label, ({ brand, label }) => [brand, label].filter(Boolean).join(' · ') || '–'),
        column(of.motorization, ({ motorization }) => motorization),
        column(of.presence, ({ presence = of.neverSeen }) => presence),
        count(of.users, ({ users }) => users),
        count(of.fleets, ({ fleets }) => fleets),
        age(of.entered, ({ createdAt }) => createdAt),
      ],
      filters: [
        { name: 'vinPrefix', label: of.vinPrefix },
        { name: 'label', label: of.labelPart },
        { name: 'motorization', label: of.motorization, choices: [{ key: '', text: frame.any }, ...choices] },
        { name: 'email', label: of.ofUser },
        { name: 'fleet', label: of.ofFleet },
      ],
    },
    detail: {
      path: (vin) => `/vehicles/${encodeURIComponent(vin)}`,
      title: ({ vin, label }) => [label, vin].filter(Boolean).join(' · '),
      facts: (one) => [
        { label: of.vin, value: one.vin },
        { label: of.motorization, value: one.motorization },
        { label: of.generation, value: one.generation },
        { label: of.brand, value: one.brand },
        { label: of.label, value: one.label },
        { label: of.presence, value: one.presence ?? of.neverSeen },
        { label: of.since, value: one.presenceSince && <MaybeAge at={one.presenceSince} /> },
        { label: of.entered, value: <MaybeAge at={one.createdAt} /> },
        { label: of.changed, value: <MaybeAge at={one.updatedAt} /> },
      ],
      actions: [
        change(words),
        newSecret(words),
        pairingCode(words),
        activateService(words),
        usualAbilities(words),
        removal(words),
      ],
      related: ({ vin, holders }) => [
        related(intro.services, serviceList(words, vin)),
        related(intro.abilities, abilityList(words, vin)),
        related(intro.holders, userList(words), holders.users),
        related(intro.inFleets, fleetList(words), holders.fleets),
      ],
    },
  });
}

type Holders = Of['holders'];

function userList({ column: of, intro, frame }: PartWords): ListForm<Holders['users'][number]> {
  return {
    path: '',
    label: intro.holders,
    empty: frame.none,
    keyOf: ({ id }) => id,
    columns: [
      linkTo(of.email, 'users', ({ id, email }) => ({ id, text: email })),
      column(of.apiId, ({ vehicleId }) => <code>{vehicleId}</code>),
    ],
  };
}

function fleetList({ column: of, intro, frame }: PartWords): ListForm<Holders['fleets'][number]> {
  return {
    path: '',
    label: intro.inFleets,
    empty: frame.none,
    keyOf: ({ id }) => id,
    columns: [
      linkTo(of.name, 'fleets', ({ id, name }) => ({ id, text: name })),
      column(of.partner, ({ partner }) => partner),
      column(of.apiId, ({ vehicleId }) => <code>{vehicleId}</code>),
    ],
  };
}

const choices = motorizations.map((key) => ({ key, text: key }));
const at = (admin: AdminApi, { vin }: { vin: string }, rest?: string) => admin.of('/vehicles', vin, rest);

function described({ column: of }: PartWords, one?: Of): Field[] {
  return [
    {
      name: 'motorization',
      label: of.motorization,
      kind: 'choice',
      choices,
      initial: one?.motorization ?? 'Electric',
    },
    { name: 'brand', label: of.brand, kind: 'text', initial: one?.brand ?? '' },
    { name: 'label', label: of.label, kind: 'text', initial: one?.label ?? '' },
    { name: 'generation', label: of.generation, kind: 'number', initial: String(one?.generation ?? '') },
  ];
}

function secretsOf({ column: of }: PartWords, { username, secret }: { username: string; secret: string }) {
  return [
    { label: of.username, value: username },
    { label: of.secret, value: secret },
  ];
}

function addition(words: PartWords): Action<undefined> {
  const { action, column: of } = words;
  return {
    label: action.addVehicle,
    role: 'operator',
    question: action.addVehicle,
    action: action.add,
    fields: () => [{ name: 'vin', label: of.vin, kind: 'text', isRequired: true }, ...described(words)],
    run: async (admin, _, { fields, values }) => {
      const made = await admin.send<Admin.NewVehicle>('POST', '/vehicles', bodyOf(fields, values));
      return { text: action.vehicleAdded(made.vin), secrets: secretsOf(words, made) };
    },
  };
}

function change(words: PartWords): Action<Of> {
  const { action } = words;
  return {
    label: action.change,
    role: 'operator',
    question: action.change,
    fields: (one) => described(words, one),
    run: async (admin, one, { fields, values }) => {
      await admin.send('PATCH', at(admin, one), changesOf(fields, values));
      return { text: action.changed };
    },
  };
}

function newSecret(words: PartWords): Action<Of> {
  const { action } = words;
  return {
    label: action.newSecret,
    role: 'operator',
    question: action.newSecretQuestion,
    text: action.vehicleSecretText,
    run: async (admin, one) => {
      const made = await admin.send<{ username: string; secret: string }>('POST', at(admin, one, '/secret'));
      return { text: action.secretMade, secrets: secretsOf(words, made) };
    },
  };
}

function pairingCode({ action, column: of, time }: PartWords): Action<Of> {
  return {
    label: action.pairingCode,
    role: 'operator',
    question: action.pairingCode,
    text: action.pairingText,
    fields: () => [{ name: 'minutes', label: of.minutes, kind: 'number', initial: '30' }],
    run: async (admin, one, { fields, values }) => {
      const body = bodyOf(fields, values);
      const made = await admin.send<{ code: string; expiresAt: string }>(
        'POST',
        at(admin, one, '/pairingCode'),
        body,
      );
      return {
        text: action.codeMade(time(made.expiresAt)),
        secrets: [{ label: of.pairingCode, value: made.code }],
      };
    },
  };
}

function removal({ action }: PartWords): Action<Of> {
  return {
    label: action.remove,
    role: 'operator',
    question: action.remove,
    text: action.removeVehicleText,
    isDangerous: true,
    isRemoval: true,
    run: (admin, one) => admin.send('DELETE', at(admin, one)).then(() => undefined),
  };
}
