/** Whole seconds as m:ss with two-digit minutes, hours only where there are any: 04:12, 1:02:40. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const s = String(whole % 60).padStart(2, '0');
  const m = String(Math.floor(whole / 60) % 60).padStart(2, '0');
  const h = Math.floor(whole / 3600);
  return h > 0 ? `${h}:${m}:${s}` : `${m}:${s}`;
}

/** When something was, as short as it stays clear: the time today, "Yesterday", the weekday, then the date. */
export function moment(at: number, now: number, locale?: string): string {
  const days = dayNumber(now) - dayNumber(at);
  if (days <= 0) return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(at);
  if (days === 1) {
    const text = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-1, 'day');
    return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
  }
  if (days < 7) return new Intl.DateTimeFormat(locale, { weekday: 'long' }).format(at);
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(at);
}

function dayNumber(at: number): number {
  const date = new Date(at);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000);
}

/** Wall-clock time to the millisecond, for the event log. */
export function clockTime(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  const ms = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${ms}`;
}
