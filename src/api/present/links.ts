/** Absolute addresses of the end user's face. */
export type B2cLinks = ReturnType<typeof b2cLinks>;

export function b2cLinks(publicUrl: string) {
  const root = `${publicUrl}/connectedcar/v4`;
  const vehicle = (id: string) => `${root}/user/vehicles/${id}`;
  return {
    user: `${root}/user`,
    vehicles: `${root}/user/vehicles`,
    vehicle,
    of: (id: string, name: string) => `${vehicle(id)}/${name}`,
  };
}

export const link = (href: string) => ({ href });
