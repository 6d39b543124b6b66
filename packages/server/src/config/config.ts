import type { AppPolicy } from '@ringback/calls';
import type { IceServer } from '@ringback/protocol';
import type { DirectorySettings } from '../directory/rules/state.js';
import type { AddressLimitSettings } from '../limits/address-limits.js';

/** The whole configuration of a server, checked and with its defaults filled in. */
export interface Config {
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  /** Folder of the embedded database; `:memory:`: nothing is kept. */
  readonly data: string;
  readonly apps: readonly AppConfig[];
  /** null: no demo. */
  readonly demo: DemoConfig | null;
  /** As browsers take them. Those with credentials are told only to devices that are in a call. */
  readonly iceServers: readonly IceServer[];
  /** TURN servers for which each device gets credentials of its own. */
  readonly turn: readonly TurnConfig[];
  readonly allowedOrigins: AllowedOrigins;
  /** Addresses and CIDR ranges whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  readonly addressLimits: AddressLimitSettings;
  /** Logins and returning links let in a second; 0: no limit. */
  readonly loginsPerSecond: number;
  /** Where metrics are served; null: nowhere. */
  readonly admin: { readonly host: string; readonly port: number } | null;
  readonly logLevel: LogLevel;
}

/** A tenant. */
export interface AppConfig {
  readonly sdkAppId: number;
  /** Used as its characters, not hex-decoded. */
  readonly secretKey: string;
  /** For logs; '' where none was given. */
  readonly name: string;
  readonly policy: AppPolicy;
  readonly directory: DirectorySettings;
  readonly relayOnly: RelayOnly;
  /** Users who act for the app's backend. The demo signs none of them. */
  readonly administrators: readonly string[];
  /** Hosts from which profile pictures may come; empty: any. */
  readonly avatarHosts: readonly string[];
}

/** `always`: media goes through TURN servers alone, and no user learns another's address. */
export const RELAY_ONLY = ['never', 'always'] as const;
export type RelayOnly = (typeof RELAY_ONLY)[number];

/** TURN servers that share a secret with this server (coturn: `use-auth-secret`, `static-auth-secret`). */
export interface TurnConfig {
  readonly urls: readonly string[];
  readonly secret: string;
  /** How long credentials are good, s. */
  readonly ttl: number;
}

export interface DemoConfig {
  /** Folder of the built pages. */
  readonly pages: string;
}

/** Pages that may open a link. Clients that send no origin are not browsers and may always. */
export type AllowedOrigins =
  /** The server's own origin, and localhost on any port. */
  | { readonly kind: 'own' }
  /** These and no others. */
  | { readonly kind: 'list'; readonly origins: readonly string[] }
  | { readonly kind: 'any' };

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** `Config.data` of a server that keeps nothing. */
export const IN_MEMORY = ':memory:';
