/** How conditions are combined: a condition by its name, or several of which all or any have to hold. */
export type Leaf = { kind: 'leaf'; name: string; isNot: boolean };
export type Group = { kind: 'group'; op: 'all' | 'any'; isNot: boolean; members: readonly Node[] };
export type Node = Leaf | Group;

export const leaf = (name: string, isNot = false): Leaf => ({ kind: 'leaf', name, isNot });
export const group = (op: Group['op'], members: readonly Node[], isNot = false): Group => ({
  kind: 'group',
  op,
  isNot,
  members,
});

/** Every name in it, in the order in which they stand, as often as they do. */
export const namesIn = (node: Node): string[] =>
  node.kind === 'leaf' ? [node.name] : node.members.flatMap(namesIn);

/** The same without groups that are empty, of one member, or of the same kind as the one around them. */
export function tidy(root: Group): Group {
  const node = tidied(root);
  if (node === undefined) return group('all', []);
  return node.kind === 'leaf' ? group('all', [node]) : node;
}

function tidied(node: Node): Node | undefined {
  if (node.kind === 'leaf') return node;
  const members = node.members.flatMap((member): readonly Node[] => {
    const one = tidied(member);
    if (one === undefined) return [];
    return one.kind === 'group' && one.op === node.op && !one.isNot ? one.members : [one];
  });
  const [first] = members;
  if (first === undefined) return undefined;
  return members.length > 1 ? { ...node, members } : { ...first, isNot: first.isNot !== node.isNot };
}

/** The text of the contract, such as `a & !(b | c)`; empty for no condition. */
export function textOf(root: Group): string {
  const whole = tidy(root);
  return whole.isNot ? negated(whole) : inner(whole);
}

const signs = { all: ' & ', any: ' | ' };
const inner = ({ op, members }: Group) => members.map(memberText).join(signs[op]);
const negated = (node: Group) => `!(${inner(node)})`;

function memberText(node: Node): string {
  if (node.kind === 'leaf') return `${node.isNot ? '!' : ''}${node.name}`;
  return node.isNot ? negated(node) : `(${inner(node)})`;
}

/** What a text says, or undefined where it is no expression. `!` binds more tightly than `&`, that more than `|`. */
export function treeFrom(text: string): Group | undefined {
  const tokens = text.match(/[()!&|]|[A-Za-z][A-Za-z0-9._-]*|\S/g) ?? [];
  const reader: Reader = { tokens, next: 0 };
  const node = readChain(reader, 'any');
  return node && reader.next === tokens.length ? tidy(group('all', [node])) : undefined;
}

type Reader = { tokens: readonly string[]; next: number };

function readChain(reader: Reader, op: Group['op']): Node | undefined {
  const readMember = () => (op === 'any' ? readChain(reader, 'all') : readFactor(reader));
  const members: Node[] = [];
  for (;;) {
    const member = readMember();
    if (!member) return undefined;
    members.push(member);
    if (reader.tokens[reader.next] !== signs[op].trim()) break;
    reader.next += 1;
  }
  return members.length === 1 ? members[0] : group(op, members);
}

function readFactor(reader: Reader): Node | undefined {
  const token = reader.tokens[reader.next];
  reader.next += 1;
  if (token === '!') {
    const of = readFactor(reader);
    return of && { ...of, isNot: !of.isNot };
  }
  if (token === '(') {
    const within = readChain(reader, 'any');
    return reader.tokens[reader.next++] === ')' ? within : undefined;
  }
  return token !== undefined && /^[A-Za-z]/.test(token) ? leaf(token) : undefined;
}

/** Where a node stands: the number of the member in each group on the way from the root. */
export type Path = readonly number[];

/** The tree with another node at a place; without one it is taken out. */
export function replaced(root: Group, path: Path, change: (node: Node) => Node | undefined): Group {
  const [index, ...rest] = path;
  if (index === undefined) {
    const next = change(root);
    return next?.kind === 'group' ? next : group('all', next ? [next] : []);
  }
  const members = root.members.flatMap((member, at): readonly Node[] => {
    if (at !== index) return [member];
    const next = rest.length > 0 && member.kind === 'group' ? replaced(member, rest, change) : change(member);
    return next ? [next] : [];
  });
  return { ...root, members };
}
