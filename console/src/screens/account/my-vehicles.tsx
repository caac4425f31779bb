import { Link } from 'wouter';
import type { AccountVehicle } from '../../api/account.ts';
import { Age } from '../../ui/age.tsx';
import { Card } from '../../ui/card.tsx';
import { Answer, Empty } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useWords } from '../../words/use-words.ts';
import { accountWords } from './account-words.ts';
import { accountPage, useMe } from './use-account.ts';

/** The vehicles of the account, and who else sees each. */
export function MyVehicles() {
  const words = useWords(accountWords);
  const me = useMe();
  const others = ({ fleets, isShared }: AccountVehicle) => [
    ...fleets.map((name) => words.fleet(name)),
    ...(isShared ? [words.shared] : []),
  ];
  const columns: Column<AccountVehicle>[] = [
    {
      title: words.vehicle,
      show: ({ id, vin, brand, label }) => (
        <Link href={`/vehicles/${id}`}>{[brand, label, vin].filter(Boolean).join(' · ')}</Link>
      ),
    },
    { title: words.linked, show: ({ linkedAt }) => <Age at={linkedAt} /> },
    { title: words.alsoSeenBy, show: (vehicle) => others(vehicle).join(', ') || words.nobodyElse },
  ];
  return (
    <Card
      title={words.vehicles}
      actions={
        <a href={accountPage()} target="_blank" rel="noreferrer">
          {words.link}
        </a>
      }
    >
      <Answer
        of={me}
        isEmpty={({ vehicles }) => vehicles.length === 0}
        empty={
          <Empty title={words.noVehicles}>
            <p>{words.noVehiclesWhy}</p>
          </Empty>
        }
      >
        {({ vehicles }) => (
          <Table label={words.vehicles} columns={columns} rows={vehicles} keyOf={({ id }) => id} />
        )}
      </Answer>
    </Card>
  );
}
