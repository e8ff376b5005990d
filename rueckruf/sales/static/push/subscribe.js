// The button on the day's list that has this browser tell of new requests, or stop; not there where it can't.
const form = document.getElementById("push");
const button = form.querySelector("button");

const current = async () => (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription();

const begin = async () => {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("not allowed");
  await navigator.serviceWorker.register(form.dataset.worker);
  const { pushManager } = await navigator.serviceWorker.ready;
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: form.dataset.serverKey });
};

const refuse = () => {
  const words = document.createElement("p");
  words.className = "problem";
  words.textContent = "Dieser Browser lässt keine Benachrichtigungen zu. Erlauben Sie sie in seinen Einstellungen für diese Seite.";
  document.getElementById("message").replaceChildren(words);
  button.disabled = false;
};

const show = async () => {
  const subscribed = Boolean(await current());
  button.textContent = subscribed ? "Nicht mehr benachrichtigen" : "Bei neuen Wünschen benachrichtigen";
  form.action = subscribed ? form.dataset.off : form.getAttribute("action");
  form.hidden = false;
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  button.disabled = true;
  try {
    const before = await current();
    const subscription = before ?? (await begin());
    form.elements.endpoint.value = subscription.endpoint;
    if (before) await before.unsubscribe();
    form.submit();
  } catch {
    refuse();
  }
});

if ("serviceWorker" in navigator && "PushManager" in window) show();
