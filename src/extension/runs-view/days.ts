/** Times as lists show them, in the time zone of the window. A list has hundreds: `Intl` would take most of its time. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const two = (figure: number): string => String(figure).padStart(2, '0');
const clock = (at: Date): string => `${two(at.getHours())}:${two(at.getMinutes())}`;
const day = (at: Date): string => `${at.getDate()} ${MONTHS[at.getMonth()] ?? ''}`;

/** "today 14:05", "24 Nov", "24 Nov 2025"; the text itself when it is no time. */
export function dayOf(createdAt: string, now: Date): string {
  const then = new Date(createdAt);
  if (Number.isNaN(then.getTime())) return createdAt;
  if (then.getFullYear() !== now.getFullYear()) return `${day(then)} ${then.getFullYear()}`;
  return day(then) === day(now) ? `today ${clock(then)}` : day(then);
}

/** "24 Nov 2025, 14:05". */
export function timeOf(createdAt: string): string {
  const then = new Date(createdAt);
  return Number.isNaN(then.getTime()) ? createdAt : `${day(then)} ${then.getFullYear()}, ${clock(then)}`;
}
