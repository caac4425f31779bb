import { type Static, type TSchema, Type } from 'typebox';

export const Link = Type.Object(
  { href: Type.String(), templated: Type.Optional(Type.Boolean()) },
  { $id: 'Link' },
);

export type Link = Static<typeof Link>;

export function links<Names extends string>(...names: Names[]) {
  const optional = Object.fromEntries(names.map((name) => [name, Type.Optional(Link)]));
  return Type.Object({ self: Link, ...optional });
}

/** The envelope of every list. */
export function collection<Item extends TSchema>(key: string, item: Item) {
  return Type.Object({
    _links: Type.Object({
      self: Link,
      first: Link,
      next: Type.Optional(Link),
      prev: Type.Optional(Link),
      last: Type.Optional(Link),
    }),
    total: Type.Integer(),
    totalPage: Type.Integer(),
    currentPage: Type.Integer(),
    _embedded: Type.Object({ [key]: Type.Array(item) }),
  });
}
