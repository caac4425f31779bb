import { type TSchema, Type } from 'typebox';
import { ErrorBody } from './errors.ts';

/** Parameters that every operation of the end user's face takes. Unknown ones are ignored. */
export const VehicleParams = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 200, description: 'id of the vehicle' }),
});

export const Locale = Type.Optional(
  Type.String({ maxLength: 35, description: 'Language of texts, such as fr-FR; accepted, of no effect' }),
);
export const Country = Type.Optional(
  Type.Unsafe<string>({ type: 'string', enum: ['CL', 'BR', 'AR'], description: 'ISO 3166-1 alpha-2' }),
);

/** Responses of an operation: its success in the media types it comes in, and the error body for everything else. */
export function responses(success: TSchema, own = 'application/hal+json') {
  const types = [own, 'application/hal+json', 'application/json'];
  const content = Object.fromEntries(types.map((type) => [type, { schema: success }]));
  return { 200: { description: 'What was asked for', content }, default: ErrorBody };
}
