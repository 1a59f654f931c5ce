// SPDX-License-Identifier: MIT
// The recording: app/pages/page_data.h says how its data is laid out. Knows nothing of the page.

const WORLDS = ['host', 'guest', 'firmware'];
const MODES = ['HS', 'VS', 'M'];
const OWNERS = [
  { name: 'host', hue: 'host-hue', glyph: '■', says: "the host's" },
  { name: 'guest', hue: 'guest-hue', glyph: '●', says: "the guest's" },
  { name: 'switch', hue: 'plumbing-hue', glyph: '◆', says: "the switch's own" },
  { name: 'scratch', hue: 'scratch-hue', glyph: '–', says: "nobody's" },
];
const KEYFRAME = 512;

async function unpacked(base64) {
  const text = atob(base64.trim());
  const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return JSON.parse(await new Response(stream).text());
}

/// A moment of the machine: after `position` steps.
class Moment {
  constructor(position, values, owners, area, world) {
    Object.assign(this, { position, values, owners, area, world });
  }
  copy() {
    return new Moment(this.position, this.values.slice(), this.owners.slice(), this.area, this.world);
  }
}

class Recording {
  constructor(data) {
    this.data = data;
    this.rows = data.lanes.rows.length;
    this.laneplaces = this.rows * (1 + 2 * data.areas.length);
    this.shapes = data.shapes.map(([pc, text, world, after, span, area, hart, flags, say, cause, next, effects]) => ({
      pc, text: data.texts[text], world, after, span, area, hart, run: !!(flags & 1), trapped: !!(flags & 2),
      corrected: !!(flags & 4), say: data.texts[say], cause: cause === null ? null : data.texts[cause], next,
      effects: effects.map(([at, from, owner, told]) => ({ at, from, owner, told: !!told })),
    }));
    this.index();
    this.makeKeyframes();
  }

  /// Where each step is in data.steps, where switches are entered, where stretches (macros, the guest's run) begin.
  index() {
    const raw = this.data.steps;
    const at = [];
    this.entries = this.data.entries;
    const entered = new Set(this.entries);
    this.ownersAt = new Map();
    for (let n = 0; n < raw.length;) {
      if (raw[n] < 0) {
        this.ownersAt.set(at.length, this.data.owners[-1 - raw[n]]);
        n += 1;
      }
      at.push(n);
      const shape = this.shapes[raw[n]];
      n += 1;
      for (const effect of shape.effects) n += effect.told ? 1 : 0;
    }
    this.at = Uint32Array.from(at);
    this.size = at.length;
    const begins = (n) => n === 0 || entered.has(n)
      || this.shape(n).span !== this.shape(n - 1).span || this.shape(n).world !== this.shape(n - 1).world;
    this.stretches = [];
    this.stretchOf = new Uint32Array(this.size + 1);
    for (let n = 0; n < this.size; ++n) {
      if (begins(n)) this.stretches.push(n);
      this.stretchOf[n] = this.stretches.length - 1;
    }
    this.stretchOf[this.size] = this.stretches.length;
  }

  shape(n) { return this.shapes[this.data.steps[this.at[n]]]; }

  makeKeyframes() {
    const { values, owners, area, world } = this.data.start;
    const now = new Moment(0, values.slice(), Uint8Array.from(owners, Number), area, world);
    // Places outside the lanes have no owner of their own.
    now.owners = Uint8Array.from({ length: values.length }, (_, n) => (n < owners.length ? now.owners[n] : 3));
    this.keyframes = [now.copy()];
    while (now.position < this.size) {
      this.step(now);
      if (now.position % KEYFRAME === 0) this.keyframes.push(now.copy());
    }
  }

  setOwners(moment, position) {
    const owners = this.ownersAt.get(position);
    if (owners) for (let n = 0; n < owners.length; ++n) moment.owners[n] = owners.charCodeAt(n) - 48;
  }

  /// What step n writes, given the moment before it: all sources are looked at before any place changes.
  written(n, before) {
    let told = this.at[n] + 1;
    return this.shape(n).effects.map((effect) => ({
      ...effect, before: before.values[effect.at],
      value: effect.told ? this.data.steps[told++] : before.values[effect.from],
    }));
  }

  step(moment) {
    const n = moment.position;
    const shape = this.shape(n);
    this.setOwners(moment, n);
    for (const one of this.written(n, moment)) {
      moment.values[one.at] = one.value;
      moment.owners[one.at] = one.owner;
    }
    moment.area = shape.area;
    moment.world = shape.after;
    moment.position = n + 1;
  }

  /// The moment after `position` steps, from `near` where that is on the way (it is changed then).
  go(position, near) {
    const keyframe = Math.min(Math.floor(position / KEYFRAME), this.keyframes.length - 1);
    const usable = near && near.position <= position && near.position >= keyframe * KEYFRAME;
    const moment = usable ? near : this.keyframes[keyframe].copy();
    while (moment.position < position) this.step(moment);
    // In front of a switch the values are already whose they will be in it.
    this.setOwners(moment, position);
    if (position < this.size && this.ownersAt.has(position)) moment.area = this.shape(position).area;
    return moment;
  }

  /// Index of the switch that a position belongs to (-1: before the first).
  switchAt(position) {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.entries[middle] <= position) low = middle + 1; else high = middle;
    }
    return low - 1;
  }
  switchBegin(k) { return k < 0 ? 0 : this.entries[k]; }
  switchEnd(k) { return k + 1 < this.entries.length ? this.entries[k + 1] : this.size; }

  /// Why the guest of switch k exited; empty: it did not.
  cause(k) {
    for (let n = this.switchBegin(k); n < this.switchEnd(k); ++n) {
      if (this.shape(n).cause !== null) return this.shape(n).cause;
    }
    return '';
  }

  isSlot(place) { return place >= this.rows && place < this.laneplaces; }
  /// Where in the picture a place is, given the save area that is shown; null: nowhere.
  cellOf(place, area) {
    if (place < 0 || place >= this.laneplaces) return null;
    if (place < this.rows) return { row: place, lane: 1 };
    const lane = Math.floor(place / this.rows) - 1;
    return Math.floor(lane / 2) === area ? { row: place % this.rows, lane: lane % 2 === 0 ? 0 : 2 } : null;
  }
  placeOf(row, lane, area) {
    return lane === 1 ? row : this.rows * (1 + 2 * area + (lane === 0 ? 0 : 1)) + row;
  }
  nameOf(place) {
    if (place >= this.laneplaces) return this.data.others[place - this.laneplaces];
    const row = this.data.lanes.rows[place % this.rows];
    if (place < this.rows) return row.name;
    const lane = Math.floor(place / this.rows) - 1;
    return (lane % 2 === 0 ? row.host : row.guest).path;
  }

  /// What step n means, in words.
  sentence(n, values) {
    return this.shape(n).say.replace(/\{(\d+)\}/g, (_, k) => '0x' + values[k].value);
  }

  /// The steps that brought a place's value where it is, newest first, no farther back than the switch's entry.
  way(place, position) {
    const way = [];
    const first = this.switchBegin(this.switchAt(Math.max(position - 1, 0)));
    let at = place;
    for (let n = position - 1; n >= first; --n) {
      const effect = this.shape(n).effects.find((one) => one.at === at);
      if (!effect) continue;
      way.push({ step: n, from: effect.from, at });
      if (effect.from < 0) break;
      at = effect.from;
    }
    return way;
  }
}
