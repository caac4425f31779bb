import type { Area } from '../../../map/drawing/area.ts';
import { AreaDrawing } from '../../../map/drawing/area-drawing.tsx';
import { MapView } from '../../../map/map-view.tsx';
import { Select } from '../../../ui/select.tsx';
import { useWords } from '../../../words/use-words.ts';
import { builderWords } from '../builder-words.ts';
import type { Point, Shape, ZoneForm } from '../form/conditions.ts';
import { FaultLine } from './field-faults.tsx';
import { NumberField } from './number-field.tsx';

type Given = { form: ZoneForm; path: string; near: Point | undefined; onChange(form: ZoneForm): void };

/** Where: a circle or an outline, drawn on the map or typed. */
export function ZoneEditor({ form, path, near, onChange }: Given) {
  const words = useWords(builderWords);
  const { shape } = form;
  const changeShape = (next: Shape) => onChange({ ...form, shape: next });
  const camera = near && { center: [near.longitude, near.latitude] as [number, number], zoom: 10 };
  return (
    <div className="condition-fields">
      <Select
        label={words.transition}
        choices={(['In', 'Out'] as const).map((key) => ({ key, text: words[key] }))}
        value={form.transition}
        onChange={(transition) => onChange({ ...form, transition })}
      />
      <MapView
        key={camera ? 'near' : 'far'}
        label={words.map}
        className="zone-map"
        {...(camera ? { camera } : {})}
      >
        <AreaDrawing area={areaOf(shape)} onChange={(area) => changeShape(shapeOf(area))} />
      </MapView>
      <p className="hint">{words.drawWhy}</p>
      {shape.kind === 'circle' ? (
        <CircleFields shape={shape} onChange={changeShape} />
      ) : (
        <p>{words.corners(shape.points.length)}</p>
      )}
      <NumberField
        label={words.wait}
        value={form.minDurationS === 0 ? '' : String(form.minDurationS)}
        onChange={(text) => onChange({ ...form, minDurationS: text === '' ? 0 : Number(text) })}
      />
      <FaultLine path={`${path}.zone`} />
    </div>
  );
}

type Circle = Extract<Shape, { kind: 'circle' }>;

function CircleFields({ shape, onChange }: { shape: Circle; onChange(shape: Shape): void }) {
  const words = useWords(builderWords);
  const { center, radiusKm } = shape;
  const move = (changes: Partial<Record<keyof Point, string>>) => {
    const part = (name: keyof Point) =>
      changes[name] === undefined ? center?.[name] : numberOf(changes[name]);
    onChange({ ...shape, center: { latitude: part('latitude') ?? 0, longitude: part('longitude') ?? 0 } });
  };
  return (
    <div className="inline-fields">
      <NumberField
        label={words.latitude}
        value={center ? String(center.latitude) : ''}
        onChange={(latitude) => move({ latitude })}
      />
      <NumberField
        label={words.longitude}
        value={center ? String(center.longitude) : ''}
        onChange={(longitude) => move({ longitude })}
      />
      <NumberField
        label={words.radius('km')}
        value={String(radiusKm)}
        onChange={(text) => onChange({ ...shape, radiusKm: Math.max(1, Math.round(Number(text) || 1)) })}
      />
    </div>
  );
}

const numberOf = (text: string) => (text === '' ? undefined : Number(text));
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

function areaOf(shape: Shape): Area | undefined {
  if (shape.kind === 'polygon')
    return { kind: 'polygon', points: shape.points.map(({ longitude, latitude }) => [longitude, latitude]) };
  const { center, radiusKm } = shape;
  return center && { kind: 'circle', center: [center.longitude, center.latitude], radiusKm };
}

/** Circles have whole kilometres; nothing drawn is a circle without a middle. */
function shapeOf(area: Area | undefined): Shape {
  if (area === undefined) return { kind: 'circle', center: undefined, radiusKm: 1 };
  const point = ([longitude, latitude]: readonly [number, number]): Point => ({
    longitude: rounded(longitude),
    latitude: rounded(latitude),
  });
  if (area.kind === 'polygon') return { kind: 'polygon', points: area.points.map(point) };
  return { kind: 'circle', center: point(area.center), radiusKm: Math.max(1, Math.round(area.radiusKm)) };
}
