import type { Find } from '../blocks/field.ts';

const most = 8;

/** Users whose address begins with what was typed; chosen by their address. */
export const findUsers: Find = async (admin, typed, signal) => {
  const query = { pageSize: most, ...(typed === '' ? {} : { emailPrefix: typed }) };
  const { items } = await admin.users(query, signal);
  return items.map(({ email, firstName, lastName }) => {
    const name = [firstName, lastName].filter(Boolean).join(' ');
    return { key: email, text: name === '' ? email : `${email} · ${name}` };
  });
};
