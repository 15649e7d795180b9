// Days and leap seconds of RFC 3339, for texts that its grammar has let pass.

/** Whether the month of a `full-date` has such a day. */
export function isRealDate(date: string): boolean {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (isLeapYear ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return Number(date.slice(8, 10)) <= days;
}

/** Whether the second 60 of a `full-time`, if it has one, is 23:59:60 in UTC. */
export function isRealTime(time: string): boolean {
  if (time.slice(6, 8) !== "60") {
    return true;
  }
  const offset = /([-+])(\d\d):(\d\d)$/u.exec(time);
  const [, sign = "+", hours = "00", minutes = "00"] = offset ?? [];
  const ahead = minutesOf(hours, minutes) * (sign === "-" ? -1 : 1);
  const utc = minutesOf(time.slice(0, 2), time.slice(3, 5)) - ahead;
  const day = 24 * 60;
  return (utc + day) % day === day - 1;
}

function minutesOf(hours: string, minutes: string): number {
  return Number(hours) * 60 + Number(minutes);
}
