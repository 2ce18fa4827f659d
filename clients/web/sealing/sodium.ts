// libsodium, ready to use: whoever imports a module of this folder has waited for it.
import sodium from 'libsodium-wrappers';

await sodium.ready;

export { sodium };
