declare module 'virtual:places' {
  /** Address of the file of names; see `build/places.ts`. */
  const url: string;
  export default url;
}
