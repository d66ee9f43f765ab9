// Saves a reload here and there; every page works without it.
"use strict";

(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  // What went wrong is read first.
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();

  // A link of the error summary puts the cursor into its field.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".summary a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  });

  // Text fields grow with what is typed, where the style sheet alone cannot do it.
  if (!CSS.supports("field-sizing", "content")) {
    const grow = (area) => { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 4}px`; };
    all("textarea.form-control").forEach(grow);
    document.addEventListener("input", (event) => { if (event.target.matches("textarea.form-control")) grow(event.target); });
  }

  // What cannot be taken as it stands is told first; only then is there something to confirm.
  const filled = (node) => {
    if (node.matches("fieldset")) return node.querySelector("input:checked");
    return node.type === "checkbox" ? node.checked : node.value.trim();
  };
  const complete = (form) => form.checkValidity() && all("[data-must]", form).every(filled);

  // One press is one submission; a confirmed one comes back with data-confirmed.
  const ask = (submitter, send) => {
    const template = document.getElementById("confirm-template");
    const dialog = template && template.content.firstElementChild.cloneNode(true);
    if (!dialog || !dialog.showModal) return send();
    dialog.querySelector("#confirm-text").textContent = submitter.dataset.confirm;
    dialog.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      dialog.close();
      if (button.value === "yes") send();
    });
    dialog.addEventListener("close", () => { dialog.remove(); submitter.focus(); });
    document.body.append(dialog);
    dialog.showModal();
  };
  const release = (form) => {
    delete form.dataset.sent;
    all("button[data-said]", form).forEach((button) => { button.textContent = button.dataset.said; delete button.dataset.said; });
    all("button[data-held]", form).forEach((button) => { button.disabled = false; delete button.dataset.held; });
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const submitter = event.submitter;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    if (submitter && submitter.dataset.confirm && !submitter.dataset.confirmed && complete(form)) {
      event.preventDefault();
      return ask(submitter, () => { submitter.dataset.confirmed = "1"; form.requestSubmit(submitter); });
    }
    if (submitter) delete submitter.dataset.confirmed;
    form.dataset.sent = "1";
    if (submitter && submitter.dataset.working) {
      submitter.dataset.said = submitter.textContent;
      submitter.textContent = submitter.dataset.working;
      submitter.setAttribute("aria-live", "polite");
    }
    // Disabled only after the browser has gathered what is sent, else the pressed button would be missing.
    setTimeout(() => all("button[type=submit]:not(:disabled)", form).forEach((button) => {
      button.disabled = true;
      button.dataset.held = "1";
    }));
    // An answer that is a download leaves the page standing.
    setTimeout(() => release(form), 10000);
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach(release));

  // Where an answer takes a while it is said that it is being made.
  const told = () => all("[data-told]").forEach((note) => note.remove());
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-slow] a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    told();
    const box = link.closest("[data-slow]");
    const note = document.createElement("p");
    note.className = "alert alert-info no-print";
    note.setAttribute("role", "status");
    note.dataset.told = "";
    box.after(note);
    note.textContent = box.dataset.slow;
    // a download leaves the page standing
    if (link.hasAttribute("download")) setTimeout(told, 10000);
  });
  window.addEventListener("pageshow", told);

  // Rows are added and removed in place. Indices may have gaps and are never used twice, as the server expects.
  const adder = (rows) => rows.closest("form").querySelector(`[data-add][value="${CSS.escape(rows.dataset.rows)}"]`);
  const renumber = (rows) => {
    const list = all(":scope > [data-row]", rows);
    list.forEach((row, index) => {
      all("[data-number]", row).forEach((mark) => { mark.textContent = index + 1; });
      all("[data-remove]", row).forEach((button) => { button.hidden = list.length <= Number(rows.dataset.min); });
    });
    const add = adder(rows);
    if (add) add.hidden = Boolean(rows.dataset.max) && list.length >= Number(rows.dataset.max);
  };
  const fresh = (row, from, to) => {
    const copy = row.cloneNode(true);
    const swap = (text) => text.split(" ").map((part) => (part.startsWith(from) ? to + part.slice(from.length) : part)).join(" ");
    for (const node of [copy, ...all("*", copy)]) {
      for (const name of ["id", "name", "for", "aria-describedby", "data-row"]) {
        if (node.hasAttribute(name)) node.setAttribute(name, swap(node.getAttribute(name)));
      }
      if (node.hasAttribute("data-remove")) node.value = swap(node.value);
    }
    all(".error", copy).forEach((node) => node.remove());
    all(".is-invalid, .field-bad", copy).forEach((node) => node.classList.remove("is-invalid", "field-bad"));
    all("[aria-invalid]", copy).forEach((node) => {
      node.removeAttribute("aria-invalid");
      const kept = (node.getAttribute("aria-describedby") || "").split(" ").filter((id) => !id.endsWith("-error"));
      node.setAttribute("aria-describedby", kept.join(" "));
      if (!kept.join("")) node.removeAttribute("aria-describedby");
    });
    all("input, select, textarea", copy).forEach((node) => {
      if (node.type === "checkbox" || node.type === "radio") node.checked = false;
      else if (node.tagName === "SELECT") node.selectedIndex = 0;
      else node.value = "";
    });
    return copy;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add], [data-remove]");
    if (!button) return;
    const rows = button.hasAttribute("data-add") ? button.form.querySelector(`[data-rows="${CSS.escape(button.value)}"]`) : button.closest("[data-rows]");
    const row = button.hasAttribute("data-add") ? rows.lastElementChild : button.closest("[data-row]");
    // Without a row to copy from, the server adds the first one.
    if (!row) return;
    event.preventDefault();
    if (button.hasAttribute("data-add")) {
      const index = Number(rows.dataset.next);
      rows.dataset.next = index + 1;
      const copy = fresh(row, row.dataset.row, `${rows.dataset.rows}-${index}`);
      rows.append(copy);
      renumber(rows);
      const first = copy.querySelector("input:not([type=hidden]), select, textarea");
      if (first) first.focus();
    } else {
      const next = row.nextElementSibling || row.previousElementSibling;
      row.remove();
      renumber(rows);
      const first = next && next.querySelector("input:not([type=hidden]), select, textarea");
      (first || adder(rows) || rows.parentElement).focus();
    }
  });

  // A text is copied by a button that only shows where it can work.
  const copied = (button) => {
    const label = button.querySelector("[role=status]");
    label.textContent = button.dataset.copied;
  };
  all("button[data-copy]").forEach((button) => { button.hidden = false; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-copy]");
    const text = button && document.getElementById(button.dataset.copy);
    if (!text) return;
    // Without TLS there is no clipboard to write to: the text is selected and copied as by hand.
    const byHand = () => {
      getSelection().selectAllChildren(text);
      if (document.execCommand("copy")) copied(button);
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text.textContent).then(() => copied(button), byHand);
    else byHand();
  });

  // What is offered beside a text is put in where the writer was.
  let written = null;
  document.addEventListener("focusin", (event) => { if (event.target.matches("textarea")) written = event.target; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-insert]");
    const text = button && (written && written.isConnected ? written : document.querySelector("form.panel textarea"));
    if (!text) return;
    text.setRangeText(button.dataset.insert, text.selectionStart, text.selectionEnd, "end");
    text.focus();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
