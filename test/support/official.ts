import { existsSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { type Method, type Schemas, schemasOf } from './api-schemas.ts';

const folder = new URL('../../../shared/reference/openapi/', import.meta.url);

/** An official file; undefined where it is not at hand. */
export function readOfficial(name: string): Record<string, unknown> | undefined {
  const file = new URL(name, folder);
  if (!existsSync(file)) return undefined;
  return repaired(load(readFileSync(file, 'utf8'))) as Record<string, unknown>;
}

const documents = { b2c: readOfficial('api-b2c.yaml'), b2b: readOfficial('api-b2b.yaml') };
const known = new Map<string, Schemas>();

/** The operations of one method of an official file; undefined where it is not at hand. */
export function officialOf(face: 'b2c' | 'b2b', method: Method): Schemas | undefined {
  const document = documents[face];
  if (!document) return undefined;
  const schemas = known.get(`${face} ${method}`) ?? schemasOf(document, method);
  known.set(`${face} ${method}`, schemas);
  return schemas;
}

export const official = { b2c: officialOf('b2c', 'get'), b2b: officialOf('b2b', 'get') };

/** Mends what keeps the file from being read as JSON Schema, wherever it occurs. */
function repaired(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(repaired);
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Record<string, unknown>;
  // Beside a reference nothing else counts in OpenAPI 3.0. One of them lacks its first slash.
  if (typeof object.$ref === 'string') return { $ref: object.$ref.replace(/^#(?!\/)/, '#/') };
  const entries = Object.entries(object)
    .filter(([name, inner]) => isKeyword(name, inner))
    .map(([name, inner]) => [name.trim(), repairedAt(name, inner)]);
  return Object.fromEntries(entries);
}

function repairedAt(name: string, value: unknown): unknown {
  if (name === 'enum') return words(value);
  // The file has one object where the service sends an array and clients expect one.
  if (name === 'energy') return { type: 'array', items: repaired(value) };
  return repaired(value);
}

/** `required` on a single property, and `example`s, say nothing about a value; broken patterns neither. */
function isKeyword(name: string, value: unknown): boolean {
  if (name === 'required') return Array.isArray(value);
  if (name === 'pattern' && typeof value === 'string') return isPattern(value);
  return name !== 'example' || typeof value === 'object';
}

function isPattern(text: string): boolean {
  // Names in quotes are meant to be without.
  if (text.startsWith('"')) return false;
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Unquoted On, Off and None are booleans and nulls to some readers. */
function words(values: unknown): unknown {
  const meant = new Map<unknown, string>([
    [true, 'On'],
    [false, 'Off'],
    [null, 'None'],
  ]);
  return Array.isArray(values) ? values.map((value) => meant.get(value) ?? value) : values;
}
