import { Type } from 'typebox';
import { oneOf } from './schema.ts';

/**
 * A collision at the moment of its report. Severity: `Minimal` no emergency system fired, `Minor` belt
 * pretensioners only, `Major` airbags and pretensioners. `pedestrian` only of vehicles with sensors for it.
 */
export const Collision = Type.Object({
  details: Type.Array(
    Type.Object({
      side: oneOf(['Front', 'Rear', 'Lateral']),
      severity: Type.Optional(oneOf(['Minimal', 'Minor', 'Major'])),
    }),
    { minItems: 1, maxItems: 8 },
  ),
  tippedOver: Type.Optional(Type.Boolean()),
  pedestrian: Type.Optional(Type.Boolean()),
});

/** Whether the vehicle counts as stolen: true opens an episode, false closes it. */
export const StolenState = Type.Object({ state: Type.Boolean() });
