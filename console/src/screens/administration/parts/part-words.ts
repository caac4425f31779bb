import type { ActionWords } from '../words/action-words.ts';
import type { ColumnWords } from '../words/column-words.ts';
import type { FrameWords } from '../words/frame-words.ts';
import type { IntroWords } from '../words/intro-words.ts';

/** The words that the forms of the parts are filled with, and how they write times. */
export type PartWords = {
  frame: FrameWords;
  column: ColumnWords;
  action: ActionWords;
  intro: IntroWords;
  /** What a scope opens, in words. */
  scope(scope: string): string;
  /** What a vehicle can tell or do, or how it is woken, in words. */
  ability(name: string): string;
  /** The name of a country by its code. */
  country(code: string): string;
  time(at: string): string;
};
