// Figures and times as people read them, in the viewer's zone.
const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
const clock = new Intl.DateTimeFormat("en-GB", CLOCK);
const dayAndClock = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", ...CLOCK });
const whole = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", ...CLOCK });
const minute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const number = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
export const fraction = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });

export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function timeText(instant, now = new Date()) {
  const at = new Date(instant);
  if (at.toDateString() === now.toDateString()) {
    return clock.format(at);
  }
  return (at.getFullYear() === now.getFullYear() ? dayAndClock : whole).format(at);
}

export const clockText = (at) => clock.format(at);

export const minuteText = (at) => minute.format(at);

export const dayText = (at) => day.format(at);

export const fullTime = (instant) => whole.format(new Date(instant));

export const utcText = (instant) => new Date(instant).toISOString().replace("T", " ").replace("Z", " UTC");

export const count = (value) => number.format(value);

/** 1 delivery, 2 deliveries. */
export const counted = (value, one, many) => count(value) + " " + (value === 1 ? one : many);

export function bytes(value) {
  if (value < 1000) {
    return value + " B";
  }
  return value < 1e6 ? fraction.format(value / 1000) + " kB" : fraction.format(value / 1e6) + " MB";
}

export function millis(value) {
  if (value === null || value === undefined) {
    return "–";
  }
  if (value < 1000) {
    return (value < 10 ? fraction : number).format(value) + " ms";
  }
  return value < 60000 ? fraction.format(value / 1000) + " s" : fraction.format(value / 60000) + " min";
}

/** PT24H is 24 hours; what is not understood stays as it is. */
export function duration(iso) {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(iso || "");
  if (!parts) {
    return iso || "–";
  }
  const names = [["day", "days"], ["hour", "hours"], ["minute", "minutes"], ["second", "seconds"]];
  const words = names.flatMap(([one, many], i) => (parts[i + 1] ? [counted(Number(parts[i + 1]), one, many)] : []));
  return words.join(" ") || iso;
}

/** For an input of the type datetime-local, which has no zone. */
export function toLocalInput(iso) {
  const at = new Date(iso);
  if (!iso || Number.isNaN(at.getTime())) {
    return "";
  }
  return new Date(at.getTime() - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

export function fromLocalInput(text) {
  const at = new Date(text);
  return text && !Number.isNaN(at.getTime()) ? at.toISOString() : "";
}
