/* Finding a name as it was heard: folded letters, first letters, and sounds (Kölner Phonetik). */

const ARABIC = { ى: "ي", ی: "ي", ې: "ي", ة: "ه", ک: "ك", ە: "ه", ـ: "" };
const LATIN = { ß: "ss", ı: "i", ł: "l", ø: "o", đ: "d", æ: "ae", œ: "oe", ð: "d", þ: "th", ħ: "h" };

/** Small letters without marks: Müller, Mueller and Muller are one. */
export function fold(text) {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[ىیېةکەـ]/gu, (letter) => ARABIC[letter])
    .replace(/[ßıłøđæœðþħ]/gu, (letter) => LATIN[letter])
    .replace(/([aou])e/gu, "$1");
}

export function words(text) {
  return fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** Kölner Phonetik (Postel 1969) of one word; empty for other scripts than Latin. */
export function sounds(word) {
  const letters = word
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[ßıłøđæœðþħ]/gu, (letter) => LATIN[letter])
    .replace(/[^a-z]/gu, "");
  let code = "";
  for (let at = 0; at < letters.length; at += 1) {
    code += sound(letters[at], letters[at - 1] ?? "", letters[at + 1] ?? "", at === 0);
  }
  const single = code.replace(/(.)\1+/gu, "$1");
  return single.slice(0, 1) + single.slice(1).replaceAll("0", "");
}

function sound(letter, before, after, first) {
  const within = (signs, one) => one !== "" && signs.includes(one);
  if (within("aeijouy", letter)) return "0";
  if (letter === "h") return "";
  if (letter === "b") return "1";
  if (letter === "p") return after === "h" ? "3" : "1";
  if (within("dt", letter)) return within("csz", after) ? "8" : "2";
  if (within("fvw", letter)) return "3";
  if (within("gkq", letter)) return "4";
  if (letter === "c") {
    if (first) return within("ahkloqrux", after) ? "4" : "8";
    return !within("sz", before) && within("ahkoqux", after) ? "4" : "8";
  }
  if (letter === "x") return within("ckq", before) ? "8" : "48";
  if (letter === "l") return "5";
  if (within("mn", letter)) return "6";
  return letter === "r" ? "7" : "8";
}

/** What is compared, once for each party: `names` of it and its guests; Arabic ones also without their article. */
export function indexed(names) {
  const heard = names.flatMap(words);
  const found = [...heard, ...heard.filter((one) => /^ال.{2}/u.test(one)).map((one) => one.slice(2))];
  return { words: found, sounds: found.map(sounds) };
}

/** 2: every word typed begins a word of the name; 1: it sounds like one; 0: neither. */
export function match(index, query) {
  const typed = words(query);
  if (!typed.length) return 0;
  let best = 2;
  for (const word of typed) {
    if (index.words.some((one) => one.startsWith(word))) continue;
    const heard = word.length > 2 ? sounds(word) : "";
    if (heard.length < 2 || !index.sounds.some((one) => one === heard || (heard.length > 2 && one.startsWith(heard)))) return 0;
    best = 1;
  }
  return best;
}
