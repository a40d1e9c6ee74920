// Small comforts. Every page works without this file: the server decides everything again.
"use strict";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}

// Show a question only while the answers that it depends on are chosen (see web/pages/conditional.py).
const inputsOf = (form, question) => [...form.querySelectorAll(`[name="${CSS.escape(question)}"]`)];

const holds = (form, [word, first, second]) => {
  if (word === "all") return first.every((rule) => holds(form, rule));
  if (word === "any") return first.some((rule) => holds(form, rule));
  const inputs = inputsOf(form, first).filter(
    (input) => !input.closest("[hidden]") && (input.checked || !["radio", "checkbox"].includes(input.type)),
  );
  if (word === "has") return inputs.some((input) => second.includes(input.value));
  return inputs.some((input) => input.value.trim() !== "" && Number(input.value) >= second);
};

const showAndHide = (form) => {
  for (const question of form.querySelectorAll("[data-shown-when]")) {
    question.hidden = !holds(form, JSON.parse(question.dataset.shownWhen));
  }
};

// Say how many characters are left, counted as the server counts them; nothing is cut.
const count = (area) => {
  const text = area.value.trim().normalize("NFC");
  const left = Number(area.dataset.longest) - [...text].length;
  const note = document.getElementById(`${area.id}-count`);
  const number = Math.abs(left);
  const words = `${number.toLocaleString("en-GB")} character${number === 1 ? "" : "s"}`;
  note.setAttribute("aria-live", left < area.dataset.longest / 10 ? "polite" : "off");
  note.textContent = left < 0 ? `${words} too many` : `${words} left`;
  note.classList.toggle("app-count--over", left < 0);
};

// Ask before a page with unsaved answers is left.
const guard = (form) => {
  let isChanged = form.hasAttribute("data-unsaved"); // a draft in a box is not saved
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
};

// Cover the page at once when somebody comes in, and bring it back as it was: nothing is loaded.
const pauseAndHide = (cover) => {
  let before = null;
  const hide = () => {
    if (before) return;
    before = { title: document.title, focus: document.activeElement, x: scrollX, y: scrollY };
    document.documentElement.classList.add("app-paused");
    document.title = "Paused";
    cover.showModal();
  };
  const comeBack = () => {
    if (!before) return;
    cover.close();
    document.documentElement.classList.remove("app-paused");
    document.title = before.title;
    before.focus?.focus({ preventScroll: true });
    scrollTo({ left: before.x, top: before.y, behavior: "instant" });
    before = null;
  };
  cover.addEventListener("cancel", comeBack); // the browser's own way to close it
  cover.querySelector("button").addEventListener("click", comeBack);
  for (const button of document.querySelectorAll("[data-pause]")) {
    button.addEventListener("mousedown", (event) => event.preventDefault()); // the cursor stays where it is
    button.addEventListener("click", (event) => {
      event.preventDefault();
      hide();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    if (event.repeat) return; // a key that is held down must not bring the page back
    if (before) comeBack();
    else hide();
  });
};

// Ask how the proposal stands with what is typed so far. The server judges it; nothing is saved.
const keepStanding = (form, panel) => {
  const said = document.getElementById("so-far-said");
  let waiting = 0;
  let asked = new AbortController();
  const notAsked = () => {
    const note = document.createElement("p");
    note.className = "govuk-body app-so-far__wrong";
    note.textContent = "What you typed since could not be checked. Save the page to check it.";
    panel.replaceChildren(note);
    said.textContent = note.textContent;
  };
  const ask = async () => {
    asked.abort();
    if (panel.contains(document.activeElement)) { // somebody reads it: not under their hands
      panel.addEventListener("focusout", () => setTimeout(ask), { once: true });
      return;
    }
    asked = new AbortController();
    try {
      const answer = await fetch(panel.dataset.soFar, { method: "POST", body: new FormData(form), signal: asked.signal });
      if (!answer.ok) throw new Error("not judged");
      const open = [...panel.querySelectorAll("details[open] summary")].map((one) => one.textContent.split(":")[0]);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      panel.replaceChildren(...page.body.childNodes);
      for (const one of panel.querySelectorAll("summary")) {
        one.parentElement.open = open.includes(one.textContent.split(":")[0]);
      }
      const wrong = panel.querySelector("[data-said]")?.textContent ?? "";
      if (said.textContent !== wrong) said.textContent = wrong;
    } catch (error) {
      if (error.name !== "AbortError") notAsked();
    }
  };
  if (form.hasAttribute("data-unsaved")) ask();
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 300);
  });
};

document.addEventListener("DOMContentLoaded", () => {
  pauseAndHide(document.getElementById("cover"));
  for (const form of document.querySelectorAll("form[data-guard]")) {
    guard(form);
    showAndHide(form);
    form.addEventListener("change", () => showAndHide(form));
    form.addEventListener("input", () => showAndHide(form));
    const panel = form.parentElement.querySelector("[data-so-far]");
    if (panel) keepStanding(form, panel);
  }
  for (const area of document.querySelectorAll("textarea[data-longest]")) {
    count(area);
    area.addEventListener("input", () => count(area));
  }
});
