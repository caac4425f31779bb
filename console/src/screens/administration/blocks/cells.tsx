import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Age, Time } from '../../../ui/age.tsx';
import type { Column } from '../../../ui/table.tsx';

/** The address of one thing of a part. */
export const hrefOf = (part: string, id: string) => `/administration/${part}/${encodeURIComponent(id)}`;

/** A column that leads to the thing itself. */
export function linkTo<Row>(
  title: string,
  part: string,
  of: (row: Row) => { id: string; text?: string },
): Column<Row> {
  const show = (row: Row) => {
    const { id, text = id } = of(row);
    return <Link href={hrefOf(part, id)}>{text}</Link>;
  };
  return { title, show };
}

export function column<Row>(title: string, show: (row: Row) => ReactNode): Column<Row> {
  return { title, show };
}

export function count<Row>(title: string, show: (row: Row) => ReactNode): Column<Row> {
  return { title, show, isNumber: true };
}

/** How long ago; nothing where there is no time. */
export function age<Row>(title: string, at: (row: Row) => string | undefined): Column<Row> {
  const show = (row: Row) => {
    const given = at(row);
    return given === undefined ? '–' : <Age at={given} />;
  };
  return { title, show };
}

/** The time itself, such as of an end to come. */
export function time<Row>(
  title: string,
  at: (row: Row) => string | undefined,
  none: ReactNode = '–',
): Column<Row> {
  return {
    title,
    show: (row) => {
      const given = at(row);
      return given === undefined ? none : <Time at={given} />;
    },
  };
}

/** How long ago, and when. */
export function MaybeAge({ at }: { at: string | undefined }) {
  return at === undefined ? '–' : <Age at={at} withTime />;
}
