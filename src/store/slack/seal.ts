import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const ALGORITHM = "aes-256-gcm";
/** Bytes: what NIST SP 800-38D recommends for GCM. */
const NONCE = 12;
const TAG = 16;

/** The key does not open what is kept. */
export class Sealed extends Error {
  override readonly name = "Sealed";
}

/** Seals text with AES-256-GCM: nonce, tag and cipher in base64url. `about` binds it to where it is kept: elsewhere it does not open. */
export function seal(text: string, about: string, key: Uint8Array): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** Opens what `seal` made. Throws `Sealed` for another key, another place, or a changed text. */
export function unseal(sealed: string, about: string, key: Uint8Array): string {
  const bytes = Buffer.from(sealed, "base64url");
  try {
    const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(Buffer.from(about))
      .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new Sealed(
      `What is kept of the installation of ${about} does not open with SLACK_STORE_KEY. Set the key it was sealed with, or install the app there again.`,
      { cause },
    );
  }
}
