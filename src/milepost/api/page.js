// Sends the reads that somebody tries on the page of the door, with the token they typed, and shows what came.
const token = document.getElementById("token");
document.getElementById("who").addEventListener("submit", (event) => event.preventDefault());

async function ask(form) {
  const key = form.elements.key ? encodeURIComponent(form.elements.key.value.trim()) : "";
  const question = form.elements.question ? form.elements.question.value.trim().replace(/^\?/, "") : "";
  const address = form.dataset.path.replace("{key}", key) + (question ? `?${question}` : "");
  const answer = await fetch(address, { headers: { Authorization: `Bearer ${token.value.trim()}` }, credentials: "omit" });
  const text = await answer.text();
  let shown = text;
  try {
    shown = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // It is no JSON: shown as it is.
  }
  return `${answer.status} ${answer.statusText}\n${shown}`;
}

for (const form of document.querySelectorAll("form.trial")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const place = form.querySelector("pre");
    place.hidden = false;
    place.textContent = "…";
    try {
      place.textContent = await ask(form);
    } catch {
      place.textContent = "The server did not answer.";
    }
  });
}
