/** The library that writes certificates; it needs the other one before it. Only commands load it. */
export async function loadLibrary() {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

export type Library = Awaited<ReturnType<typeof loadLibrary>>;
