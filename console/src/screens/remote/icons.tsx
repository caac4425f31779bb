/** Lines of 24 × 24; what they mean stands beside them. */
const paths = {
  lock: 'M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11M12 14.5v2.5',
  horn: 'M4 10v4h3l6 4V6L7 10zM16 9.5a4 4 0 0 1 0 5M18.5 7a8 8 0 0 1 0 10',
  wake: 'M12 3v9M6.5 6.5a8 8 0 1 0 11 0',
  climate: 'M12 2v20M3.5 7l17 10M20.5 7l-17 10M9 4l3 2 3-2M9 20l3-2 3 2',
  charge: 'M13 2 5 13h6l-1 9 8-12h-6z',
  way: 'M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM12 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z',
  shield: 'M12 3 5 6v5c0 4.5 3 8 7 10 4-2 7-5.500 7-10V6zM12 9v4M12 16h.01',
  limit: 'M3 9h15v7H3zM18 11h2.500v3H18M13 6v13',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="remote-icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
