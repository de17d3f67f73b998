/* Reads a part of the page aloud with the device's own voices and marks the sentence being read.
   A block with [data-read-aloud="id"] stays hidden where there is no voice for its language. */

const speech = window.speechSynthesis;
const BLOCKS = "p, h1, h2, h3, h4, li, caption, th, td, figcaption";
const LONGEST_SENTENCE = 220;
let present = null;

/** The voice language of ours: Leichte Sprache is German, without the dots inside its words. */
const spoken = (code) => (code === "de-simple" ? "de" : code.split("-")[0]);

const voiceFor = (code) => {
  const fitting = speech.getVoices().filter((voice) => voice.lang.replace("_", "-").split("-")[0] === spoken(code));
  return fitting.find((voice) => voice.localService) || fitting[0];
};

/** Sentences of one block as ranges over its text nodes. */
const sentencesOf = (block, code) => {
  const onlyText = (node) => (node.parentElement.closest(".fallback-note") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, onlyText);
  const nodes = [];
  let whole = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node, start: whole.length });
    whole += node.data;
  }
  const at = (offset) => {
    const found = nodes.findLast((one) => one.start <= offset);
    return [found.node, Math.min(offset - found.start, found.node.length)];
  };
  return split(whole, code)
    .filter(([text]) => text.trim())
    .map(([text, start]) => {
      const range = document.createRange();
      range.setStart(...at(start));
      range.setEnd(...at(start + text.length));
      return { block, range, text: text.replace(/\s+/g, " ").replaceAll("·", "").replaceAll("\u00ad", "").trim() };
    });
};

const split = (text, code) => {
  const granularity = "sentence";
  const parts = window.Intl && Intl.Segmenter
    ? [...new Intl.Segmenter(spoken(code), { granularity }).segment(text)].map((one) => [one.segment, one.index])
    : [[text, 0]];
  return parts.flatMap(([part, start]) => shorter(part, start));
};

/** Some voices stop in the middle of very long sentences: cut those at a comma. */
const shorter = (part, start) => {
  if (part.length <= LONGEST_SENTENCE) return [[part, start]];
  const cut = part.slice(0, LONGEST_SENTENCE).search(/[,;:،؛–][^,;:،؛–]*$/) + 1 || part.lastIndexOf(" ", LONGEST_SENTENCE) + 1 || LONGEST_SENTENCE;
  return [[part.slice(0, cut), start], ...shorter(part.slice(cut), start + cut)];
};

const mark = (sentence) => {
  document.querySelectorAll(".is-read").forEach((block) => block.classList.remove("is-read"));
  if (window.CSS && CSS.highlights) {
    CSS.highlights.delete("reading");
    if (sentence) CSS.highlights.set("reading", new Highlight(sentence.range));
  } else if (sentence) {
    sentence.block.classList.add("is-read");
  }
  if (!sentence) return;
  const { top, bottom } = sentence.range.getBoundingClientRect();
  if (top < 0 || bottom > window.innerHeight) sentence.block.scrollIntoView({ block: "center" });
};

class Reader {
  constructor(element) {
    this.element = element;
    this.code = element.dataset.lang;
    this.target = document.getElementById(element.dataset.readAloud);
    this.buttons = Object.fromEntries([...element.querySelectorAll("[data-read]")].map((one) => [one.dataset.read, one]));
    this.buttons.start.addEventListener("click", () => this.start());
    this.buttons.pause.addEventListener("click", () => this.pause());
    this.buttons.resume.addEventListener("click", () => this.resume());
    this.buttons.stop.addEventListener("click", () => this.stop(true));
  }

  offer() {
    this.element.hidden = !this.target || !voiceFor(this.code);
  }

  start() {
    if (present) present.stop();
    const blocks = [...this.target.querySelectorAll(BLOCKS)].filter((one) => !one.querySelector(BLOCKS) && !one.closest("[data-read-aloud]"));
    this.sentences = blocks.flatMap((block) => sentencesOf(block, this.code));
    this.position = 0;
    present = this;
    this.show("pause", "stop");
    this.buttons.pause.focus();
    this.say();
  }

  say() {
    const sentence = this.sentences[this.position];
    if (!sentence) return this.stop(true);
    mark(sentence);
    const words = new SpeechSynthesisUtterance(sentence.text);
    words.voice = voiceFor(this.code);
    words.lang = words.voice ? words.voice.lang : spoken(this.code);
    words.rate = this.code === "de-simple" ? 0.85 : 1;
    const on = () => {
      if (present !== this || this.words !== words) return;
      this.position += 1;
      this.say();
    };
    words.addEventListener("end", on);
    words.addEventListener("error", (event) => (["canceled", "interrupted"].includes(event.error) ? null : this.stop(true)));
    this.words = words;
    speech.speak(words);
  }

  /* Pausing a voice is not reliable on telephones: it stops, and goes on with the same sentence. */
  pause() {
    this.words = null;
    speech.cancel();
    this.show("resume", "stop");
    this.buttons.resume.focus();
  }

  resume() {
    this.show("pause", "stop");
    this.buttons.pause.focus();
    this.say();
  }

  stop(focus = false) {
    this.words = null;
    present = null;
    speech.cancel();
    mark(null);
    const held = this.element.contains(document.activeElement);
    this.show("start");
    if (focus && held) this.buttons.start.focus();
  }

  show(...names) {
    for (const [name, button] of Object.entries(this.buttons)) button.hidden = !names.includes(name);
  }
}

if (speech && window.SpeechSynthesisUtterance) {
  const readers = [...document.querySelectorAll("[data-read-aloud]")].map((element) => new Reader(element));
  const offer = () => readers.forEach((reader) => reader.offer());
  offer();
  speech.addEventListener?.("voiceschanged", offer);
  window.addEventListener("pagehide", () => present?.stop());
}
