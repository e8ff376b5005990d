// Tells that there is something new, also while no page is open. The message itself is empty.
self.addEventListener("push", (event) => {
  const looks = { body: "Zur Rückrufliste", tag: "new", renotify: true, icon: "/static/icon-192.png", lang: "de" };
  event.waitUntil(self.registration.showNotification("Neues bei den Rückrufen", looks));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow("/liste"));
});
