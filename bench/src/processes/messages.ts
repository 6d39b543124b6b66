/** What a measured process tells the benchmark. */
export type Told =
  | { readonly is: 'listening'; readonly port: number }
  | { readonly is: 'usage'; readonly usage: Usage }
  | { readonly is: 'memory'; readonly memory: Memory };

export type Asked = { readonly ask: 'usage' } | { readonly ask: 'memory' } | { readonly ask: 'stop' };

/** Since the process started. */
export interface Usage {
  /** Of all its threads, ms. */
  readonly cpuMs: number;
  /** Transactions that were brought to the disk, and the wall-clock time of their commits, ms. A relay has none. */
  readonly transactions: number;
  readonly commitMs: number;
}

/** After garbage collections, bytes. */
export interface Memory {
  readonly rss: number;
  readonly heap: number;
  /** Outside the heap: buffers, what native code says it holds. */
  readonly external: number;
}
