import type { FaceDocument } from '../serve-face.ts';

export const b2cDocument: FaceDocument = {
  path: '/openapi/b2c.json',
  info: {
    title: 'Roadwire: End-User Web API',
    description:
      'The Connected Car B2C API, version 4.17.2, as Roadwire serves it. Not affiliated with Stellantis.',
    version: '4.17.2',
  },
  securitySchemes: {
    client_id: { type: 'apiKey', in: 'query', name: 'client_id' },
    token: { type: 'http', scheme: 'bearer' },
  },
};
