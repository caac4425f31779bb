import type { Admin, AdminApi } from '../../../api/admin.ts';
import { age, column, count, linkTo, MaybeAge } from '../blocks/cells.tsx';
import { bodyOf, changesOf, type Field } from '../blocks/field.ts';
import { type Action, type AnyPart, type ListForm, part, related } from '../blocks/forms.ts';
import type { PartWords } from './part-words.ts';

type Row = Admin.RegisteredFleet;

export function fleetsPart(words: PartWords): AnyPart {
  const { column: of, frame, intro } = words;
  return part<Row>({
    name: 'fleets',
    title: frame.fleets,
    intro: intro.fleets,
    additions: [addition(words)],
    list: {
      path: '/fleets',
      label: frame.fleets,
      keyOf: ({ id }) => id,
      columns: [
        linkTo(of.name, 'fleets', ({ id, name }) => ({ id, text: name })),
        column(of.description, ({ description = '–' }) => description),
        linkTo(of.partner, 'partners', ({ partner }) => ({ id: partner })),
        count(of.vehicles, ({ vehicles }) => vehicles),
        age(of.entered, ({ createdAt }) => createdAt),
      ],
      filters: [
        { name: 'namePrefix', label: of.namePrefix },
        { name: 'partner', label: of.partner },
      ],
    },
    detail: {
      path: (id) => `/fleets/${encodeURIComponent(id)}`,
      title: ({ name }) => name,
      facts: (one) => [
        { label: of.id, value: <code>{one.id}</code> },
        { label: of.partner, value: one.partner },
        { label: of.description, value: one.description },
        { label: of.vehicles, value: one.vehicles },
        { label: of.entered, value: <MaybeAge at={one.createdAt} /> },
      ],
      actions: [change(words), putVehicle(words), removal(words)],
      related: ({ id }) => [related(intro.members, memberList(words, id))],
    },
  });
}

const at = (admin: AdminApi, { id }: { id: string }, rest?: string) => admin.of('/fleets', id, rest);

function memberList({ column: of, action, intro }: PartWords, fleet: string): ListForm<Admin.FleetMember> {
  const path = `/fleets/${encodeURIComponent(fleet)}/vehicles`;
  return {
    path,
    label: intro.members,
    empty: intro.noMembers,
    keyOf: ({ vin }) => vin,
    columns: [
      linkTo(of.vin, 'vehicles', ({ vin }) => ({ id: vin })),
      column(of.apiId, ({ id }) => <code>{id}</code>),
      age(of.entered, ({ createdAt }) => createdAt),
    ],
    filters: [{ name: 'vinPrefix', label: of.vinPrefix }],
    actions: [
      {
        label: action.takeOut,
        role: 'operator',
        question: action.takeOutQuestion,
        isDangerous: true,
        run: (admin, { vin }) =>
          admin.send('DELETE', `${path}/${encodeURIComponent(vin)}`).then(() => undefined),
      },
    ],
  };
}

function named({ column: of }: PartWords, one?: Row): Field[] {
  return [
    { name: 'name', label: of.name, kind: 'text', isRequired: true, initial: one?.name ?? '' },
    { name: 'description', label: of.description, kind: 'text', initial: one?.description ?? '' },
  ];
}

function addition(words: PartWords): Action<undefined> {
  const { action, column: of } = words;
  return {
    label: action.addFleet,
    role: 'operator',
    question: action.addFleet,
    action: action.add,
    fields: () => [
      { name: 'partner', label: of.partner, description: of.login, kind: 'text', isRequired: true },
      ...named(words),
    ],
    run: async (admin, _, { fields, values }) => {
      const { name } = await admin.send<Row>('POST', '/fleets', bodyOf(fields, values));
      return { text: action.fleetAdded(name) };
    },
  };
}

function change(words: PartWords): Action<Row> {
  const { action } = words;
  return {
    label: action.change,
    role: 'operator',
    question: action.change,
    fields: (one) => named(words, one),
    run: async (admin, one, { fields, values }) => {
      await admin.send('PATCH', at(admin, one), changesOf(fields, values));
      return { text: action.changed };
    },
  };
}

function putVehicle({ action, column: of }: PartWords): Action<Row> {
  return {
    label: action.putVehicle,
    role: 'operator',
    question: action.putVehicle,
    fields: () => [{ name: 'vin', label: of.vin, kind: 'text', isRequired: true }],
    run: async (admin, one, { fields, values }) => {
      await admin.send('POST', at(admin, one, '/vehicles'), bodyOf(fields, values));
      return { text: action.changed };
    },
  };
}

function removal({ action }: PartWords): Action<Row> {
  return {
    label: action.remove,
    role: 'operator',
    question: action.remove,
    text: action.removeFleetText,
    isDangerous: true,
    isRemoval: true,
    run: (admin, one) => admin.send('DELETE', at(admin, one)).then(() => undefined),
  };
}
