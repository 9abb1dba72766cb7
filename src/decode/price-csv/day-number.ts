const DAYS_OF_MONTH = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Days since 1970-01-01 of a date of the (proleptic) Gregorian calendar, by arithmetic alone: files have thousands
 * of dates.
 *
 * @param month 1..12
 * @returns NaN if there is no such day, or a part of it is NaN
 * @example dayNumber(1970, 1, 2) // => 1
 * @example dayNumber(2023, 2, 29) // => NaN
 */
export function dayNumber(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1)) return Number.NaN;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > DAYS_OF_MONTH[month]! + (month === 2 && isLeap ? 1 : 0)) return Number.NaN;
  // Years are counted from March, so that the leap day is the last day of a year.
  const shifted = month <= 2 ? year - 1 : year;
  const fromMarch = (month + 9) % 12;
  const daysBefore =
    365 * shifted + Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return daysBefore + Math.floor((153 * fromMarch + 2) / 5) + day - 1 - 719_468;
}
