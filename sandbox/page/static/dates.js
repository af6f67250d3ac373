// Times as the person reads them: in that person's zone, in the page's language.

import { LANGUAGE, t } from "./strings.js";

const LOCALE = LANGUAGE === "fr" ? "fr-FR" : "en-GB";
const formats = new Map();

function format(date, zone, options) {
  const key = `${zone}|${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(LOCALE, { timeZone: zone, ...options }));
  return firstOfMonth(formats.get(key), date);
}

/** In French the first of a month is an ordinal, "1er décembre", which Intl does not say. */
function firstOfMonth(written, date) {
  const parts = written.formatToParts(date);
  const named = LANGUAGE === "fr" && parts.some(({ type, value }) => type === "month" && !/\d/.test(value));
  return parts.map(({ type, value }) => (named && type === "day" && value === "1" ? "1er" : value)).join("");
}

const at = (seconds) => new Date(Number(seconds) * 1000);
const TIME = { hour: "2-digit", minute: "2-digit" };
const LONG = { weekday: "long", day: "numeric", month: "long", year: "numeric" };

export const timeOf = (seconds, zone) => format(at(seconds), zone, TIME);
export const dayOf = (seconds, zone) => format(at(seconds), zone, { weekday: "long", day: "numeric", month: "long" });
export const fullOf = (seconds, zone) => format(at(seconds), zone, { ...LONG, ...TIME });
export const shortClockOf = (iso, zone) =>
  format(new Date(iso), zone, { day: "numeric", month: "short", ...TIME });
export const clockOf = (iso, zone) =>
  format(new Date(iso), zone, { weekday: "short", day: "numeric", month: "short", year: "numeric", ...TIME });

/** The tokens of `<!date^…>`; see "Formatting text for app surfaces", part "Date formatting". */
const TOKENS = {
  date_num: (d, z) => isoDay(d, z),
  date: (d, z) => format(d, z, { day: "numeric", month: "long", year: "numeric" }),
  date_short: (d, z) => format(d, z, { day: "numeric", month: "short", year: "numeric" }),
  date_long: (d, z) => format(d, z, LONG),
  date_slash: (d, z) => format(d, z, { day: "2-digit", month: "2-digit", year: "numeric" }),
  date_pretty: (d, z, now) => pretty(d, z, now, "date"),
  date_short_pretty: (d, z, now) => pretty(d, z, now, "date_short"),
  date_long_pretty: (d, z, now) => pretty(d, z, now, "date_long"),
  time: (d, z) => format(d, z, TIME),
  time_secs: (d, z) => format(d, z, { ...TIME, second: "2-digit" }),
};

function pretty(date, zone, now, otherwise) {
  const days = Math.round((Date.parse(isoDay(date, zone)) - Date.parse(isoDay(now, zone))) / 86400000);
  if (Math.abs(days) > 1) return TOKENS[otherwise](date, zone, now);
  return new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" }).format(days, "day");
}

function isoDay(date, zone) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(date);
}

/** `<!date^seconds^pattern>` as words. `now` is the workspace's time. */
export function dateWords(seconds, pattern, zone, now) {
  const date = at(seconds);
  return pattern.replace(/\{(\w+)\}/g, (token, name) => TOKENS[name]?.(date, zone, now) ?? token);
}

/** The words between two messages of different days. */
export function dayLabel(seconds, now, zone) {
  return isoDay(at(seconds), zone) === isoDay(now, zone) ? t("today") : dayOf(seconds, zone);
}

/** Unix seconds -> "2027-01-04T09:30" as a datetime-local field has it, in `zone`. */
export function toField(seconds, zone) {
  const date = at(seconds);
  const options = { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return `${isoDay(date, zone)}T${new Intl.DateTimeFormat("en-GB", options).format(date)}`;
}

/** The reverse of toField. Twice, since the offset at the guess may not be the offset at the answer. */
export function fromField(text, zone) {
  const wanted = Date.parse(`${text}Z`);
  let guess = wanted;
  for (let round = 0; round < 2; round += 1) {
    guess += wanted - Date.parse(`${toField(guess / 1000, zone)}Z`);
  }
  return Math.round(guess / 1000);
}
