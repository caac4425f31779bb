/** A text, or a function that makes one of what is put into it. */
type Text = string | ((...given: never[]) => string);
export type Catalogue = { readonly [key: string]: Text | Catalogue };

/** The same keys, with any text, and functions of the same parameters. */
export type SameKeys<Given> = {
  readonly [Key in keyof Given]: Given[Key] extends string
    ? string
    : Given[Key] extends (...given: infer Parameters) => string
      ? (...given: Parameters) => string
      : SameKeys<Given[Key]>;
};

export type Words<Given> = { en: Given; fr: SameKeys<Given> };

/** The words of a part of the console in both languages: French has to have every key that English has. */
export function defineWords<const Given extends Catalogue>(words: {
  en: Given;
  fr: SameKeys<Given>;
}): Words<SameKeys<Given>> {
  return words as unknown as Words<SameKeys<Given>>;
}
