import type { CDPSession, Page } from "playwright-core";

/** A virtual passkey holder of one tab, which agrees to everything. */
export class PasskeyHolder {
  private constructor(
    private readonly session: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  static async of(page: Page): Promise<PasskeyHolder> {
    const session = await page.context().newCDPSession(page);
    await session.send("WebAuthn.enable");
    const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new PasskeyHolder(session, authenticatorId);
  }

  /** Whether it recognises its owner. */
  async agrees(isUserVerified: boolean): Promise<void> {
    await this.session.send("WebAuthn.setUserVerified", { authenticatorId: this.authenticatorId, isUserVerified });
  }

  /** Holds the other's passkeys and no others, as devices that keep them in step do. */
  async takeFrom(other: PasskeyHolder): Promise<void> {
    const { credentials } = await other.session.send("WebAuthn.getCredentials", { authenticatorId: other.authenticatorId });
    await this.session.send("WebAuthn.clearCredentials", { authenticatorId: this.authenticatorId });
    for (const credential of credentials)
      await this.session.send("WebAuthn.addCredential", { authenticatorId: this.authenticatorId, credential });
  }
}
