// Says how long the period is while it is being entered; the server counts again and decides.
"use strict";

(() => {
  const note = document.getElementById("period");
  const fields = ["starts", "ends", "on"].map((id) => document.getElementById(id));
  if (!note || fields.some((field) => !field)) return;
  const said = note.querySelector("[data-said]");
  const day = (text) => Date.parse(`${text}T00:00:00Z`) / 86400000;
  const chinese = document.documentElement.lang.startsWith("zh");
  const written = (number) => new Intl.DateTimeFormat(chinese ? "zh-CN" : "en-GB", {
    day: "numeric", month: chinese ? "long" : "short", year: "numeric", timeZone: "UTC",
  }).format(new Date(number * 86400000));
  const count = () => {
    const [starts, ends, on] = fields.map((field) => day(field.value));
    let sentence = note.dataset.unknown;
    let enough = false;
    if (!Number.isNaN(starts) && !Number.isNaN(ends)) {
      const from = Math.max(starts, day(note.dataset.today), Number.isNaN(on) ? starts : on);
      const days = ends - from + Number(note.dataset.both);
      enough = days >= Number(note.dataset.least);
      sentence = (enough ? note.dataset.enough : note.dataset.short).replace("{from}", written(from)).replace("{days}", days);
    }
    if (said.textContent !== sentence) said.textContent = sentence;
    note.classList.toggle("alert-info", enough);
    note.classList.toggle("alert-warning", !enough);
  };
  fields.forEach((field) => field.addEventListener("input", count));
})();
