// Puts beside the compiled code what it reads at run time, and notes that the build is whole.
import { cpSync, writeFileSync } from 'node:fs';

cpSync('src/store/migrations', 'dist/src/store/migrations', { recursive: true });
writeFileSync('dist/.built', '');
