// Made by build/texts.ts.
declare module 'virtual:bellwether-texts' {
  export const loaders: Partial<Record<string, () => Promise<{default: Record<string, readonly unknown[]>}>>>;
}

// Made by build/playground.ts.
declare module 'virtual:playground' {
  // Where the engine's module is, from the page; empty: this console was packed without it.
  export const engine: string;
}
