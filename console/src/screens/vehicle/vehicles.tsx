import './vehicle.css';
import { Link } from 'wouter';
import type { Vehicle } from '../../api/model.ts';
import { useLiveVehicle } from '../../query/live-provider.tsx';
import { useVehicles } from '../../query/use-vehicles.ts';
import { Age } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { Card, ScreenTitle } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Answer, Empty } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useAddress } from '../../ui/use-address.ts';
import { useFormat } from '../../units/use-format.ts';
import { useWordFor, useWords } from '../../words/use-words.ts';
import { ConnectionBadge } from './cards/connection-badge.tsx';
import { filtered } from './filter-vehicles.ts';
import { capitalized } from './status-group.tsx';
import { nameOf } from './vehicle-name.ts';
import { valueWords } from './words/value-words.ts';
import { vehicleWords } from './words/vehicle-words.ts';

const pageSize = 50;

/** All vehicles of who is signed in. */
export function Vehicles() {
  const words = useWords(vehicleWords);
  const vehicles = useVehicles();
  return (
    <div className="screen">
      <ScreenTitle title={words.listTitle} />
      <Answer
        of={vehicles}
        isEmpty={(all) => all.length === 0}
        empty={
          <Empty title={words.none}>
            <p>{words.noneWhy}</p>
          </Empty>
        }
      >
        {(all) => <List all={all} />}
      </Answer>
    </div>
  );
}

function List({ all }: { all: readonly Vehicle[] }) {
  const words = useWords(vehicleWords);
  const { query, change } = useAddress();
  const found = filtered(all, {
    search: query.get('search'),
    fleet: query.get('fleet'),
    state: query.get('state'),
  });
  const most = Math.max(Number(query.get('shown')) || pageSize, pageSize);
  return (
    <Card title={words.found(found.length)}>
      <Filters all={all} />
      {found.length === 0 ? (
        <Empty title={words.noMatch}>
          <p>{words.noMatchWhy}</p>
        </Empty>
      ) : (
        <VehicleTable vehicles={found.slice(0, most)} />
      )}
      {found.length > most && (
        <Button onPress={() => change({ shown: String(most + pageSize) })}>{words.showMore}</Button>
      )}
    </Card>
  );
}

function Filters({ all }: { all: readonly Vehicle[] }) {
  const words = useWords(vehicleWords);
  const { query, change } = useAddress();
  const fleets = [...new Map(all.flatMap(({ fleet }) => (fleet ? [[fleet.id, fleet.name]] : [])))];
  const states = ['Online', 'Asleep', 'Offline'] as const;
  return (
    <div className="filters">
      <Field
        label={words.search}
        type="search"
        value={query.get('search') ?? ''}
        onChange={(search) => change({ search, shown: undefined })}
      />
      <Select
        label={words.connection}
        value={query.get('state') ?? ''}
        choices={[{ key: '', text: words.all }, ...states.map((key) => ({ key, text: words[key] }))]}
        onChange={(state) => change({ state, shown: undefined })}
      />
      {fleets.length > 1 && (
        <Select
          label={words.fleet}
          value={query.get('fleet') ?? ''}
          choices={[{ key: '', text: words.all }, ...fleets.map(([key = '', text = '']) => ({ key, text }))]}
          onChange={(fleet) => change({ fleet, shown: undefined })}
        />
      )}
    </div>
  );
}

function VehicleTable({ vehicles }: { vehicles: readonly Vehicle[] }) {
  const words = useWords(vehicleWords);
  const wordFor = useWordFor(valueWords);
  const columns: Column<Vehicle>[] = [
    {
      title: words.name,
      show: (vehicle) => (
        <Link href={`/vehicles/${encodeURIComponent(vehicle.key)}`} className="vehicle-link">
          {nameOf(vehicle)}
        </Link>
      ),
    },
    { title: words.vin, show: ({ vin }) => <span className="vin">{vin}</span> },
    { title: words.motorization, show: ({ motorization }) => capitalized(wordFor(motorization)) },
    { title: words.connection, show: ({ connection }) => <ConnectionBadge connection={connection} /> },
    { title: words.energy, show: ({ key }) => <Levels vehicle={key} /> },
    { title: words.heard, show: ({ key }) => <Heard vehicle={key} /> },
  ];
  return <Table label={words.listTitle} columns={columns} rows={vehicles} keyOf={({ key }) => key} />;
}

/** What the live stream has told of battery and fuel. */
function Levels({ vehicle }: { vehicle: string }) {
  const words = useWords(vehicleWords);
  const format = useFormat();
  const energies = useLiveVehicle(vehicle)?.status.energies ?? [];
  const told = energies.flatMap(({ type, level }) =>
    level === undefined
      ? []
      : [`${type === 'Electric' ? words.battery : words.fuel} ${format.quantity(level, '%')}`],
  );
  return told.length > 0 ? told.join(' · ') : '–';
}

function Heard({ vehicle }: { vehicle: string }) {
  const at = useLiveVehicle(vehicle)?.position?.properties.createdAt;
  return at === undefined ? '–' : <Age at={at} />;
}
