/** The house's tokens and the chat's shapes, inside the shadow root: nothing leaks out, nothing of the page leaks in. */
export const style = `
:host { color-scheme: light dark; --paper: #fbf8f3; --raised: #fff; --ink: #1e2430; --quiet: #5b6472; --line: #e5ded2;
  --edge: #877f70; --accent: #14655a; --on-accent: #fff; --wash: #e9f1ec; --attention: #9a6200; --radius: 10px;
  position: fixed; inset: auto 16px 16px auto; z-index: 2147483000; color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang TC", "Noto Sans CJK TC", sans-serif; }
@media (prefers-color-scheme: dark) { :host { --paper: #17150f; --raised: #211e17; --ink: #f2eee6; --quiet: #a9a294;
  --line: #3a352b; --edge: #857d6c; --accent: #5cc2b1; --on-accent: #0f1f1c; --wash: #1d2a25; --attention: #e6b566; } }
:host([side=left]) { inset: auto auto 16px 16px; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
button, textarea { font: inherit; color: inherit; }
button { cursor: pointer; min-height: 44px; border-radius: var(--radius); border: 1px solid var(--edge);
  background: var(--raised); padding: 8px 16px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.launch, .send { background: var(--brand, var(--accent)); color: var(--on-brand, var(--on-accent)); }
.launch, .send { border-color: transparent; font-weight: 600; }
.launch { border-radius: 999px; box-shadow: 0 8px 24px #1e24302e; }
.panel { display: flex; flex-direction: column; width: min(384px, calc(100vw - 32px)); height: min(640px, calc(100dvh - 32px));
  background: var(--paper); border: 1px solid var(--line); border-radius: 16px; overflow: hidden; box-shadow: 0 8px 32px #1e24302e; }
header { display: flex; align-items: center; justify-content: space-between; gap: 8px; padding: 8px 8px 8px 16px;
  border-bottom: 1px solid var(--line); background: var(--raised); font-weight: 600; }
header button { border: 0; width: 44px; padding: 0; font-size: 20px; }
.log > * { flex-shrink: 0; }
.log { flex: 1; overflow-y: auto; padding: 16px; display: flex; flex-direction: column; gap: 8px; overscroll-behavior: contain; }
.said { max-width: 85%; padding: 8px 12px; border-radius: 14px; white-space: pre-wrap; overflow-wrap: anywhere; }
.theirs { align-self: flex-start; background: var(--raised); border: 1px solid var(--line); }
.own { align-self: flex-end; background: var(--wash); }
.typing { display: flex; gap: 4px; padding: 14px 12px; margin: 0 auto 8px 16px; }
.typing i { width: 7px; height: 7px; border-radius: 50%; background: var(--quiet); animation: breathe 1.2s infinite; }
.typing i + i { animation-delay: .2s; } .typing i + i + i { animation-delay: .4s; }
@keyframes breathe { 50% { opacity: .25; } }
@media (prefers-reduced-motion: reduce) { .typing i { animation: none; } }
.waiting { color: var(--quiet); font-size: 13px; display: block; }
.card { align-self: flex-start; width: 85%; background: var(--raised); border: 1px solid var(--line); border-radius: 14px;
  overflow: hidden; display: grid; gap: 8px; padding: 12px; overflow-wrap: anywhere; }
.card strong { font-size: 17px; } .card p { margin: 0; white-space: pre-wrap; }
.card img, .picture { width: 100%; border-radius: 8px; display: block; }
.picture { align-self: flex-start; width: 85%; }
progress { width: 100%; height: 8px; accent-color: var(--accent); }
dl { display: grid; grid-template-columns: 2fr 3fr; gap: 4px 8px; margin: 0; font-size: 14px; }
dt { color: var(--quiet); } dd { margin: 0; }
.press { width: 100%; text-align: center; text-decoration: none; color: var(--accent); display: block; border: 1px solid var(--edge);
  border-radius: var(--radius); padding: 10px; background: none; }
.replies { display: flex; gap: 8px; flex-wrap: wrap; padding: 0 16px 8px; }
.replies button { border-radius: 999px; color: var(--accent); }
.attach { width: 44px; padding: 0; flex: none; font-size: 20px; }
.away { flex-wrap: wrap; } .away p { margin: 0; flex-basis: 100%; font-size: 14px; color: var(--quiet); }
.note { margin: 0; padding: 8px 16px; font-size: 14px; color: var(--attention); border-top: 1px solid var(--line); }
form, .away { display: flex; gap: 8px; padding: 8px; border-top: 1px solid var(--line); background: var(--raised); align-items: flex-end; }
textarea, .away input { flex: 1; min-width: 0; font: inherit; color: inherit; resize: none; max-height: 120px; min-height: 44px; padding: 9px 12px; border: 1px solid var(--edge);
  border-radius: var(--radius); background: var(--paper); }
@media (max-width: 480px) { :host([open]) { inset: 0; } .panel { width: 100vw; height: 100dvh; border: 0; border-radius: 0; } }
`
