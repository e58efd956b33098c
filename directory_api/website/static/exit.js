// Exit: on every page, by the button or by Shift or Escape three times. Nothing can stop it and nothing waits for the network.

const button = document.getElementById("exit");
const PRESSES = 3;
const WITHIN_MILLISECONDS = 5000;
let presses = [];

function leave() {
  document.body.replaceChildren();
  document.title = "";
  try {
    navigator.sendBeacon(button.dataset.forget);
  } finally {
    location.replace(button.dataset.go);
  }
}

button.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

// Keys count when they are let go, so that a capital letter (Shift held for another key) does not.
addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Shift" && event.key !== "Escape") presses = [];
  },
  true,
);
addEventListener(
  "keyup",
  (event) => {
    if (event.key !== "Shift" && event.key !== "Escape") return;
    const now = Date.now();
    presses = [...presses.filter((press) => press.key === event.key && now - press.at < WITHIN_MILLISECONDS), { key: event.key, at: now }];
    if (presses.length >= PRESSES) leave();
  },
  true,
);

// A page that the browser kept in memory comes back empty, and then anew.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.body.replaceChildren();
  location.reload();
});
