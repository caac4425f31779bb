import type { FaceDocument } from '../serve-face.ts';

export const b2bDocument: FaceDocument = {
  path: '/openapi/b2b.json',
  info: {
    title: 'Roadwire: Fleet Owner Web API',
    description:
      'The Connected Car B2B API, version 3.19.2, as Roadwire serves it. Not affiliated with Stellantis.',
    version: '3.19.2',
  },
  securitySchemes: {
    client_id: { type: 'apiKey', in: 'query', name: 'client_id' },
    login: { type: 'http', scheme: 'basic' },
  },
};
