"use strict";
// Tables: a click on a heading sorts by that column, another click turns the order round; a button copies the table.

const NUMBER = /^[−+-]?[\d,]+(\.\d+)?\s*[%‰]?$/;
const text = (cell) => (cell ? cell.textContent.trim() : "");
const number = (words) => parseFloat(words.replace("−", "-").replaceAll(",", ""));

function compare(first, second) {
  if (NUMBER.test(first) && NUMBER.test(second)) return number(first) - number(second);
  return first.localeCompare(second, "zh");
}

function sort(table, column, heading) {
  const descending = heading.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.querySelectorAll("[aria-sort]")) other.setAttribute("aria-sort", "none");
  heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, key: text(row.cells[column]) }));
  const empty = (key) => key === "" || key === "–";
  rows.sort((a, b) => {
    // What is not known comes last, whichever the order.
    if (empty(a.key) || empty(b.key)) return empty(a.key) - empty(b.key);
    return descending ? compare(b.key, a.key) : compare(a.key, b.key);
  });
  body.append(...rows.map(({ row }) => row));
}

function makeSortable(table) {
  const headings = [...table.tHead.rows].at(-1).cells;
  [...headings].forEach((heading, column) => {
    heading.scope = "col";
    if (!text(heading)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    heading.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => sort(table, column, heading));
  });
}

function alignNumbers(table) {
  for (const row of table.tBodies[0].rows) {
    for (const cell of row.cells) if (cell.tagName === "TD" && NUMBER.test(text(cell))) cell.classList.add("number");
  }
}

// The text a spreadsheet takes: cells apart by tabs. The clipboard interface is missing in some browsers for opened files.
async function copy(table, button) {
  const words = (cell) => (cell.querySelector("button") || cell).textContent.trim().replace(/\s+/g, " ");
  const lines = [...table.rows].map((row) => [...row.cells].map(words).join("\t")).join("\n");
  try {
    await navigator.clipboard.writeText(lines);
  } catch {
    const area = document.createElement("textarea");
    area.value = lines;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  const before = button.textContent;
  button.textContent = "已复制 copied";
  setTimeout(() => { button.textContent = before; }, 1500);
}

for (const table of document.querySelectorAll("table")) {
  const box = document.createElement("div");
  const scroll = document.createElement("div");
  const button = document.createElement("button");
  box.className = "table-box";
  scroll.className = "table-scroll";
  scroll.tabIndex = 0;
  button.className = "copy";
  button.type = "button";
  button.textContent = "复制表格 copy table";
  button.addEventListener("click", () => copy(table, button));
  table.replaceWith(box);
  scroll.append(table);
  box.append(scroll, button);
  if (!table.tBodies.length) continue;
  alignNumbers(table);
  if (table.tHead && !table.tBodies[0].querySelector("[rowspan]:not([rowspan='1'])")) makeSortable(table);
}
