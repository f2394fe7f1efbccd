import type { Database } from "../db/database.ts";
import { sealAnew } from "../db/sealed-columns.ts";
import { lockSettings, readSealedSetting, readSetting, writeSealedSetting } from "../db/settings.ts";
import { randomBase62 } from "../lib/random.ts";
import type { SecretBox } from "../lib/secret-box.ts";
import { newSigningKey, SIGNING_KEY_SETTING, SigningKey } from "../services/signing-key.ts";
import { assertKeysFit, learningBox, type MasterKeys, openSecretBox } from "./master-key.ts";
import type { Begun, Started } from "./started.ts";

const TOKEN_SECRET_SETTING = "token_secret";

/** The installation's own secrets, by the settings they are kept in, and how each is made. */
const SECRETS: Readonly<Record<string, () => unknown>> = {
  [TOKEN_SECRET_SETTING]: () => randomBase62(43),
  [SIGNING_KEY_SETTING]: () => newSigningKey(new Date()),
};

/**
 * Opens the installation's secrets: makes those that are missing, and seals under the current master key what is not
 * yet. One transaction, and one process at a time, so that of two that bring different keys to a new database one
 * fails and has changed nothing. Throws `MasterKeyError`.
 */
export async function openSecrets(begun: Begun, database: Database, keys: MasterKeys) {
  const { knownSecrets, logger } = begun;
  const { bareBox, tokenSecret, count } = await database.transaction().execute(async (transaction) => {
    await lockSettings(transaction);
    await assertKeysFit(transaction, keys);
    const box = await openSecretBox(keys, knownSecrets);
    const count = await sealAnew(transaction, box);
    for (const name of Object.keys(SECRETS)) await ensureSecret(transaction, { box, name });
    const tokenSecret = await readSealedSetting<string>(transaction, { box, name: TOKEN_SECRET_SETTING });
    return { bareBox: box, tokenSecret: tokenSecret as string, count };
  });
  if (count > 0) logger.info({ count, key: bareBox.keyId }, "Secrets were encrypted anew under the master key.");
  knownSecrets.learn(tokenSecret);
  const onError = (error: unknown) => logger.error({ err: error }, "The signing key could not be read anew.");
  const signingKey = new SigningKey({ database, box: bareBox, onError });
  return { bareBox, secretBox: learningBox(bareBox, knownSecrets), tokenSecret, signingKey } satisfies Partial<Started>;
}

/** Seals a secret that an older version has left in plain text, or makes it. */
async function ensureSecret(transaction: Database, setting: { box: SecretBox; name: string }): Promise<void> {
  if ((await readSealedSetting(transaction, setting)) !== null) return;
  const plain = await readSetting(transaction, setting.name);
  await writeSealedSetting(transaction, setting, plain ?? SECRETS[setting.name]?.());
}
