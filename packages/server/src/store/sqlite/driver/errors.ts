const SQLITE_BUSY = 5;
/** The low byte of an extended result code is the primary one. */
const PRIMARY = 0xff;

/** Somebody else holds a lock that the statement needs. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('rawCode' in error && typeof error.rawCode === 'number')
    return (error.rawCode & PRIMARY) === SQLITE_BUSY;
  return 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & PRIMARY) === SQLITE_BUSY;
}
