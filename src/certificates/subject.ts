/** The subject of a request, as the library tells it: one or more values of each kind, in order. */
export type SubjectParts = readonly Record<string, readonly string[]>[];

type Rule = { expected: string; fits(value: string): boolean };

const text = (longest: number): Rule => ({
  expected: `1 to ${longest} characters`,
  fits: (value) => value.trim() !== '' && value.length <= longest && !/\p{Cc}/u.test(value),
});

const units = ['Programs Partners', 'Programs Partner'];

/** What each part has to be: every one of them is there once, and nothing else is. */
const rules: Record<string, Rule> = {
  C: { expected: 'two letters such as FR', fits: (value) => /^[A-Za-z]{2}$/.test(value) },
  ST: text(128),
  L: text(128),
  O: text(64),
  OU: { expected: units[0] as string, fits: (value) => units.includes(value) },
  CN: { expected: 'the login, such as MZP128745', fits: (value) => /^[\x21-\x7e]{1,64}$/.test(value) },
  E: { expected: 'an e-mail address', fits: (value) => /^[^\s@]{1,64}@[^\s@]{1,190}$/.test(value) },
};

/** As people write them. */
const names: Record<string, string> = { ST: 'S', E: 'emailAddress' };
const nameOf = (part: string) => names[part] ?? part;

/** Everything that is wrong with a subject: the field, its value and what was expected. */
export function subjectFaults(parts: SubjectParts): string[] {
  const values = new Map<string, string[]>();
  for (const part of parts)
    for (const [name, given] of Object.entries(part))
      values.set(name, [...(values.get(name) ?? []), ...given]);
  const missing = Object.keys(rules).filter((name) => !values.has(name));
  return [
    ...[...values].flatMap(([name, given]) => faultsOf(name, given)),
    ...missing.map((name) => `${nameOf(name)}: missing, expected ${rules[name]?.expected}`),
  ];
}

function faultsOf(name: string, given: readonly string[]): string[] {
  const rule = rules[name];
  const value = given.join(', ').slice(0, 120);
  if (!rule) return [`${name}: ${value}, expected only ${Object.keys(rules).map(nameOf).join(', ')}`];
  if (given.length > 1) return [`${nameOf(name)}: ${value}, expected one value`];
  return rule.fits(given[0] ?? '') ? [] : [`${nameOf(name)}: ${value}, expected ${rule.expected}`];
}
