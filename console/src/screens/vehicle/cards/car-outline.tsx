/** What of a vehicle can be open. */
export type Opening =
  | 'Driver'
  | 'Passenger'
  | 'RearLeft'
  | 'RearRight'
  | 'Trunk'
  | 'RearWindow'
  | 'RoofWindow';
export type Openings = Partial<Record<Opening, 'Open' | 'Closed'>>;

const look = (state: 'Open' | 'Closed' | undefined) =>
  `car-part ${state === undefined ? 'car-unknown' : state === 'Open' ? 'car-open' : 'car-closed'}`;

/** A side door: hinged at its front end, so that an open one stands away from the side. */
function SideDoor({
  x,
  y,
  side,
  state,
}: {
  x: number;
  y: number;
  side: 'left' | 'right';
  state: Openings[Opening];
}) {
  const angle = state === 'Open' ? (side === 'left' ? 52 : -52) : 0;
  return (
    <rect
      className={look(state)}
      x={x - 4.5}
      y={y}
      width="9"
      height="66"
      rx="4"
      transform={`rotate(${angle} ${x} ${y + 3})`}
    />
  );
}

/** A vehicle from above, its front at the top; doors stand out from it where they are open. */
export function CarOutline({
  label,
  openings,
  isLocked,
}: {
  label: string;
  openings: Openings;
  isLocked: boolean | undefined;
}) {
  const trunk = openings.Trunk;
  return (
    <svg className="car" viewBox="0 0 240 340" role="img" aria-label={label}>
      <path
        className="car-body"
        d="M84 22 Q120 8 156 22 Q176 34 178 72 L180 262 Q180 302 160 314 Q120 324 80 314 Q60 302 60 262 L62 72 Q64 34 84 22 Z"
      />
      <path className="car-glass" d="M78 108 Q120 88 162 108 L154 136 Q120 126 86 136 Z" />
      <path
        className={`car-glass ${openings.RearWindow === 'Open' ? 'car-glass-open' : ''}`}
        d="M86 262 Q120 270 154 262 L162 282 Q120 294 78 282 Z"
      />
      <rect
        className={`car-glass ${openings.RoofWindow === 'Open' ? 'car-glass-open' : ''}`}
        x="92"
        y="152"
        width="56"
        height="84"
        rx="10"
      />
      <path className="car-lamp" d="M82 30 Q88 24 98 23 L94 34 Q86 36 80 42 Z" />
      <path className="car-lamp" d="M158 30 Q152 24 142 23 L146 34 Q154 36 160 42 Z" />
      <SideDoor x={62} y={114} side="left" state={openings.Driver} />
      <SideDoor x={178} y={114} side="right" state={openings.Passenger} />
      <SideDoor x={61} y={186} side="left" state={openings.RearLeft} />
      <SideDoor x={179} y={186} side="right" state={openings.RearRight} />
      <rect
        className={look(trunk)}
        x="78"
        y={trunk === 'Open' ? 322 : 303}
        width="84"
        height={trunk === 'Open' ? 14 : 9}
        rx="4"
      />
      {isLocked !== undefined && <Padlock isLocked={isLocked} />}
    </svg>
  );
}

function Padlock({ isLocked }: { isLocked: boolean }) {
  return (
    <g className={isLocked ? 'car-lock' : 'car-lock car-lock-open'} transform="translate(120 194)">
      <path d={isLocked ? 'M-9 -4 V-12 A9 9 0 0 1 9 -12 V-4' : 'M-9 -4 V-16 A9 9 0 0 1 9 -16 V-12'} />
      <rect x="-14" y="-4" width="28" height="22" rx="4" />
    </g>
  );
}
