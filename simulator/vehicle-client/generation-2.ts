import { isId, jsonOf, type Language } from './command.ts';

/** Commands of generation 2: the Web API's words. */
export const generation2: Language = {
  channel: 'commands',
  read(payload) {
    const { id, type, expiresAt, ...body } = jsonOf(payload) ?? {};
    const until = typeof expiresAt === 'string' ? Date.parse(expiresAt) : Number.NaN;
    if (!isId(id) || typeof type !== 'string' || Number.isNaN(until)) return undefined;
    return { id, type, body, expiresAt: until };
  },
  write: (answer) => JSON.stringify(answer),
};
