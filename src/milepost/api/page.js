// Sends the reads that somebody tries on the page of the door, with the token they typed, and shows what came; finds operations by words.
const token = document.getElementById("token");
const words = document.getElementById("words");
const found = document.getElementById("found");
for (const name of ["who", "find"]) {
  document.getElementById(name).addEventListener("submit", (event) => event.preventDefault());
}

async function ask(form) {
  const key = form.elements.key ? encodeURIComponent(form.elements.key.value.trim()) : "";
  const question = form.elements.question ? form.elements.question.value.trim().replace(/^\?/, "") : "";
  const address = form.dataset.path.replace("{key}", key) + (question ? `?${question}` : "");
  const answer = await fetch(address, { headers: { Authorization: `Bearer ${token.value.trim()}` }, credentials: "omit" });
  const kind = answer.headers.get("Content-Type") || "";
  const shown = kind.includes("json") ? JSON.stringify(JSON.parse(await answer.text()), null, 2) : `A file: ${kind}.`;
  return { told: `${answer.status} ${answer.statusText} from ${address}`, shown };
}

for (const form of document.querySelectorAll("form.trial")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const status = form.querySelector("[role=status]");
    const place = form.querySelector("pre");
    if (!token.value.trim()) {
      status.textContent = "Type a token above first.";
      token.focus();
      return;
    }
    status.textContent = "Asking …";
    try {
      const { told, shown } = await ask(form);
      status.textContent = told;
      place.textContent = shown;
      place.hidden = false;
    } catch {
      place.hidden = true;
      status.textContent = "The server did not answer.";
    }
  });
}

words.addEventListener("input", () => {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const records of document.querySelectorAll(".records")) {
    let here = 0;
    for (const deed of records.querySelectorAll(".deed")) {
      const text = `${deed.id} ${deed.firstElementChild.textContent}`.toLowerCase();
      deed.hidden = !wanted.every((word) => text.includes(word));
      here += deed.hidden ? 0 : 1;
    }
    records.hidden = here === 0;
    records.open = wanted.length > 0 && here > 0;
    count += here;
  }
  found.textContent = wanted.length ? `${count} ${count === 1 ? "operation" : "operations"}` : "";
});

function reveal() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let one = place; one; one = one.parentElement) {
    if (one.tagName === "DETAILS") {
      one.open = true;
    }
  }
  place?.scrollIntoView();
}
addEventListener("hashchange", reveal);
reveal();
