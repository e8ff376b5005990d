// The form that has a device make a passkey, or sign in with one; not there where the browser can't.
const form = document.getElementById("passkey");
const button = form?.querySelector("button");

const tell = (text) => {
  const words = document.createElement("p");
  words.className = "problem";
  words.textContent = text;
  document.getElementById("message").replaceChildren(words);
  button.disabled = false;
};

const askDevice = (options) => {
  if (!("creates" in form.dataset)) {
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  }
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
};

const refusal = (error) =>
  error.name === "InvalidStateError" ? "Auf diesem Gerät gibt es schon einen Passkey für Ihr Konto." : form.dataset.refused;

const begin = async () => {
  const answer = await fetch(form.dataset.begin, { method: "POST", body: new FormData(form) });
  // Anything else is a page that tells what is wrong, as where the session is over: it comes as one.
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return form.submit();
  const told = await answer.json();
  if (!answer.ok) return tell(told.problem);
  form.elements.credential.value = JSON.stringify(await askDevice(told));
  form.submit();
};

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  button.disabled = true;
  begin().catch((error) => tell(refusal(error)));
});

if (form && window.PublicKeyCredential?.parseRequestOptionsFromJSON) form.hidden = false;
else document.getElementById("no-passkeys")?.removeAttribute("hidden");
