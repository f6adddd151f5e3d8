import { useEffect, useState } from "react";
import { startOfDay } from "./when";

/** A moment of the present day; draws again after midnight, and when a sleeping device wakes on another day. */
export function useToday(): number {
  const [today, setToday] = useState(() => Date.now());
  useEffect(() => {
    const look = () => setToday((before) => (startOfDay(before) === startOfDay(Date.now()) ? before : Date.now()));
    const tomorrow = new Date(today);
    tomorrow.setHours(24, 0, 1, 0);
    const timer = setTimeout(look, tomorrow.getTime() - Date.now());
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [today]);
  return today;
}
