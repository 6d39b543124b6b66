export { AuthError } from './auth/error.js';
export { type SignRequest, signUserSig } from './auth/sign.js';
export { type Expected, type Verified, verifyUserSig } from './auth/verify.js';
export { type CommandOptions, runCommand } from './command/run.js';
export type { AllowedOrigins, AppConfig, Config, DemoConfig, LogLevel } from './config/config.js';
export { ConfigError, type Problem } from './config/error.js';
export { type ConfigSources, loadConfig } from './config/load.js';
export { type Overrides, type RunningServer, startServer } from './server.js';
export type { Certificate } from './tls/certificate.js';
