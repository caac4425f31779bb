declare module 'virtual:world' {
  /** Addresses of the files of tiles; see `build/world.ts`. */
  export const farUrl: string;
  export const nearUrl: string;
}
