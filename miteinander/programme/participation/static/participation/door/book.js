/* What the door's book says on this phone. Entries: {uid, deed, guest, undoes, count, door, at, action}. */

export const uuid = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
};

/** The uids of entries that were taken back. */
export function takenBack(entries) {
  return new Set(entries.filter((entry) => entry.deed === "undo").map((entry) => entry.undoes));
}

/**
 * By guest: {state: "in" or "out", at, door, ins: uids of "in"}, of the doors that share the list.
 * `guests` and `walkIns`: how many came.
 */
export function readBook(entries, doors, list) {
  const back = takenBack(entries);
  const valid = entries.filter((entry) => entry.deed !== "undo" && !back.has(entry.uid));
  valid.sort((one, other) => one.at - other.at);
  const byGuest = new Map();
  const acts = new Map();
  let [unknown, walkIns] = [0, 0];
  for (const entry of valid) {
    if (entry.deed === "walk_in") walkIns += entry.count;
    else if (entry.deed === "action") acts.set(`${entry.action} ${entry.guest}`, entry);
    else if ((doors[entry.door]?.list ?? "") !== list) continue;
    else if (!entry.guest) unknown += entry.deed === "in" ? 1 : 0;
    else write(byGuest, entry);
  }
  const guests = [...byGuest.values()].filter((one) => one.ins.length).length + unknown;
  return { byGuest, acts, guests, walkIns };
}

function write(byGuest, entry) {
  const known = byGuest.get(entry.guest) ?? { state: "", at: 0, door: null, ins: [], outs: [] };
  if (entry.deed === "in") {
    known.ins.push(entry.uid);
    if (known.state !== "in") Object.assign(known, { state: "in", at: entry.at, door: entry.door });
  } else {
    known.outs.push(entry.uid);
    Object.assign(known, { state: "out", at: entry.at, door: entry.door });
  }
  byGuest.set(entry.guest, known);
}
