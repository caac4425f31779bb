import type { Role } from '../../../api/admin.ts';

const ranks: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 };

/** Whether somebody of a role may do what needs another. */
export function mayDo(rights: Role, needed: Role): boolean {
  return ranks[rights] >= ranks[needed];
}
