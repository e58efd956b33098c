// The chat: sends what is typed or tapped, draws the replies, and wipes everything when asked or after 30 idle minutes.
// Focus stays where the visitor put it: a tapped button stays in place, and the page only scrolls.

import { filled } from "./fill.js";

const SECONDS_TO_WAIT = 15;
const SLOW_MILLISECONDS = 700;
const IDLE_MILLISECONDS = 30 * 60 * 1000;
const LOOK_MILLISECONDS = 15 * 1000;
const COUNT_FROM = 0.8;

const form = document.getElementById("chat");
const log = document.getElementById("log");
const box = document.getElementById("text");
const count = document.getElementById("count");
const status = document.getElementById("status");
const understood = document.getElementById("understood");
const words = JSON.parse(document.getElementById("words").textContent);
const limit = Number(box.dataset.limit);
const countAtRest = count.textContent;

let waiting = null;
let lastActive = Date.now();

const put = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString("en-GB"));
const typedLength = () => [...box.value.trim()].length;

// ---- Drawing

function tell(sentence) {
  status.textContent = sentence;
}

function add(fragment) {
  const first = fragment.firstElementChild;
  const isFirst = !log.childElementCount;
  log.append(fragment);
  if (!isFirst) first.scrollIntoView({ block: "nearest" });
  return first;
}

// Old buttons go, so that only the latest question can be tapped; the one that was tapped stays as what was said.
function retireChoices(tapped) {
  for (const option of log.querySelectorAll(".choices > *")) {
    if (!option.querySelector("[aria-disabled]") && option !== tapped) option.remove();
  }
  for (const group of log.querySelectorAll(".choices:empty")) group.remove();
}

function showUnderstood(parts) {
  const wasOpen = understood.querySelector("details[open]") !== null;
  const hadFocus = understood.contains(document.activeElement);
  const known = {
    audience: words.audiences[parts.audience],
    age: parts.age,
    area: parts.area,
    needs: parts.needs.map((need) => words.needs[need] ?? need).join(", "),
  };
  known.any = Object.values(known).some((value) => value !== undefined && value !== null && value !== "");
  understood.replaceChildren(filled("understood-parts", known));
  if (wasOpen && hadFocus) understood.querySelector("summary")?.focus({ preventScroll: true });
}

// ---- One turn

class Refused extends Error {}

async function post(said, signal) {
  const response = await fetch("/chat/messages", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(said),
    signal,
  });
  const body = await response.json();
  if (!response.ok) throw new Refused(body.error.message);
  return body;
}

// Sends one turn and draws its reply. `title` is shown as what the visitor said. Resolves to whether the guide answered;
// to null if the chat was wiped meanwhile, or another turn was still under way.
async function say(said, title) {
  if (waiting) return null;
  const turn = new AbortController();
  waiting = turn;
  const tooSlow = setTimeout(() => turn.abort(), SECONDS_TO_WAIT * 1000);
  const slow = setTimeout(() => tell(words.looking), SLOW_MILLISECONDS);
  const mine = title ? add(filled("mine", title)) : null;
  let reply, problem;
  try {
    reply = await post(said, turn.signal);
  } catch (error) {
    problem = error;
  }
  clearTimeout(tooSlow);
  clearTimeout(slow);
  if (waiting !== turn) return null;
  waiting = null;
  tell("");
  if (problem) {
    mine?.remove();
    add(filled("unreachable", problem instanceof Refused ? problem.message : words.unreachable));
    return false;
  }
  const answered = reply.messages[0].kind !== "unavailable";
  if (answered) {
    retireChoices();
    showUnderstood(reply.understood);
  }
  add(filled("turn", reply));
  return answered;
}

async function sayTyped() {
  const text = box.value.trim();
  if (!text) return tell(words.empty);
  if (typedLength() > limit) return tell(put(words.too_long, { limit, n: typedLength() - limit }));
  if (waiting) return;
  setBox("");
  const answered = await say({ text }, text);
  if (answered === false && !box.value) setBox(text);
}

async function sayChoice(button) {
  if (waiting || button.ariaDisabled) return;
  const inLog = log.contains(button);
  if (inLog) button.ariaDisabled = "true";
  const answered = await say({ choice: button.value }, inLog ? null : button.textContent);
  if (answered === false && inLog) button.ariaDisabled = null;
}

// ---- Wiping

function wipe() {
  waiting?.abort();
  waiting = null;
  if (log.contains(document.activeElement) || understood.contains(document.activeElement)) log.focus();
  log.replaceChildren();
  understood.replaceChildren();
  setBox("");
  tell("");
}

async function forget(sentence) {
  wipe();
  add(filled("notice", sentence));
  try {
    await fetch("/chat/forget", { method: "POST", keepalive: true });
  } catch {
    // The guide's copy then goes by itself after 30 idle minutes, as the sentence says.
  }
}

function wipeIfIdle() {
  if (!log.childElementCount || log.querySelector("[name=again]")) return;
  if (Date.now() - lastActive < IDLE_MILLISECONDS) return;
  forget(words.idle);
  add(filled("again", words.again));
}

// ---- Typing

function setBox(text) {
  box.value = text;
  showCount();
}

function showCount() {
  const left = limit - typedLength();
  const close = left < limit * (1 - COUNT_FROM);
  count.classList.toggle("close", close);
  count.classList.toggle("over", left < 0);
  count.textContent = close ? put(left < 0 ? words.over : words.left, { n: Math.abs(left) }) : countAtRest;
}

// ---- Starting

function takeStart() {
  try {
    const start = JSON.parse(sessionStorage.getItem("start"));
    sessionStorage.removeItem("start");
    return start;
  } catch {
    return null;
  }
}

async function begin() {
  document.getElementById("unless-script")?.remove();
  const start = takeStart();
  if (log.childElementCount) return;
  if ((await say({})) && start) say({ choice: start.choice }, start.title);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { name } = event.submitter ?? {};
  if (name === "choice") return sayChoice(event.submitter);
  if (name === "send" || name === undefined) return sayTyped();
  if (name === "forget") await forget(words.forgotten);
  else wipe();
  say({});
});
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  sayTyped();
});
box.addEventListener("input", () => {
  showCount();
  tell("");
});
for (const sign of ["keydown", "pointerdown", "wheel", "touchmove"]) {
  addEventListener(sign, () => (lastActive = Date.now()), { capture: true, passive: true });
}
addEventListener("pagehide", wipe);
document.addEventListener("visibilitychange", wipeIfIdle);
setInterval(wipeIfIdle, LOOK_MILLISECONDS);
begin();
