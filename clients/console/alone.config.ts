// The playground alone (scripts/playground), as files of any folder of any web server.
import {renameSync} from 'node:fs';
import {join} from 'node:path';
import react from '@vitejs/plugin-react';
import {defineConfig} from 'vite';
import {browsers} from './build/browsers.ts';
import {descriptors} from './build/descriptors.ts';
import {locales} from './build/locales.ts';
import {playground} from './build/playground.ts';
import {schema} from './build/schema.ts';
import {texts} from './build/texts.ts';

const outDir = process.env['BELLWETHER_CONSOLE_FOLDER'] ?? '../../build/playground/pages';

export default defineConfig({
  base: './',
  plugins: [
    react(), schema(), descriptors(), locales(), texts(), playground(),
    {name: 'bellwether-alone', closeBundle: () => renameSync(join(outDir, 'playground.html'), join(outDir, 'index.html'))},
  ],
  build: {
    target: 'es2022', cssTarget: browsers, outDir, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 1000,
    modulePreload: {polyfill: false}, rolldownOptions: {input: 'playground.html'},
  },
});
