// A device that has a passkey: a P-256 key, and the answers that a browser hands on.
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

const sha256 = (data) => createHash("sha256").update(data).digest();
const text = (bytes) => Buffer.from(bytes).toString("base64url");

/** `origin` is the page that asks. */
export function passkeyDevice(origin) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const credential = randomBytes(32);
  const present = 0x01 | 0x04;
  let user;
  let count = 0;

  const clientData = (type, { challenge }) => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const data = (flags) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(count);
    return Buffer.concat([sha256(new URL(origin).hostname), Buffer.from([flags]), counter]);
  };
  const answer = (response) => ({
    id: text(credential), rawId: text(credential), type: "public-key", authenticatorAttachment: "platform", clientExtensionResults: {}, response,
  });

  return {
    /** RegistrationResponseJSON. */
    create(options) {
      user = options.user.id;
      const { x, y } = publicKey.export({ format: "jwk" });
      const cose = Buffer.concat([Buffer.from("a5010203262001215820", "hex"), Buffer.from(x, "base64url"), Buffer.from("225820", "hex"), Buffer.from(y, "base64url")]);
      const attested = Buffer.concat([data(present | 0x40), Buffer.alloc(16), Buffer.from([0, credential.length]), credential, cose]);
      // {"fmt": "none", "attStmt": {}, "authData": …} as CBOR.
      const attestation = Buffer.concat([Buffer.from("a363666d74646e6f6e656761747453746d74a068617574684461746158", "hex"), Buffer.from([attested.length]), attested]);
      return answer({ clientDataJSON: text(clientData("webauthn.create", options)), attestationObject: text(attestation), transports: ["internal"] });
    },
    /** AuthenticationResponseJSON. */
    get(options) {
      count++;
      const [said, shown] = [clientData("webauthn.get", options), data(present)];
      const signature = sign("sha256", Buffer.concat([shown, sha256(said)]), privateKey);
      return answer({ clientDataJSON: text(said), authenticatorData: text(shown), signature: text(signature), userHandle: user });
    },
  };
}
