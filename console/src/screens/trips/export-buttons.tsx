import { useMutation } from '@tanstack/react-query';
import type { Query } from '../../api/ask.ts';
import { useFace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { Failed } from '../../ui/states.tsx';
import { useWords } from '../../words/use-words.ts';
import { tripsWords } from './trips-words.ts';

const formats = ['gpx', 'geojson', 'csv'] as const;
type Format = (typeof formats)[number];
type Wanted = { format: Format; resource: string; name: string };

function useExport(vehicle: string, query: Query = {}) {
  const face = useFace();
  return useMutation({
    mutationFn: async ({ format, resource, name }: Wanted) =>
      saveFile(await face.file(vehicle, resource, { ...query, format }), `${name}.${format}`),
  });
}

/** A trip as a file: its way, or all that was told on it. */
export function ExportTrip({ vehicle, trip }: { vehicle: string; trip: string }) {
  const words = useWords(tripsWords);
  const saving = useExport(vehicle);
  const resources = {
    gpx: `trips/${trip}`,
    geojson: `trips/${trip}/wayPoints`,
    csv: `trips/${trip}/telemetry`,
  };
  return (
    <Card title={words.exportTitle}>
      <p className="hint">{words.exportWhat}</p>
      <Buttons
        onPress={(format) => saving.mutate({ format, resource: resources[format], name: `trip-${trip}` })}
        isBusy={saving.isPending}
      />
      {saving.error && <Failed error={saving.error} />}
    </Card>
  );
}

/** All trips that match as a file. */
export function ExportList({ vehicle, query }: { vehicle: string; query: Query }) {
  const words = useWords(tripsWords);
  const saving = useExport(vehicle, query);
  return (
    <div className="export-list">
      <span className="hint">{words.exportList}</span>
      <Buttons
        onPress={(format) => saving.mutate({ format, resource: 'trips', name: 'trips' })}
        isBusy={saving.isPending}
      />
      {saving.error && <Failed error={saving.error} />}
    </div>
  );
}

function Buttons({ onPress, isBusy }: { onPress(format: Format): void; isBusy: boolean }) {
  const words = useWords(tripsWords);
  const names = { gpx: words.exportGpx, geojson: words.exportGeoJson, csv: words.exportCsv };
  return (
    <div className="actions actions-start">
      {formats.map((format) => (
        <Button key={format} isDisabled={isBusy} onPress={() => onPress(format)}>
          {names[format]}
        </Button>
      ))}
    </div>
  );
}
