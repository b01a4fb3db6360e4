import react from '@vitejs/plugin-react';
import {defineConfig} from 'vite';
import {browsers} from './build/browsers.ts';
import {descriptors} from './build/descriptors.ts';
import {embed} from './build/embed.ts';
import {locales} from './build/locales.ts';
import {playground} from './build/playground.ts';
import {schema} from './build/schema.ts';
import {texts} from './build/texts.ts';
import {grpcServer} from './dev/grpc_server.ts';

export default defineConfig({
  plugins: [react(), grpcServer(), embed(browsers), schema(), descriptors(), locales(), texts(), playground()],
  build: {
    target: 'es2022',
    cssTarget: browsers,
    outDir: process.env['BELLWETHER_CONSOLE_FOLDER'] ?? 'dist',
    emptyOutDir: true,
    // Data URLs would need a wider policy.
    assetsInlineLimit: 0,
    // build/size.mjs judges the size of all together.
    chunkSizeWarningLimit: 1000,
    modulePreload: {polyfill: false},
    // What several screens have in common is one file: packed together it is smaller than in many.
    rolldownOptions: {output: {codeSplitting: {groups: [{name: 'common', test: /src\/(parts|i18n|api|frame|charts|tasks)\//, minShareCount: 2}]}}},
  },
  preview: {host: '127.0.0.1'},
  server: {host: '127.0.0.1'},
});
