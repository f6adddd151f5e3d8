/**
 * Stands in for the parts of matrix-js-sdk that make calls. The client builds them whether anybody calls or not; they weigh
 * 35 KiB, and Teahouse has no calls yet. With `supportsMatrixCall` false the client leaves most of them alone; the two that it
 * builds all the same do nothing here.
 */
export const supportsMatrixCall = (): boolean => false;
export const createNewMatrixCall = (): null => null;

/** Built with every client; only calls would ask it for a microphone. */
export class MediaHandler {}

/** Built, started and stopped with every client; it would follow who sits in a call. */
export class MatrixRTCSessionManager {
  start(): void {}
  stop(): void {}
}

/** Never built, as calls are not supported. */
export class CallEventHandler {}
export class GroupCallEventHandler {}
export class GroupCall {}
