import { Component, type ReactNode } from "react";
import style from "./Faults.module.css";

/**
 * A fault of ours, or a part of the app that could not be fetched: says so and offers a fresh start. It stands above the
 * languages, so it speaks both.
 */
export class Faults extends Component<{ isSignedIn: () => boolean; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    // A guest has sent nothing.
    const inside = this.props.isSignedIn();
    return (
      <main className={style.fault} role="alert">
        <p lang="en">This part of Teahouse did not open.{inside && " What you sent is kept."}</p>
        <p lang="zh-CN">这一处没能打开。{inside && "发出去的都还在。"}</p>
        <button type="button" className={style.again} onClick={() => window.location.reload()}>
          <span lang="en">Open again</span> <span lang="zh-CN">重新打开</span>
        </button>
      </main>
    );
  }
}
