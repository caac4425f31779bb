/** A HAL link. */
export type LinkTo = { href: string; templated?: boolean };

export const link = (href: string): LinkTo => ({ href });

const template = (href: string): LinkTo => ({ href, templated: true });

/** Absolute addresses around one vehicle, as one owner knows it. */
export type VehicleLinks = {
  vehicle: string;
  /** A resource under the vehicle: `status`, `trips/123/wayPoints`. */
  of(path: string): string;
  /** What the vehicle belongs to, under the name of its link. */
  owner: { user: LinkTo } | { fleet: LinkTo };
  monitors: LinkTo;
  remotes: LinkTo;
  callbacks: LinkTo;
};

/** Addresses of the end user's face. */
export function b2cLinks(publicUrl: string) {
  const root = `${publicUrl}/connectedcar/v4`;
  const user = `${root}/user`;
  return {
    user,
    vehicles: `${user}/vehicles`,
    vehicle(id: string): VehicleLinks {
      const vehicle = `${user}/vehicles/${id}`;
      return {
        vehicle,
        of: (path) => `${vehicle}/${path}`,
        owner: { user: link(user) },
        monitors: template(`${vehicle}/callbacks/{cbid}/monitors`),
        remotes: template(`${vehicle}/callbacks/{cbid}/remotes`),
        callbacks: link(`${user}/callbacks`),
      };
    },
  };
}

export type B2cLinks = ReturnType<typeof b2cLinks>;

/** Addresses of one fleet. */
export type FleetLinks = {
  fleet: string;
  of(path: string): string;
  vehicle(vid: string): VehicleLinks;
};

/** Addresses of the fleet owner's face. */
export function b2bLinks(publicUrl: string) {
  const root = `${publicUrl}/connectedcar/v3`;
  return { fleets: `${root}/fleets`, fleet: (fid: string) => fleetLinks(`${root}/fleets/${fid}`) };
}

function fleetLinks(fleet: string): FleetLinks {
  return {
    fleet,
    of: (path) => `${fleet}/${path}`,
    vehicle(vid) {
      const vehicle = `${fleet}/vehicles/${vid}`;
      return {
        vehicle,
        of: (path) => `${vehicle}/${path}`,
        owner: { fleet: link(fleet) },
        // Monitors and callbacks belong to the fleet here.
        monitors: link(`${fleet}/monitors`),
        remotes: template(`${vehicle}/callbacks/{cbid}/remotes`),
        callbacks: link(`${fleet}/remote/callbacks`),
      };
    },
  };
}
