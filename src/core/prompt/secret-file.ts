import { UsageError } from '../model/usage-error.ts';
import { withoutTrailing } from '../trailing.ts';

/** Files that hold keys and passwords: what is a prompt is sent to models, and these must not be by a slip or a trick. */

/** Folders in which programs keep what unlocks something. */
const FOLDERS = new Set(['.git', '.ssh', '.gnupg', '.aws', '.azure', '.kube', '.docker', '.password-store', 'gcloud']);

const NAMES: readonly RegExp[] = [
  // `.env`, `.env.local`, `prod.env`; what is an example holds no secret.
  /(?:^|\.)env(?:rc)?$/,
  /^\.env\.(?!example$|sample$|template$|dist$)/,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/,
  /\.(?:pem|key|p12|pfx|p8|jks|keystore|kdbx|kdb|ppk|asc|gpg|ovpn|tfstate|tfvars)$/,
  /^[._](?:npmrc|yarnrc|pypirc|netrc|pgpass|htpasswd|dockercfg|vault-token|git-credentials|boto|s3cfg|my\.cnf)$/,
  /^\.(?:bash|zsh|sh|python|node_repl|psql|mysql)_history$/,
  /^(?:credentials|secrets?)(?:\.(?:json|ya?ml|toml|ini|xml|properties|txt|csv))?$/,
  /^(?:service[-_]?account|client_secret).{0,100}\.json$/,
  /^(?:shadow|gshadow|environ|kubeconfig|terraform\.rc)$/,
];

const PRIVATE_KEY =
  /-----BEGIN (?:[A-Z]{1,12} ){0,3}PRIVATE KEY-----\s*(?:[\w-]{1,40}: [^\n]{0,200}\n\s*)*[A-Za-z0-9+/=]{32}/;

/** Whether a file is named as those are that hold keys. Any kind of slash parts its folders. */
function isSecretName(path: string): boolean {
  const parts = path
    .toLowerCase()
    .split(/[\\/]/)
    .filter((part) => part !== '');
  const name = withoutTrailing(parts.at(-1) ?? '', /[\s.]/);
  return parts.slice(0, -1).some((folder) => FOLDERS.has(folder)) || NAMES.some((pattern) => pattern.test(name));
}

/**
 * Throws a `UsageError` for a file that is no prompt, by one of its names (a link has two) or by what stands in it.
 * `text`: when it has been read.
 */
export function refuseSecrets(names: readonly string[], text = ''): void {
  if (!names.some(isSecretName) && !PRIVATE_KEY.test(text)) return;
  throw new UsageError(
    `${names[0] ?? 'This file'} may hold keys or passwords and is no prompt: it would be sent to the models. Put the prompt into a file of its own.`,
  );
}
