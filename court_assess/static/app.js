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
  let isChanged = false;
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
};

document.addEventListener("DOMContentLoaded", () => {
  for (const form of document.querySelectorAll("form[data-guard]")) {
    guard(form);
    showAndHide(form);
    form.addEventListener("change", () => showAndHide(form));
    form.addEventListener("input", () => showAndHide(form));
  }
  for (const area of document.querySelectorAll("textarea[data-longest]")) {
    count(area);
    area.addEventListener("input", () => count(area));
  }
});
