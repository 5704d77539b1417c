// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Keys (WebAuthn): ask the browser for one, put its answer into the form, send the form.
// The conversion between JSON and the browser's buffers is webauthn-json.js of django-allauth.

const answers = {
  login: async (form) => {
    const reply = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!reply.ok) throw new Error(String(reply.status));
    return webauthnJSON.get((await reply.json()).request_options);
  },
  authenticate: async () => webauthnJSON.get(given().request_options),
  add: async (place) => {
    const options = given().creation_options;
    const alone = place.querySelector("[name=passwordless]").checked;
    Object.assign(options.publicKey.authenticatorSelection, {
      residentKey: alone ? "required" : "discouraged",
      requireResidentKey: alone,
      ...(alone && { userVerification: "required" }),
    });
    return webauthnJSON.create(options);
  },
};

function given() {
  return JSON.parse(document.getElementById("passkey_data").textContent);
}

for (const place of document.querySelectorAll("[data-passkey]")) {
  if (!webauthnJSON.supported()) continue;
  place.hidden = false;
  const refusal = document.getElementById("passkey_refusal");
  const button = place.querySelector("button[type=button]");
  button.addEventListener("click", async () => {
    refusal.hidden = true;
    button.disabled = true;
    try {
      const form = place.closest("form") ?? place.querySelector("form");
      const answer = await answers[place.dataset.passkey](form);
      const field = form.querySelector("[name=credential]");
      field.value = JSON.stringify(answer);
      form.submit();
    } catch {
      refusal.hidden = false;
      button.disabled = false;
      button.focus();
    }
  });
}
