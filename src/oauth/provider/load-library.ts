type Library = typeof import('oidc-provider');

let loaded: Promise<Library> | undefined;
let errors: Library['errors'] | undefined;

/**
 * `oidc-provider`, when it is first needed. On Node 20 it says that it is not tested there, which Roadwire's own tests
 * do: that one line is kept from the terminal.
 */
export function loadLibrary(): Promise<Library> {
  loaded ??= quietly(() => import('oidc-provider'));
  return loaded.then((library) => {
    ({ errors } = library);
    return library;
  });
}

/** The errors of the library, for what it calls: by then it is loaded. */
export function loadedErrors(): Library['errors'] {
  if (!errors) throw new Error('oidc-provider is not loaded yet');
  return errors;
}

async function quietly<Result>(work: () => Promise<Result>): Promise<Result> {
  const { warn } = console;
  console.warn = (...parts: unknown[]) => {
    if (!String(parts[0]).includes('Unsupported runtime')) warn(...parts);
  };
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}
