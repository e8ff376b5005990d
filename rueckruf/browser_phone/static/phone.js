// The voice and the ears are the browser's; all else works without them.
const byId = (id) => document.getElementById(id);
const synthesis = window.speechSynthesis;
const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;

let spoken = byId("call").dataset.turn;
let aloud = true;
let listening;

// A voice on this device before one that a maker of browsers speaks with on its own machines.
const voice = () => {
  const german = (synthesis?.getVoices() ?? []).filter(({ lang }) => lang.toLowerCase().startsWith("de"));
  return german.find(({ localService }) => localService) ?? german[0];
};

const tellOfSound = () => {
  const chosen = voice();
  byId("sound").hidden = false;
  byId("aloud").checked = aloud;
  byId("aloud").disabled = !synthesis;
  byId("voice").textContent = !chosen
    ? "Dieser Browser hat keine deutsche Stimme: Es spricht, was er sonst hat, oder niemand."
    : chosen.localService
      ? `Es spricht ${chosen.name}, auf diesem Gerät.`
      : `Es spricht ${chosen.name}: Der Browser schickt dazu jeden Satz an den Hersteller dieser Stimme.`;
  byId("recogniser").textContent = Recognition
    ? "„Sprechen“: Der Browser schickt den Ton zum Erkennen in der Regel an seinen Hersteller (Chrome an Google, Edge an Microsoft, Safari an Apple). Sagen Sie nur Ausgedachtes, oder tippen Sie."
    : "Dieser Browser erkennt keine Sprache: Bitte tippen Sie.";
  if (byId("speak")) byId("speak").hidden = !Recognition;
  if (byId("keypad")) byId("keypad").hidden = false;
};

const say = () => {
  synthesis?.cancel();
  if (!aloud || !synthesis) return;
  for (const sentence of document.querySelectorAll("#said p:not(.state)")) {
    const words = new SpeechSynthesisUtterance(sentence.textContent);
    words.lang = "de-DE";
    words.voice = voice() ?? null;
    synthesis.speak(words);
  }
};

const stopListening = () => {
  listening?.abort();
  listening = undefined;
  byId("speak")?.setAttribute("aria-pressed", "false");
};

const listen = () => {
  synthesis?.cancel();
  if (listening) {
    stopListening();
    return;
  }
  listening = new Recognition();
  listening.lang = "de-DE";
  listening.onresult = ({ results }) => {
    const [heard] = results[0];
    byId("line").value = heard.transcript;
    byId("confidence").value = heard.confidence;
    byId("talk").requestSubmit();
  };
  listening.onerror = ({ error }) => {
    byId("recogniser").textContent = `Der Browser konnte nichts erkennen (${error}). Bitte tippen Sie.`;
  };
  listening.onend = stopListening;
  byId("speak").setAttribute("aria-pressed", "true");
  listening.start();
};

// Keys go into the line as a script writes them: #0301#.
const press = (key) => {
  const line = byId("line");
  const keys = line.value.startsWith("#") ? line.value : "#";
  if (key === "#" && keys === "#") return;
  line.value = keys + key;
  if (key === "#") byId("talk").requestSubmit();
};

document.addEventListener("click", ({ target }) => {
  if (target.id === "speak") listen();
  if (target.closest("#keypad") && target.value) press(target.value);
});
document.addEventListener("change", ({ target }) => {
  if (target.id !== "aloud") return;
  aloud = target.checked;
  if (!aloud) synthesis?.cancel();
});
document.addEventListener("input", ({ target }) => {
  if (target.id === "line") byId("confidence").value = "";
});
document.addEventListener("submit", () => {
  stopListening();
  synthesis?.cancel();
});

document.addEventListener("htmx:afterSettle", () => {
  const { turn, address } = byId("call").dataset;
  if (address) history.replaceState(null, "", address);
  tellOfSound();
  if (turn !== spoken) say();
  spoken = turn;
  byId("line")?.focus({ preventScroll: true });
});
synthesis?.addEventListener?.("voiceschanged", tellOfSound);
tellOfSound();
