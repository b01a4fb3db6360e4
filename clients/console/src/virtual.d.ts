// Made by build/texts.ts.
declare module 'virtual:bellwether-texts' {
  export const loaders: Partial<Record<string, () => Promise<{default: Record<string, readonly unknown[]>}>>>;
}
