import type { ReactNode } from 'react';
import type { AdminApi, Role } from '../../../api/admin.ts';
import type { Query } from '../../../api/ask.ts';
import type { Page } from '../../../api/model.ts';
import type { Choice } from '../../../ui/select.tsx';
import type { Column } from '../../../ui/table.tsx';
import type { Field, Values } from './field.ts';

/** What came of an action and is shown: a sentence, secrets that are shown this once, commands to copy. */
export type Outcome = {
  text: string;
  secrets?: readonly { label: string; value: string }[];
  commands?: readonly { label: string; text: string }[];
};

/** Something that can be done to `Of`; done after a question or a form. */
export type Action<Of> = {
  label: string;
  /** Who may. */
  role: Role;
  /** What is asked, as the title of the window. */
  question: string;
  /** What it brings about. */
  text?: string;
  action?: string;
  isDangerous?: boolean;
  /** What it is about is gone afterwards. */
  isRemoval?: boolean;
  applies?(of: Of): boolean;
  fields?(of: Of): readonly Field[];
  /** Throws `ProblemError`. What it gives back is shown. */
  run(
    admin: AdminApi,
    of: Of,
    given: { values: Values; fields: readonly Field[] },
  ): Promise<Outcome | undefined>;
};

export type Filter = {
  name: string;
  label: string;
  /** One of these in the place of a text; the empty one is no filter. */
  choices?: readonly Choice<string>[];
  kind?: 'time';
};

/** A list: where it is, what is shown of each, what may be asked of it. The filters are in the address of the page. */
export type ListForm<Row> = {
  path: string;
  label: string;
  columns: readonly Column<Row>[];
  filters?: readonly Filter[];
  keyOf(row: Row): string;
  actions?: readonly Action<Row>[];
  /** That there are none, and why that may be. */
  emptyTitle?: string;
  empty?: string;
  /** Asked again so often by itself. */
  everyMs?: number;
  /** Where the answer is no page. */
  read?(admin: AdminApi, query: Query, signal: AbortSignal): Promise<Page<Row>>;
};

export type Fact = { label: string; value: ReactNode };

/** Items that belong to something: a list of its own, or rows that came with it. Made by `related`. */
export type Related = { title: string; list: ListForm<never>; rows?: readonly never[] };

/** One thing of a list by itself. */
export type DetailForm<Of> = {
  path(id: string): string;
  /** Who may; a viewer where it is missing. */
  role?: Role;
  title(of: Of): string;
  facts(of: Of): readonly Fact[];
  actions: readonly Action<Of>[];
  related?(of: Of): readonly Related[];
  more?(of: Of): ReactNode;
};

/** A part of the administration. */
export type PartForm<Row, Of> = {
  name: string;
  title: string;
  /** Who may see it; a viewer where it is missing. */
  role?: Role;
  /** What it is, in a sentence. */
  intro: string;
  list: ListForm<Row>;
  /** What can be added. */
  additions?: readonly Action<undefined>[];
  /** Screens of their own. */
  links?: readonly { label: string; href: string; role: Role }[];
  detail?: DetailForm<Of>;
};

// biome-ignore lint/suspicious/noExplicitAny: the table holds parts of every row
export type AnyPart = PartForm<any, any>;

/** A part whose functions have the types of its rows. */
export function part<Row, Of = Row>(form: PartForm<Row, Of>): AnyPart {
  return form;
}

/** Items that belong to something, with the type of their list erased. */
export function related<Item>(title: string, list: ListForm<Item>, rows?: readonly Item[]): Related {
  return {
    title,
    list: list as unknown as ListForm<never>,
    ...(rows ? { rows: rows as readonly never[] } : {}),
  };
}
