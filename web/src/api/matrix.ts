import { type Http, Refusal } from "./http.ts";
import type { Auth } from "./people.ts";

const V3 = "/_matrix/client/v3";
const CARDS = "/_matrix/client/unstable/org.teahouse/pay/cards";
const WALLET = "/_matrix/client/unstable/org.teahouse/wallet";

/** What a sign-in gives. */
export interface Login {
  readonly user_id: string;
  readonly device_id: string;
  readonly access_token: string;
}

export interface DeviceAnswer {
  readonly device_id: string;
  readonly display_name?: string;
  readonly last_seen_ts?: number;
}

export interface ProfileAnswer {
  readonly displayname?: string | null;
  readonly avatar_url?: string | null;
}

/** The way from the app into the wallet: where it stands, whether a payment passkey opens it, and whether there is money in it. */
export interface WalletAnswer {
  readonly url: string;
  readonly has_passkey: boolean;
  readonly has_money: boolean;
  readonly verbs: readonly string[];
}

/** Money that stands in a conversation. */
export interface CardAnswer {
  readonly id: string;
  readonly kind: "transfer" | "equalPacket" | "randomPacket";
  readonly state: "open" | "taken" | "declined" | "returned";
  readonly room_id: string;
  readonly amount: { readonly minor: number; readonly currency: string };
  /** Absent for who is gone. */
  readonly sender?: string;
  readonly to?: string;
  readonly shares: number;
  readonly left: number;
  readonly mine?: { readonly minor: number; readonly currency: string };
  readonly taken: readonly {
    readonly user_id?: string;
    readonly amount: { readonly minor: number; readonly currency: string };
    readonly at: number;
  }[];
  readonly until: number;
}

/** The few Matrix calls that need no SDK. */
export function matrixApi({ call }: Http) {
  const profile = (userId: string) => `${V3}/profile/${encodeURIComponent(userId)}`;
  return {
    loginWithPassword: (user: string, password: string, deviceName: string) =>
      call<Login>("POST", `${V3}/login`, {
        type: "m.login.password",
        identifier: { type: "m.id.user", user },
        password,
        initial_device_display_name: deviceName,
      }),
    loginWithToken: (token: string, deviceName: string) =>
      call<Login>("POST", `${V3}/login`, { type: "m.login.token", token, initial_device_display_name: deviceName }),
    logout: () => call<void>("POST", `${V3}/logout`, {}),
    handleAvailable: (handle: string) => call<unknown>("GET", `${V3}/register/available?username=${encodeURIComponent(handle)}`),
    profile: (userId: string) => call<ProfileAnswer>("GET", profile(userId)),
    setDisplayName: (userId: string, displayname: string) => call<void>("PUT", `${profile(userId)}/displayname`, { displayname }),
    setAvatar: (userId: string, avatarUrl: string) => call<void>("PUT", `${profile(userId)}/avatar_url`, { avatar_url: avatarUrl }),
    devices: async () => (await call<{ devices: readonly DeviceAnswer[] }>("GET", `${V3}/devices`)).devices,
    renameDevice: (id: string, name: string) => call<void>("PUT", `${V3}/devices/${encodeURIComponent(id)}`, { display_name: name }),
    deleteDevices: (devices: readonly string[], auth?: Auth) => call<void>("POST", `${V3}/delete_devices`, { devices, auth }),
    changePassword: (next: string, signOutOthers: boolean, auth?: Auth) =>
      call<void>("POST", `${V3}/account/password`, { new_password: next, logout_devices: signOutOthers, auth }),
    closeAccount: (auth?: Auth) => call<void>("POST", `${V3}/account/deactivate`, { erase: false, auth }),
    loginTokenForAnotherApp: (auth?: Auth) =>
      call<{ login_token: string; expires_in_ms: number }>("POST", "/_matrix/client/v1/login/get_token", { auth }),
    card: (id: string) => call<CardAnswer>("GET", `${CARDS}/${id}`),
    withCard: (id: string, deed: "take" | "decline") => call<void>("POST", `${CARDS}/${id}/${deed}`, {}),
    wallet: () => call<WalletAnswer>("GET", WALLET),
    linkWallet: (auth?: Auth) => call<{ readonly url: string }>("POST", `${WALLET}/link`, { auth }),
    mediaConfig: () => call<{ readonly "m.upload.size"?: number | null }>("GET", "/_matrix/client/v1/media/config"),
    register: (body: Readonly<Record<string, unknown>>) => registering(call, body),
  };
}

export type MatrixApi = ReturnType<typeof matrixApi>;

interface RegisterBody extends Readonly<Record<string, unknown>> {
  readonly registrationToken?: string;
}

const INVITATION = "m.login.registration_token";

/** Walks the stages of `/register` that need nothing but an invitation. */
async function registering(call: Http["call"], { registrationToken, ...body }: RegisterBody): Promise<Login> {
  let auth: Auth | undefined;
  for (;;) {
    try {
      return await call<Login>("POST", `${V3}/register`, { ...body, auth });
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 401 || !Array.isArray(error.body.flows)) throw error;
      if (typeof error.body.errcode === "string") {
        // Refused at the invitation, it is the invitation that is refused, and not everybody.
        throw auth?.type === INVITATION ? new Refusal(401, "M_UNAUTHORIZED", error.body) : error;
      }
      const next = nextStage(error.body, registrationToken);
      if (next === null) throw new Refusal(401, "M_UNAUTHORIZED", error.body);
      auth = next;
    }
  }
}

/** The stage to answer next, or null where none of the flows can be walked. */
export function nextStage(body: Readonly<Record<string, unknown>>, registrationToken: string | undefined): Auth | null {
  const done = new Set(Array.isArray(body.completed) ? body.completed : []);
  const session = body.session;
  for (const flow of body.flows as readonly { stages?: readonly string[] }[]) {
    const stage = (flow.stages ?? []).find((name) => !done.has(name));
    if (stage === "m.login.dummy") return { type: stage, session };
    if (stage === INVITATION && registrationToken) return { type: stage, token: registrationToken, session };
  }
  return null;
}
