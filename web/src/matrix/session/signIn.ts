import { deviceName } from "../../api/deviceName.ts";
import { createPasskey, signWithPasskey } from "../../api/passkey.ts";
import { userIdOf } from "../mapping/people.ts";
import type { ElsewherePurpose, House, Matrix, ProblemCode, SignUp } from "../model.ts";
import { Problem } from "../model.ts";
import { asProblem, problemOf } from "../problems.ts";
import type { SessionKeeper } from "./keeper.ts";
import { keyOfCode, verifierOf } from "./recoveryCode.ts";

type Ways = Pick<
  Matrix,
  | "house" | "handleProblem" | "signUpWithPasskey" | "signUpWithPassword" | "signInWithPasskey" | "signInWithPassword"
  | "signInWithToken" | "signInWithRecovery" | "letIn" | "askedElsewhere" | "confirmElsewhere"
>;

const HANDLE = { M_INVALID_PARAM: "handleInvalid", M_BAD_JSON: "handleInvalid" } as const;
const REGISTERING = { ...HANDLE, M_FORBIDDEN: "registrationClosed", M_UNAUTHORIZED: "registrationTokenInvalid" } as const;
const WRONG_PASSWORD = { M_FORBIDDEN: "wrongPassword" } as const;
const PASSKEY = { M_FORBIDDEN: "passkeyRefused", notFound: "ceremonyExpired" } as const;

/** The ways in. None of them loads the SDK. */
export function waysIn(keeper: SessionKeeper): Ways {
  const { matrix, people } = keeper;
  let house: House | null = null;

  const readHouse = async (): Promise<House> => {
    house ??= Object.freeze(await people.house());
    return house;
  };

  const enterWith = async (loginToken: string, displayName = "", letIn = false) =>
    keeper.enter(await matrix.loginWithToken(loginToken, deviceName()), displayName, letIn);

  return {
    house: () => asProblem(readHouse),

    handleProblem: async (handle): Promise<ProblemCode | null> => {
      try {
        await matrix.handleAvailable(handle);
        return null;
      } catch (error) {
        const problem = problemOf(error, HANDLE);
        if (HANDLE_CODES.includes(problem.code)) return problem.code;
        throw problem;
      }
    },

    signUpWithPasskey: ({ handle, displayName, registrationToken }: SignUp) =>
      asProblem(async () => {
        const { ceremony, options } = await people.startSignUp(handle, registrationToken);
        const { loginToken } = await people.finishSignUp(ceremony, await createPasskey(options), displayName, deviceName());
        await enterWith(loginToken, displayName);
      }, PASSKEY),

    signUpWithPassword: ({ handle, displayName, registrationToken, password }) =>
      asProblem(async () => {
        const body = { username: handle, password, initial_device_display_name: deviceName(), registrationToken };
        const login = await matrix.register(body);
        await keeper.enter(login, displayName ?? "");
        if (!displayName) return;
        await matrix.setDisplayName(login.user_id, displayName);
        await keeper.refreshProfile();
      }, REGISTERING),

    signInWithPasskey: () =>
      asProblem(async () => {
        const { ceremony, options } = await people.startSignIn();
        const { loginToken } = await people.finishSignIn(ceremony, await signWithPasskey(options));
        await enterWith(loginToken);
      }, PASSKEY),

    signInWithPassword: (handle, password) =>
      asProblem(async () => keeper.enter(await matrix.loginWithPassword(localpart(handle), password, deviceName()), ""), WRONG_PASSWORD),

    signInWithToken: (loginToken) => asProblem(() => enterWith(loginToken), { M_FORBIDDEN: "linkUsedOrExpired" }),

    signInWithRecovery: (handle, code) =>
      asProblem(async () => {
        const key = await keyOfCode(code);
        const userId = userIdOf(handle, (await readHouse()).serverName);
        if (userId === null) throw new Problem("recoveryRefused");
        const { loginToken } = await people.signInWithRecovery(localpart(handle), await verifierOf(key, userId));
        await enterWith(loginToken);
        await (await keeper.live()).recoverWith(code);
      }),

    letIn: (token) => asProblem(async () => enterWith((await people.letIn(token)).loginToken, "", true)),

    askedElsewhere: (session) => asProblem(async () => purposeOf((await people.startConfirm(session)).request)),

    // Asked for anew: what the first question waited for may be too old by now.
    confirmElsewhere: (session) =>
      asProblem(async () => {
        const { options } = await people.startConfirm(session);
        await people.finishConfirm(session, await signWithPasskey(options));
        return true as const;
      }, PASSKEY),
  };
}

/** What a request is for, from its method and path. */
export function purposeOf(request: string): ElsewherePurpose {
  const found = ELSEWHERE.find(([path]) => path.test(request));
  return found ? found[1] : "other";
}

const ELSEWHERE: readonly (readonly [RegExp, ElsewherePurpose])[] = [
  [/\/keys\/device_signing\/upload$/, "identity"],
  [/\/account\/password$/, "changePassword"],
  [/\/account\/deactivate$/, "deactivate"],
  [/\/(delete_devices|devices\/[^/]+)$/, "removeDevice"],
  [/\/login\/get_token$/, "connectApp"],
  [/\/org\.teahouse\/wallet\/link$/, "openWallet"],
];

const HANDLE_CODES: readonly ProblemCode[] = ["handleTaken", "handleInvalid", "handleReserved"];

/** People type their handle as they see it written. */
function localpart(typed: string): string {
  const text = typed.trim();
  return text.startsWith("@") && !text.includes(":") ? text.slice(1) : text;
}
