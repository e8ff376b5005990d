// What asks for news by itself: "list", "request" or "session"; undefined for what somebody has pressed.
const poll = (detail) => detail.requestConfig.headers["X-Rueckruf-Poll"];
const time = new Intl.DateTimeFormat("de-DE", { hour: "numeric", minute: "2-digit", timeZone: "Europe/Berlin" });
const byId = (id) => document.getElementById(id);

const isTyped = () => byId("note-text") && byId("note-text").value !== byId("note-text").defaultValue;
const names = () => new Set([...document.querySelectorAll("#list h3 a")].map((link) => link.id));

let asOf = new Date();
let seen = names();
let chosen = [];
const ticked = () => [...document.querySelectorAll(".pick :checked")];
let picked = [];
const answers = () => [...document.querySelectorAll("#next-attempt, #next-at")];

// Where the server fails, what is on the page stays, and its age is told until there is news again.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const answered = detail.xhr.status > 0 && (detail.xhr.status < 500 || !poll(detail));
  if (answered) {
    asOf = new Date();
    byId("offline")?.remove();
  } else if (!byId("offline")) {
    const words = document.createElement("p");
    words.id = "offline";
    words.className = "problem";
    words.textContent = `Keine Verbindung – Stand ${time.format(asOf)} Uhr`;
    byId("message").append(words);
  }
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { status } = detail.xhr;
  // Of errors a refresh shows only what is meant for it: the sign-in in place of a list, or what names its place itself.
  const meant = detail.xhr.getResponseHeader("HX-Retarget") || (poll(detail) === "list" && status === 401);
  if (poll(detail) && status >= 400 && !meant) detail.shouldSwap = false;
  // Who may not see a request any longer sees its stored note no longer; what has been typed into it stays.
  const area = byId("note-text");
  if (poll(detail) === "request" && status >= 400 && meant && !isTyped()) area.value = area.defaultValue = "";
  if (poll(detail) === "session" && status === 401) byId("results")?.replaceChildren();
  seen = names();
  chosen = answers().map((field) => [field.id, field.value]);
  picked = poll(detail) ? ticked().map((box) => box.id) : [];
});
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (event.detail.target.id === "note" && isTyped()) event.detail.shouldSwap = false;
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  for (const [id, value] of chosen) {
    const field = byId(id);
    if (field && (!field.options || [...field.options].some((option) => option.value === value))) field.value = value;
  }
  for (const id of picked) if (byId(id)) byId(id).checked = true;
  tellPicked();
  showChoice();
  if (poll(detail) === "list") {
    const fresh = [...names()].filter((name) => !seen.has(name)).length;
    if (fresh) byId("news").textContent = fresh === 1 ? "Ein neuer Rückrufwunsch" : `${fresh} neue Rückrufwünsche`;
  }
  // A step takes its button off the page. Whoever used the keyboard goes on from what is told of it.
  if (!poll(detail) && document.activeElement === document.body) {
    const message = byId("message");
    (message.textContent.trim() ? message : byId("content")).focus({ preventScroll: true });
  }
});

// A note is stored by its own button and with a result: whoever leaves by another way is asked.
let storing = false;
document.addEventListener("submit", ({ target }) => {
  storing = Boolean(target.closest("#outcome"));
});
window.addEventListener("beforeunload", (event) => {
  if (isTyped() && !storing) event.preventDefault();
});

const tellPicked = () => {
  if (byId("picked")) byId("picked").textContent = `${ticked().length} ausgewählt`;
};
document.addEventListener("change", ({ target }) => {
  if (target.closest(".pick")) tellPicked();
});
tellPicked();

// On a phone what can be chosen is longer than the screen: what is chosen must be in sight.
const showChoice = () => {
  for (const choice of document.querySelectorAll(".choice a[aria-current]")) {
    const strip = choice.parentElement;
    const hidden = choice.offsetLeft + choice.offsetWidth - strip.offsetLeft - strip.clientWidth;
    if (hidden > 0) strip.scrollLeft = hidden + 16;
  }
};
showChoice();

// One key each, only while the focus is where they count, so that nobody who dictates or mistypes elsewhere stores anything.
const isKey = (event) => !(event.ctrlKey || event.altKey || event.metaKey || event.repeat);
const press = (event, among) => {
  const meant = [...(among?.querySelectorAll("[data-key]") ?? [])].find((each) => each.dataset.key === event.key);
  if (!meant || !isKey(event)) return;
  event.preventDefault();
  meant[meant.type === "submit" ? "click" : "focus"]();
};
const panel = byId("outcome");
// On a slow line somebody may already write.
const isFree = !location.hash && document.activeElement === document.body;
if (panel && isFree && matchMedia("(hover: hover)").matches) panel.focus({ preventScroll: true });
panel?.addEventListener("keydown", (event) => {
  const field = event.target.closest("textarea, select, input");
  if (field && event.key === "Escape") panel.focus({ preventScroll: true });
  if (!field) press(event, panel.closest("article"));
});
document.addEventListener("keydown", (event) => {
  if (event.target.closest(".pick :checked")) press(event, byId("selection"));
  if (event.key === "Escape" && event.target.closest("#selection")) ticked().at(-1)?.focus();
});
