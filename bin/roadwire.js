#!/usr/bin/env -S node --max-semi-space-size=64 --v8-pool-size=1
// The flags: what is read lives a moment too long for the young generation that Node has by default, and on few
// cores its four helpers are in each other's way (docs/decisions.md).
import { existsSync } from 'node:fs';

const built = new URL('../dist/src/cli/main.js', import.meta.url);
// In a checkout that nothing was run in, the first command installs and builds.
if (!existsSync(built)) await import('../scripts/prepare.mjs');
const { main } = await import(built.href);
await main(process.argv);
