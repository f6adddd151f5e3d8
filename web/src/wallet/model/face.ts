/** What one side of a payment by code learns of the other. */
export interface Face {
  /** One of the painted things. */
  readonly avatar: string;
  /** One of `ADJECTIVES`. */
  readonly adjective: string;
  /** Who it is, as the operator has seen it; null for a private payee and for every payer. */
  readonly name: string | null;
  readonly verified: boolean;
  /** Where the picture is that the operator has seen; absent or null for none. */
  readonly photo?: string | null | undefined;
}
