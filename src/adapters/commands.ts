import type { Command, CommandResult } from '../model/remote.ts';
import { findLanguage } from './registry.ts';

/**
 * The command in the words of an adapter (`languageOf` of the vehicle), or undefined where that one has no words
 * for it: the vehicle cannot be told (`WrongCommand`).
 */
export function encodeCommand(command: Command, language: string): Buffer | undefined {
  return findLanguage(language)?.encode(command);
}

/** What a vehicle answered, in the words of an adapter; undefined where it cannot be read. */
export function readResult(payload: Buffer, language: string): CommandResult | undefined {
  return findLanguage(language)?.readResult(payload);
}
