/** Where a store reports what no caller can be told. A pino logger fits. */
export interface StoreLog {
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}
