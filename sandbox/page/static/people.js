// Faces, and the switcher which makes the window another person's.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { isOpen, comboAttributes, listKey, openList } from "./listbox.js";
import { changed, nameOf, state } from "./state.js";
import { t } from "./strings.js";

const TINTS = 8;

/** A square with a person's initials, or the app's own mark. */
export function avatar(id, name, isApp = false, size = "") {
  if (isApp) return h("span", { class: `avatar avatar-app ${size}`, "aria-hidden": "true" }, icon("spark", size ? 14 : 22));
  const words = name.split(/[\s-]+/).filter(Boolean);
  const initials = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0] ?? "").join("");
  let sum = 0;
  for (const letter of id ?? name) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  return h("span", { class: `avatar tint-${sum % TINTS} ${size}`, "aria-hidden": "true" }, initials.toUpperCase());
}

/** The address at which the page is `id`'s. */
export const addressOf = (id) => `${location.pathname}#${id}`;

let query = "";
const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function rows(refresh) {
  const people = state.people.filter((user) => !user.is_bot && !user.deleted);
  const wanted = people.filter((user) => folded(`${user.real_name} ${user.name}`).includes(folded(query)));
  return wanted.map((user) => ({
    label: user.real_name || user.name,
    detail: [user.title, user.kind === "guest" ? t("guest") : "", user.id === state.snap?.me.id ? t("you") : ""]
      .filter(Boolean)
      .join(" · "),
    before: avatar(user.id, user.real_name || user.name, false, "small"),
    after: elsewhere(user),
    mark: user.id === state.snap?.me.id,
    take: (event) => {
      refresh();
      if (event?.ctrlKey || event?.metaKey) window.open(addressOf(user.id), "_blank");
      else location.hash = user.id;
    },
  }));
}

/** A second window, for a second person: this mark, or Ctrl (⌘) with Enter or a click. */
function elsewhere(user) {
  const open = (event) => {
    event.stopPropagation();
    window.open(addressOf(user.id), "_blank");
  };
  const title = t("otherWindow", { name: user.real_name || user.name });
  return h("span", { class: "btn-plain", "aria-hidden": "true", title, on: { click: open } }, icon("window", 16));
}

/** The field at the top which says who one is, and searches for somebody else. */
export function switcher() {
  const me = state.snap.me;
  const opened = isOpen("people");
  const done = () => {
    query = "";
    state.popup = null;
    document.getElementById("people")?.blur();
    changed();
  };
  const show = (field) =>
    openList(field.closest(".switcher"), "people", t("people"), () => rows(done), { keepWith: field.closest(".switcher") });
  return h(
    "div",
    { class: `switcher${opened ? " open" : ""}`, key: "switcher" },
    opened ? icon("search", 18) : avatar(me.id, nameOf(me.id), false, "small"),
    h("input", {
      ...comboAttributes("people"),
      id: "people",
      type: "text",
      "aria-label": `${t("accounts")} (${t("actAs")} ${nameOf(me.id)})`,
      placeholder: opened ? t("search") : "",
      set: { value: opened ? query : nameOf(me.id) },
      on: {
        click: (event) => show(event.target),
        input: (event) => {
          query = event.target.value;
          show(event.target);
          state.popup.active = 0;
        },
        keydown: (event) => {
          if (opened && listKey(event)) return;
          if (event.key === "ArrowDown" || event.key === "Enter") show(event.target);
          if (event.key === "Tab" && isOpen("people")) done();
        },
        blur: () => (query = ""),
      },
    }),
    icon("down", 16),
  );
}
