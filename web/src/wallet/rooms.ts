import { lazy } from "react";

/* What is not on the first screen comes when it is first opened. A browser that keeps the wallet has all of it without network. */

export const StandInSheet = lazy(async () => ({ default: (await import("./confirm/StandInSheet")).StandInSheet }));
export const TopUpSheet = lazy(async () => ({ default: (await import("./home/TopUpSheet")).TopUpSheet }));
export const ShowPage = lazy(async () => ({ default: (await import("./show/ShowPage")).ShowPage }));
export const Send = lazy(async () => ({ default: (await import("./send/Send")).Send }));
export const Give = lazy(async () => ({ default: (await import("./give/Give")).Give }));
export const OpenTallies = lazy(async () => ({ default: (await import("./tally/OpenTallies")).OpenTallies }));
export const TalliesPage = lazy(async () => ({ default: (await import("./tally/TalliesPage")).TalliesPage }));
export const TallyPage = lazy(async () => ({ default: (await import("./tally/TallyPage")).TallyPage }));
export const PaymentPage = lazy(async () => ({ default: (await import("./asked/PaymentPage")).PaymentPage }));
export const Asks = lazy(async () => ({ default: (await import("./asked/Asks")).Asks }));
export const Attempts = lazy(async () => ({ default: (await import("./asked/Attempts")).Attempts }));
export const ScanPage = lazy(async () => ({ default: (await import("./scan/ScanPage")).ScanPage }));
export const BankPage = lazy(async () => ({ default: (await import("./bank/BankPage")).BankPage }));
export const Posters = lazy(async () => ({ default: (await import("./posters/Posters")).Posters }));
export const PosterPlace = lazy(async () => ({ default: (await import("./posters/PosterPlace")).PosterPlace }));
export const Till = lazy(async () => ({ default: (await import("./till/Till")).Till }));
export const CashPage = lazy(async () => ({ default: (await import("./cash/CashPage")).CashPage }));
export const Takings = lazy(async () => ({ default: (await import("./till/Takings")).Takings }));
export const ChargeDetail = lazy(async () => ({ default: (await import("./till/ChargeDetail")).ChargeDetail }));
export const Safety = lazy(async () => ({ default: (await import("./safety/Safety")).Safety }));
export const LookPage = lazy(async () => ({ default: (await import("./safety/LookPage")).LookPage }));
export const LimitsPage = lazy(async () => ({ default: (await import("./guard/LimitsPage")).LimitsPage }));
export const FreezePage = lazy(async () => ({ default: (await import("./guard/FreezePage")).FreezePage }));
export const FreezeByCode = lazy(async () => ({ default: (await import("./guard/FromTheDoor")).FreezeByCode }));
export const ThawByCode = lazy(async () => ({ default: (await import("./guard/FromTheDoor")).ThawByCode }));
export const Left = lazy(async () => ({ default: (await import("./left/Left")).Left }));
export const HistoryPage = lazy(async () => ({ default: (await import("./history/HistoryPage")).HistoryPage }));
export const MonthPage = lazy(async () => ({ default: (await import("./history/MonthPage")).MonthPage }));
export const ReceiptPage = lazy(async () => ({ default: (await import("./history/ReceiptPage")).ReceiptPage }));
export const DisputePage = lazy(async () => ({ default: (await import("./disputes/DisputePage")).DisputePage }));
export const Disputes = lazy(async () => ({ default: (await import("./disputes/Disputes")).Disputes }));
