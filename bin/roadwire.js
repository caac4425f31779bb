#!/usr/bin/env -S node --max-semi-space-size=32
// The flag: states live a moment too long for the young generation that Node has by default (docs/decisions.md).
import { existsSync } from 'node:fs';

const built = new URL('../dist/src/cli/main.js', import.meta.url);
// In a checkout that nothing was run in, the first command installs and builds.
if (!existsSync(built)) await import('../scripts/prepare.mjs');
const { main } = await import(built.href);
await main(process.argv);
