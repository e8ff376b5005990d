// A step takes its button off the list. Whoever used the keyboard goes on from what is told of it.
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) {
    const message = document.getElementById("message");
    if (message.textContent.trim()) message.focus({ preventScroll: true });
  }
});
