/* Reading the QR code of a ticket: with the camera, from a photo, or its code typed in. */

import * as sheet from "./party.js";
import { partyOfCode, partyOfTicket } from "./state.js";
import { t } from "./texts.js";
import { announce, byId } from "./view.js";

const PAUSE = 180;
const WIDEST = 720;
const SAME_AGAIN = 4000;
let stream = null;
let last = { text: "", at: 0 };

export function start() {
  byId("kamera-an").addEventListener("click", () => (stream ? stop() : begin()));
  byId("foto").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file) await readPhoto(file);
    event.target.value = "";
  });
  byId("code-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const party = partyOfCode(byId("code").value);
    say(party ? "" : t("code_unknown"));
    if (party) sheet.open(party);
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && stop());
  if (!navigator.mediaDevices?.getUserMedia) {
    byId("kamera-an").hidden = true;
    say(t("camera_insecure"));
  }
}

const say = (text) => {
  byId("scan-hinweis").textContent = text;
};

async function begin() {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  } catch {
    say(t("camera_refused"));
    return;
  }
  const video = byId("kamera");
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  label("camera_off");
  say(t("camera_hint"));
  const read = await reader();
  while (stream) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    const text = stream && !byId("gruppe").open && video.videoWidth ? await read(video, video.videoWidth, video.videoHeight) : "";
    if (text && !(text === last.text && Date.now() - last.at < SAME_AGAIN)) show(text);
  }
}

export function stop() {
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
  byId("kamera").hidden = true;
  byId("kamera").srcObject = null;
  label("camera_on");
}

function label(key) {
  const words = byId("kamera-an").querySelector("[data-text]");
  words.dataset.text = key;
  words.textContent = t(key);
}

function show(text) {
  last = { text, at: Date.now() };
  navigator.vibrate?.(40);
  sheet.open(partyOfTicket(text));
}

async function readPhoto(file) {
  try {
    const picture = await createImageBitmap(file);
    const text = await (await reader())(picture, picture.width, picture.height);
    say("");
    if (text) show(text);
    else say(t("photo_nothing"));
  } catch {
    announce(t("photo_nothing"));
  }
}

/** (picture, width, height) → text or "". The browser's own detector where there is one, else ours in plain JavaScript. */
async function reader() {
  const own = await ownDetector();
  const { default: decode } = await import("./vendor/qr-0.7.0/decode.js");
  const canvas = document.createElement("canvas");
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  return async (picture, width, height) => {
    if (own) {
      const [code] = await own.detect(picture).catch(() => []);
      if (code) return code.rawValue;
    }
    const scale = Math.min(1, WIDEST / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
    try {
      return decode(drawing.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      return "";
    }
  };
}

async function ownDetector() {
  const formats = (await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  return formats.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
}
